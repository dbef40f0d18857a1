import type { Document, Filter } from 'mongodb';
import { AdaptiveLearningError, invalidInput } from '../errors.js';
import { type AnyDeclaration, type Content, isPlainObject, parseDocument, withoutId } from '../schema/index.js';
import type { CallOptions } from './call-options.js';
import { checkFilter } from './check-filter.js';
import { isDuplicateKey } from './driver-errors.js';
import { identityOf } from './guarded-update.js';
import { normalizeFilter } from './normalize-filter.js';
import type { Repository } from './repository.js';
import type { TypedFilter, TypedUpdate } from './typed-filter.js';

/** One change of one document; {@link applyChange} holds it to the declaration of its collection. */
export type DocumentChange<Stored> =
  /** Stores a new document. */
  | { readonly insert: Content<Stored> }
  /** Changes the first document that fits. */
  | ({ readonly update: TypedFilter<Stored> } & TypedUpdate<Stored>)
  /** Puts a whole document in the place of the one with the same identity; with `orInsert` it is stored where there is none. */
  | { readonly replace: Content<Stored>; readonly orInsert?: boolean }
  /** Deletes the first document that fits. */
  | { readonly delete: TypedFilter<Stored> };

/** The outcome of a change. */
export interface Applied {
  /** Whether there was a document to change; true of one that was stored. */
  readonly applied: boolean;
  /** The owner's user_id; nothing in a collection that belongs to nobody. */
  readonly owner: string | undefined;
}

/** A change as code writes it that does not know the collection. */
type AnyChange = DocumentChange<{ readonly [path: string]: unknown }>;

/** What a change can be, and what may stand beside it. */
const KINDS = {
  insert: [],
  update: ['set', 'unset', 'increment'],
  replace: ['orInsert'],
  delete: [],
} as const satisfies { readonly [kind: string]: readonly string[] };

/**
 * Makes one change of a document, held to the declaration of its collection first: documents and values by the schema, filters as those of
 * `find`, which name the owner where documents belong to learners.
 *
 * @throws AdaptiveLearningError `invalid_input` naming the field, `access_denied` for a filter without its owner, `already_exists`
 */
export async function applyChange<Stored>(
  repository: Repository<Stored>,
  change: DocumentChange<Stored>,
  where: string,
  options: CallOptions,
): Promise<Applied> {
  const kind = kindOf(change, where);
  const given = change as unknown as { readonly [K in keyof typeof KINDS]: object } & TypedUpdate<never>;
  const declaration = repository.declaration as unknown as AnyDeclaration;
  switch (kind) {
    case 'insert':
      await repository.insertOne(given.insert as never, options).catch(asRefusal);
      return { applied: true, owner: ownerIn(declaration, given.insert) };
    case 'update': {
      const { update: filter, ...operators } = given;
      const applied = await repository.updateOne(filter as never, operators as never, options);
      return { applied, owner: ownerIn(declaration, filter) };
    }
    case 'replace': {
      const { replace, orInsert = false } = change as Extract<AnyChange, { readonly replace: unknown }>;
      if (typeof orInsert !== 'boolean') throw invalidInput(`${where}.orInsert`, 'true or false', orInsert);
      const document = parseDocument(withoutId(declaration.schema), replace, where) as Document;
      const [stored = document] = await repository.sealing.seal([document], where, options);
      const replaceOne = { ignoreUndefined: true, upsert: orInsert };
      const { matchedCount, upsertedCount } = await repository
        .command(where, options, (driver) =>
          repository.collection.replaceOne(identityOf(declaration, document), stored, { ...driver, ...replaceOne }),
        )
        .catch(asRefusal);
      return { applied: matchedCount + upsertedCount > 0, owner: ownerIn(declaration, document) };
    }
    case 'delete': {
      checkFilter(declaration, given.delete, where, undefined);
      const filter = normalizeFilter(declaration, given.delete) as Filter<Document>;
      const { deletedCount } = await repository.command(where, options, (driver) => repository.collection.deleteOne(filter, driver));
      return { applied: deletedCount > 0, owner: ownerIn(declaration, given.delete) };
    }
  }
}

function kindOf(change: object, where: string): keyof typeof KINDS {
  const expected = `one of { ${Object.keys(KINDS).join(' }, { ')} }`;
  if (!isPlainObject(change)) throw invalidInput(where, expected, change);
  const kinds = (Object.keys(KINDS) as (keyof typeof KINDS)[]).filter((kind) => change[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) throw invalidInput(where, expected, change);
  const beside: readonly string[] = KINDS[kind];
  const unknown = Object.keys(change).find((key) => key !== kind && !beside.includes(key));
  if (unknown !== undefined) throw invalidInput(where, beside.length === 0 ? `${kind} alone` : `${kind} with ${beside.join(', ')}`, change);
  return kind;
}

function ownerIn({ owner }: AnyDeclaration, fields: object): string | undefined {
  const value: unknown = Reflect.get(fields, owner);
  return owner === 'nobody' || typeof value !== 'string' ? undefined : value;
}

/**
 * A key that is taken is a refusal of what the caller chose. The driver's error stays behind: by that, a write would be taken for one that
 * another writer outran, and would be tried until its deadline.
 */
function asRefusal(error: unknown): never {
  if (!(error instanceof AdaptiveLearningError) || !isDuplicateKey(error)) throw error;
  const { code, message, where } = error;
  throw new AdaptiveLearningError(code, message, where === undefined ? {} : { where });
}
