import type { Db } from 'mongodb';
import { type AnyDeclaration, COLLECTIONS, type IndexDeclaration, toMongoSchema } from '../collections/index.js';
import { AdaptiveLearningError } from '../errors.js';
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
    if (!isHeldTo(stored, validatorOf(declaration))) {
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

/** What `listCollections` tells of a collection; the two words are missing where they are the server's own choice. */
interface CollectionOptions {
  readonly validator?: unknown;
  readonly validationLevel?: string;
  readonly validationAction?: string;
}

const STRICTEST = { validationLevel: 'strict', validationAction: 'error' } as const;

async function storedCollection(db: Db, name: string): Promise<CollectionOptions | undefined> {
  const [info] = await db.listCollections({ name }).toArray();
  if (info === undefined) return undefined;
  return (info as { readonly options?: CollectionOptions }).options ?? {};
}

function isHeldTo(stored: CollectionOptions, validator: object): boolean {
  const { validationLevel, validationAction } = { ...STRICTEST, ...stored };
  return isEqual(stored.validator, validator) && isEqual({ validationLevel, validationAction }, STRICTEST);
}

async function setupCollection(db: Db, declaration: AnyDeclaration): Promise<void> {
  const validator = validatorOf(declaration);
  const stored = await storedCollection(db, declaration.name);
  if (stored === undefined) {
    await ignoring([NAMESPACE_EXISTS], () => db.createCollection(declaration.name, { validator }));
  } else if (!isHeldTo(stored, validator)) {
    await db.command({ collMod: declaration.name, validator, ...STRICTEST });
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
    const stored = await storedIndexes(db, collection);
    // The host has the same index under a name of its own: it serves as well.
    if (stored.some((found) => isSameIndex(description, found))) return;
    for (const name of conflicting(stored, index)) {
      await ignoring([INDEX_NOT_FOUND, NAMESPACE_NOT_FOUND], () => db.collection(collection).dropIndex(name));
    }
    await create().catch((again: unknown) => {
      throw INDEX_CONFLICTS.has(codeOf(again)) ? inTheWay(collection, index, again) : again;
    });
  }
}

/** The index of our name with another shape; for text, of which a collection has only one, whichever that is. */
function conflicting(stored: readonly StoredIndex[], { name, key }: IndexDeclaration<never>): string[] {
  const isText = Object.values(key).includes('text');
  return stored.filter((index) => index.name === name || (isText && index.weights !== undefined)).map((index) => index.name);
}

function inTheWay(collection: string, { name }: IndexDeclaration<never>, cause: unknown): AdaptiveLearningError {
  const where = `setup.${collection}.${name}`;
  const message = `${where}: expected to make this index, got one of the host's over the same fields with other options: drop or change that one`;
  return new AdaptiveLearningError('already_exists', message, { where, cause });
}

async function storedIndexes(db: Db, collection: string): Promise<StoredIndex[]> {
  return (await db.collection(collection).listIndexes().toArray()) as StoredIndex[];
}

async function indexDrifts(db: Db, declaration: AnyDeclaration): Promise<SchemaDrift[]> {
  const stored = await storedIndexes(db, declaration.name);
  const byName = new Map(stored.map((index) => [index.name, index]));
  const drifts: SchemaDrift[] = [];
  for (const index of declaration.indexes) {
    const description = toIndexDescription(index);
    const found = byName.get(index.name) ?? stored.find((other) => isSameIndex(description, other));
    if (found !== undefined) byName.delete(found.name);
    if (found !== undefined && isSameIndex(description, found)) continue;
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
