import { COLLECTION_NAMES, type CollectionName } from '../collections/index.js';
import { isDuplicateKey, translateCommandError } from './driver-errors.js';
import { type isSameIndex, toIndexDescription } from './index-specification.js';
import type { NamedCollections } from './named-collections.js';
import { isEqual } from './patch.js';
import { type MarkedValidator, unfinishedValidatorOf, validatorOf } from './schema-mark.js';
import { type IndexPlan, planIndexes, refuseConflicts, refuseForeign } from './setup-refusals.js';
import { type CollectionOptions, declarationOf, readIndexes, readStored, type StoredCollection } from './stored-schema.js';

const NAMESPACE_EXISTS = 48;
const NAMESPACE_NOT_FOUND = 26;
const INDEX_NOT_FOUND = 27;
const INDEX_CONFLICTS = [85, 86];

const STRICTEST = { validationLevel: 'strict', validationAction: 'error' } as const;
const MAJORITY = { w: 'majority' } as const;

/**
 * Makes collections, validators and indexes be what is declared. Everything is read and judged first: a refusal leaves the database as it
 * was. Running it again changes nothing; several processes may run it at once.
 *
 * Nothing that the library did not make is changed: a collection is the library's when its validator bears its title, an index when that
 * validator says that setup made it in the shape that it has. Other indexes stay.
 *
 * @throws AdaptiveLearningError `foreign_collection`, `setup_conflict`
 */
export async function setupSchema(collections: NamedCollections): Promise<void> {
  try {
    const stored = await readStored(collections);
    refuseForeign(collections, stored);
    const plans = await planAll(collections, stored);
    for (const name of COLLECTION_NAMES) await setupCollection(collections, name, stored.get(name), plans.get(name));
  } catch (error) {
    throw translateCommandError(error, 'setup');
  }
}

async function planAll(
  collections: NamedCollections,
  stored: ReadonlyMap<CollectionName, StoredCollection>,
): Promise<ReadonlyMap<CollectionName, IndexPlan>> {
  const conflicts: string[] = [];
  const plans = new Map<CollectionName, IndexPlan>();
  for (const [name, found] of stored) plans.set(name, await planIndexes(collections, name, found, conflicts));
  refuseConflicts(conflicts);
  return plans;
}

async function setupCollection(
  collections: NamedCollections,
  name: CollectionName,
  stored: StoredCollection | undefined,
  plan: IndexPlan = { replaced: [], missing: declarationOf(name).indexes },
): Promise<void> {
  if (stored === undefined) await create(collections, name);
  for (const index of plan.replaced) await dropIfStill(collections, name, index);
  await makeIndexes(collections, name, plan);
  const validator = validatorOf(declarationOf(name));
  if (stored === undefined || !isHeldTo(stored.options, validator))
    await collections.db.command({ collMod: collections.named(name), validator, ...STRICTEST, writeConcern: MAJORITY });
}

/** Whether the server holds a collection to a validator, and to nothing less. */
export function isHeldTo(stored: CollectionOptions, validator: MarkedValidator): boolean {
  const { validationLevel, validationAction } = { ...STRICTEST, ...stored };
  return isEqual(stored.validator, validator) && isEqual({ validationLevel, validationAction }, STRICTEST);
}

async function create(collections: NamedCollections, name: CollectionName): Promise<void> {
  const validator = unfinishedValidatorOf(declarationOf(name));
  try {
    await collections.db.createCollection(collections.named(name), { validator, writeConcern: MAJORITY });
  } catch (error) {
    if (codeOf(error) !== NAMESPACE_EXISTS) throw error;
    // Somebody was faster: another process that sets up, or the host with a collection of its own.
    refuseForeign(collections, await readStored(collections, [name]));
  }
}

/** Another process that sets up may have put the new one in its place already. */
async function dropIfStill(collections: NamedCollections, name: CollectionName, index: Parameters<typeof isSameIndex>[1]): Promise<void> {
  const now = (await readIndexes(collections, name)).find((found) => found.name === index.name);
  if (now === undefined || !isEqual(now, index)) return;
  try {
    await collections.collection(name).dropIndex(index.name);
  } catch (error) {
    if (![INDEX_NOT_FOUND, NAMESPACE_NOT_FOUND].includes(codeOf(error))) throw error;
  }
}

/** All in one command, which reads the documents once. */
async function makeIndexes(collections: NamedCollections, name: CollectionName, { missing }: IndexPlan): Promise<void> {
  if (missing.length === 0) return;
  const createIndexes = collections.named(name);
  try {
    await collections.db.command({ createIndexes, indexes: missing.map(toIndexDescription), writeConcern: MAJORITY });
  } catch (error) {
    // What was not in the way a moment ago.
    if (!(INDEX_CONFLICTS.includes(codeOf(error)) || isDuplicateKey(error))) throw error;
    refuseConflicts([`run setup again: an index or a document was stored in ${createIndexes} meanwhile`], error);
  }
}

function codeOf(error: unknown): number {
  return Number((error as { code?: unknown }).code);
}
