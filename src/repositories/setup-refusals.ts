import { AdaptiveLearningError } from '../errors.js';
import type { IndexDeclaration } from '../schema/index.js';
import type { CallOptions } from './call-options.js';
import { command } from './command.js';
import { asStored, excludesEachOther, isSameIndex, type StoredIndex, toIndexDescription } from './index-specification.js';
import type { NamedCollections } from './named-collections.js';
import { titleOf } from './schema-mark.js';
import { readIndexes, type StoredCollection } from './stored-schema.js';

/** What setup has to do at a collection that exists: indexes of its own to replace, and those to make. */
export interface IndexPlan {
  readonly replaced: readonly StoredIndex[];
  readonly missing: readonly IndexDeclaration<never>[];
}

/** @throws AdaptiveLearningError `foreign_collection` naming every collection that the library did not make */
export function refuseForeign(collections: NamedCollections, stored: ReadonlyMap<string, StoredCollection>): void {
  const foreign = [...stored].filter(([, { mark }]) => mark === undefined);
  const [first] = foreign;
  if (first === undefined) return;
  const names = foreign.map(([name, { type }]) => `${collections.named(name)}${type === 'collection' ? '' : ` (${type})`}`).join(', ');
  const message =
    `setup: expected no collections with the library's names, or those that it created, got others: ${names}. Nothing was changed. ` +
    "Have the library's collections named apart, by createEngine({ collections: { prefix: 'ale_' } }), or give it another database. " +
    `If the library made ${collections.named(first[0])} and its validator was removed, give that back its title, ${titleOf(first[0])}, and run setup again`;
  const details = { where: 'setup', expected: "no collections with the library's names, or those that it created", received: names };
  throw new AdaptiveLearningError('foreign_collection', message, details);
}

/**
 * A collection whose validator demands ciphertexts keeps it: an engine without keys would have others store in clear.
 *
 * @throws AdaptiveLearningError `setup_conflict`
 */
export function refuseInClear(collections: NamedCollections, stored: ReadonlyMap<string, StoredCollection>): void {
  if (collections.form !== 'clear') return;
  const encrypted = [...stored].filter(([, { options }]) => JSON.stringify(options.validator ?? {}).includes('"binData"'));
  if (encrypted.length > 0)
    refuseConflicts([
      `pass the keys of this database (createEngine.encryption): its ${encrypted.map(([name]) => collections.named(name)).join(', ')} hold encrypted fields`,
    ]);
}

/**
 * Says what has to be done to the indexes of a collection that the library made.
 *
 * @param conflicts gets a sentence for each thing that is in the way
 */
export async function planIndexes(
  collections: NamedCollections,
  name: string,
  { mark }: StoredCollection,
  conflicts: string[],
  options: CallOptions,
): Promise<IndexPlan> {
  const stored = await readIndexes(collections, name, options, 'setup');
  const replaced: StoredIndex[] = [];
  const missing: IndexDeclaration<never>[] = [];
  for (const index of collections.declarationOf(name).indexes) {
    const description = toIndexDescription(index);
    if (stored.some((found) => found.name === index.name && isSameIndex(description, found))) continue;
    missing.push(index);
    for (const found of stored.filter((other) => other.name === index.name || excludesEachOther(asStored(description), other))) {
      if (mark?.made(found) === true) replaced.push(found);
      else conflicts.push(`drop the index ${found.name} of ${collections.named(name)}; setup makes ${index.name} in its place`);
    }
    const repeated = index.unique === true ? await countRepeated(collections, name, index, options) : 0;
    if (repeated > 0)
      conflicts.push(
        `let ${collections.named(name)} have no two documents of the same ${Object.keys(index.key).join(', ')}, which the index ${index.name} holds unique: ${repeated} values are there more than once`,
      );
  }
  return { replaced, missing };
}

/** How many values of a unique index are stored more than once. */
async function countRepeated(
  collections: NamedCollections,
  name: string,
  index: IndexDeclaration<never>,
  options: CallOptions,
): Promise<number> {
  const values = Object.fromEntries(Object.keys(index.key).map((path, n) => [`v${n}`, { $ifNull: [`$${path}`, null] }]));
  const stages = [
    ...(index.where === undefined ? [] : [{ $match: index.where }]),
    { $group: { _id: values, documents: { $sum: 1 } } },
    { $match: { documents: { $gt: 1 } } },
    { $count: 'repeated' },
  ];
  const [found] = await command('setup', options, (driver) =>
    collections
      .collection(name)
      .aggregate(stages, { ...driver, allowDiskUse: true })
      .toArray(),
  );
  return Number(found?.['repeated'] ?? 0);
}

/** @throws AdaptiveLearningError `setup_conflict` naming all that is in the way */
export function refuseConflicts(conflicts: readonly string[], cause?: unknown): void {
  if (conflicts.length === 0) return;
  const expected = 'nothing that prevents the indexes of setup';
  const received = conflicts.length === 1 ? 'something that you have to put right first' : `${conflicts.length} things to put right first`;
  const message = `setup: expected ${expected}, got ${received}, and nothing was changed: ${conflicts.join('; ')}`;
  throw new AdaptiveLearningError('setup_conflict', message, { where: 'setup', expected, received, cause });
}
