import type { CallOptions } from './call-options.js';
import { command, type DriverOptions } from './command.js';
import { isDuplicateKey } from './driver-errors.js';
import { type isSameIndex, toIndexDescription } from './index-specification.js';
import type { NamedCollections } from './named-collections.js';
import { isEqual } from './patch.js';
import { type MarkedValidator, unfinishedValidatorOf, validatorOf } from './schema-mark.js';
import { type IndexPlan, planIndexes, refuseConflicts, refuseForeign, refuseInClear } from './setup-refusals.js';
import { type CollectionOptions, readIndexes, readStored, type StoredCollection } from './stored-schema.js';

const NAMESPACE_EXISTS = 48;
const NAMESPACE_NOT_FOUND = 26;
const INDEX_NOT_FOUND = 27;
const INDEX_CONFLICTS = [85, 86];

const STRICTEST = { validationLevel: 'strict', validationAction: 'error' } as const;
const MAJORITY = { w: 'majority' } as const;

/** The database that is set up, and the limits of the call that does it. */
interface Place {
  readonly collections: NamedCollections;
  readonly options: CallOptions;
}

/**
 * Makes collections, validators and indexes be what is declared. Everything is read and judged first: a refusal leaves the database as it
 * was. Running it again changes nothing; several processes may run it at once. One that is stopped half way leaves its collections marked
 * as unfinished, and the next run goes on from there.
 *
 * Nothing that the library did not make is changed: a collection is the library's when its validator bears its title, an index when that
 * validator says that setup made it in the shape that it has. Other indexes stay.
 *
 * @param options the signal of the whole, and the deadline of each of its commands: an index on many documents takes minutes
 * @throws AdaptiveLearningError `foreign_collection`, `setup_conflict`, `aborted`, `deadline_exceeded`
 */
export async function setupSchema(collections: NamedCollections, options: CallOptions = {}): Promise<void> {
  const place = { collections, options };
  const stored = await readStored(collections, options, 'setup');
  refuseForeign(collections, stored);
  refuseInClear(collections, stored);
  const plans = await planAll(place, stored);
  for (const name of collections.names) await setupCollection(place, name, stored.get(name), plans.get(name));
}

async function planAll(
  { collections, options }: Place,
  stored: ReadonlyMap<string, StoredCollection>,
): Promise<ReadonlyMap<string, IndexPlan>> {
  const conflicts: string[] = [];
  const plans = new Map<string, IndexPlan>();
  for (const [name, found] of stored) plans.set(name, await planIndexes(collections, name, found, conflicts, options));
  refuseConflicts(conflicts);
  return plans;
}

async function setupCollection(
  place: Place,
  name: string,
  stored: StoredCollection | undefined,
  plan: IndexPlan = { replaced: [], missing: place.collections.declarationOf(name).indexes },
): Promise<void> {
  if (stored === undefined) await create(place, name);
  for (const index of plan.replaced) await dropIfStill(place, name, index);
  await makeIndexes(place, name, plan);
  const validator = validatorOf(place.collections.declarationOf(name), place.collections.form);
  if (stored === undefined || !isHeldTo(stored.options, validator))
    await send(place, ({ db, named }, driver) =>
      db.command({ collMod: named(name), validator, ...STRICTEST, writeConcern: MAJORITY }, driver),
    );
}

/** Whether the server holds a collection to a validator, and to nothing less. */
export function isHeldTo(stored: CollectionOptions, validator: MarkedValidator): boolean {
  const { validationLevel, validationAction } = { ...STRICTEST, ...stored };
  return isEqual(stored.validator, validator) && isEqual({ validationLevel, validationAction }, STRICTEST);
}

/** The way of every command that changes the schema: within the limits of the call. */
function send<Result>(
  { collections, options }: Place,
  run: (to: NamedCollections, driver: DriverOptions) => Promise<Result>,
): Promise<Result> {
  return command('setup', options, (driver) => run(collections, driver));
}

async function create(place: Place, name: string): Promise<void> {
  const validator = unfinishedValidatorOf(place.collections.declarationOf(name), place.collections.form);
  await send(place, async ({ db, named }, driver) => {
    try {
      await db.command({ create: named(name), validator, writeConcern: MAJORITY }, driver);
    } catch (error) {
      if (codeOf(error) !== NAMESPACE_EXISTS) throw error;
      // Somebody was faster: another process that sets up, or the host with a collection of its own.
      refuseForeign(place.collections, await readStored(place.collections, place.options, 'setup', [name]));
    }
  });
}

/** Another process that sets up may have put the new one in its place already. */
async function dropIfStill(place: Place, name: string, index: Parameters<typeof isSameIndex>[1]): Promise<void> {
  const now = (await readIndexes(place.collections, name, place.options, 'setup')).find((found) => found.name === index.name);
  if (now === undefined || !isEqual(now, index)) return;
  await send(place, async ({ db, named }, driver) => {
    try {
      await db.command({ dropIndexes: named(name), index: index.name }, driver);
    } catch (error) {
      if (![INDEX_NOT_FOUND, NAMESPACE_NOT_FOUND].includes(codeOf(error))) throw error;
    }
  });
}

/** All in one command, which reads the documents once. */
async function makeIndexes(place: Place, name: string, { missing }: IndexPlan): Promise<void> {
  if (missing.length === 0) return;
  await send(place, async ({ db, named }, driver) => {
    const createIndexes = named(name);
    try {
      await db.command({ createIndexes, indexes: missing.map(toIndexDescription), writeConcern: MAJORITY }, driver);
    } catch (error) {
      // What was not in the way a moment ago.
      if (!(INDEX_CONFLICTS.includes(codeOf(error)) || isDuplicateKey(error))) throw error;
      refuseConflicts([`run setup again: an index or a document was stored in ${createIndexes} meanwhile`], error);
    }
  });
}

function codeOf(error: unknown): number {
  return Number((error as { code?: unknown }).code);
}
