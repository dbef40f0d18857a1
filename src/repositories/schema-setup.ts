import type { Db } from 'mongodb';
import { type AnyDeclaration, COLLECTIONS, type IndexDeclaration, toMongoSchema } from '../collections/index.js';
import { translateDriverError } from './driver-errors.js';
import { isSameIndex, type StoredIndex, toIndexDescription } from './index-specification.js';
import { isEqual } from './patch.js';

const NAMESPACE_EXISTS = 48;
const NAMESPACE_NOT_FOUND = 26;
const INDEX_NOT_FOUND = 27;
const INDEX_CONFLICTS = new Set([85, 86]);

/** One way in which a database differs from its declarations. */
export interface SchemaDrift {
  readonly collection: string;
  readonly kind: 'missing_collection' | 'drifted_validator' | 'missing_index' | 'drifted_index' | 'undeclared_index';
  /** The index, where it is about one. */
  readonly index?: string;
  /** What the index is for, or what to do. */
  readonly why: string;
}

/**
 * Makes collections, validators and indexes be what is declared. Running it again changes nothing; several processes may run it at once.
 * An index of ours that has another shape is replaced; indexes of the host's own stay.
 */
export async function setupSchema(db: Db): Promise<void> {
  for (const declaration of declarations()) {
    try {
      await setupCollection(db, declaration);
    } catch (error) {
      throw translateDriverError(error, `setup.${declaration.name}`);
    }
  }
}

/** Lists what is missing or has drifted; empty when the database is as declared. */
export async function verifySchema(db: Db): Promise<readonly SchemaDrift[]> {
  const drifts: SchemaDrift[] = [];
  for (const declaration of declarations()) {
    const stored = await storedCollection(db, declaration.name);
    if (stored === undefined) {
      drifts.push({ collection: declaration.name, kind: 'missing_collection', why: 'run engine.setup()' });
      continue;
    }
    if (!isEqual(stored.validator, validatorOf(declaration))) {
      drifts.push({ collection: declaration.name, kind: 'drifted_validator', why: 'run engine.setup()' });
    }
    drifts.push(...(await indexDrifts(db, declaration)));
  }
  return drifts;
}

function declarations(): AnyDeclaration[] {
  return Object.values(COLLECTIONS) as unknown as AnyDeclaration[];
}

function validatorOf(declaration: AnyDeclaration): { $jsonSchema: object } {
  return { $jsonSchema: toMongoSchema(declaration.schema) };
}

async function storedCollection(db: Db, name: string): Promise<{ validator: unknown } | undefined> {
  const [info] = await db.listCollections({ name }).toArray();
  if (info === undefined) return undefined;
  return { validator: (info as { options?: { validator?: unknown } }).options?.validator };
}

async function setupCollection(db: Db, declaration: AnyDeclaration): Promise<void> {
  const validator = validatorOf(declaration);
  const stored = await storedCollection(db, declaration.name);
  if (stored === undefined) {
    await ignoring([NAMESPACE_EXISTS], () => db.createCollection(declaration.name, { validator }));
  } else if (!isEqual(stored.validator, validator)) {
    await db.command({ collMod: declaration.name, validator, validationLevel: 'strict', validationAction: 'error' });
  }
  for (const index of declaration.indexes) await ensureIndex(db, declaration.name, index);
}

async function ensureIndex(db: Db, collection: string, index: IndexDeclaration<never>): Promise<void> {
  const description = toIndexDescription(index);
  const create = () => db.command({ createIndexes: collection, indexes: [description], writeConcern: { w: 'majority' } });
  try {
    await create();
  } catch (error) {
    if (!INDEX_CONFLICTS.has(codeOf(error))) throw error;
    for (const name of await conflicting(db, collection, description.name as string, Object.values(index.key).includes('text'))) {
      await ignoring([INDEX_NOT_FOUND, NAMESPACE_NOT_FOUND], () => db.collection(collection).dropIndex(name));
    }
    await create();
  }
}

/** The index of our name with another shape; for text, of which a collection has only one, whichever that is. */
async function conflicting(db: Db, collection: string, name: string, isText: boolean): Promise<string[]> {
  const stored = (await db.collection(collection).listIndexes().toArray()) as StoredIndex[];
  return stored.filter((index) => index.name === name || (isText && index.weights !== undefined)).map((index) => index.name);
}

async function indexDrifts(db: Db, declaration: AnyDeclaration): Promise<SchemaDrift[]> {
  const stored = (await db.collection(declaration.name).listIndexes().toArray()) as StoredIndex[];
  const byName = new Map(stored.map((index) => [index.name, index]));
  const drifts: SchemaDrift[] = [];
  for (const index of declaration.indexes) {
    const found = byName.get(index.name);
    byName.delete(index.name);
    if (found !== undefined && isSameIndex(toIndexDescription(index), found)) continue;
    drifts.push({
      collection: declaration.name,
      kind: found === undefined ? 'missing_index' : 'drifted_index',
      index: index.name,
      why: index.why,
    });
  }
  for (const name of byName.keys()) {
    if (name !== '_id_')
      drifts.push({ collection: declaration.name, kind: 'undeclared_index', index: name, why: 'an index of the host; it stays' });
  }
  return drifts;
}

async function ignoring(codes: readonly number[], work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!codes.includes(codeOf(error))) throw error;
  }
}

function codeOf(error: unknown): number {
  return Number((error as { code?: unknown }).code);
}
