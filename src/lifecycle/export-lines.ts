import { createHash } from 'node:crypto';
import type { Repository, Unreadable } from '../repositories/index.js';
import type { AnyDeclaration } from '../schema/index.js';
import { exportedSchema } from './exported-schema.js';
import { withoutSecrets } from './without-secrets.js';

/** What an export reads a collection by. */
export interface ExportedCollection {
  readonly declaration: AnyDeclaration;
  readonly repository: Pick<Repository<object>, 'find'>;
}

/** What an export is made of. */
export interface ExportSource {
  readonly userId: string;
  /** Those whose documents belong to a learner. */
  readonly collections: readonly ExportedCollection[];
  readonly exportedAt: Date;
  readonly signal: AbortSignal | undefined;
}

/** The form of the lines; another number means another form. */
const FORM = 1;

/**
 * The lines of an export, each one JSON value: a `manifest` with the schema of each collection, then one `document` after the other, and an `end` with
 * counts, which documents could not be read, and the SHA-256 of all lines before it. A file without an `end` is not whole.
 */
export async function* exportLines({ userId, collections, exportedAt, signal }: ExportSource): AsyncGenerator<string, undefined> {
  const sum = createHash('sha256');
  const line = (value: object): string => {
    const text = `${JSON.stringify(value)}\n`;
    sum.update(text);
    return text;
  };
  yield line({
    record: 'manifest',
    form: FORM,
    user_id: userId,
    exported_at: exportedAt,
    collections: collections.map(({ declaration }) => described(declaration)),
  });
  const documents: { [collection: string]: number } = {};
  const unreadable: Unreadable[] = [];
  let left_out = 0;
  for (const { declaration, repository } of collections) {
    const { name, owner } = declaration;
    documents[name] = 0;
    const cursor = repository.find({ [owner]: userId } as never, { signal });
    for await (const document of cursor) {
      documents[name] += 1;
      yield line({ record: 'document', collection: name, document: withoutSecrets(declaration, document) });
    }
    unreadable.push(...cursor.unreadable);
    left_out += cursor.leftOut;
  }
  const sha256 = sum.digest('hex');
  yield `${JSON.stringify({ record: 'end', documents, left_out, unreadable, sha256 })}\n`;
  return undefined;
}

/** What a reader needs to know of a collection. */
function described(declaration: AnyDeclaration): object {
  const { name, description, schemaVersion } = declaration;
  return { name, description, schema_version: schemaVersion, schema: exportedSchema(declaration) };
}
