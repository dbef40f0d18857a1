import type { Document, UpdateFilter } from 'mongodb';
import type { z } from 'zod';
import { AdaptiveLearningError, invalidInput, shownPath } from '../errors.js';
import { type AnyDeclaration, bare, isInertData, isPlainObject, parseInput, schemasAt } from '../schema/index.js';
import { checkPath } from './check-filter.js';
import type { TypedUpdate } from './typed-filter.js';

/** An update whose paths the compiler has already held to their collection. */
export type PathUpdate = TypedUpdate<{ [path: string]: unknown }>;

/**
 * The operators of an update, each value held to the schema of its place.
 *
 * @throws AdaptiveLearningError `invalid_input` naming the path
 */
export function updateOperators(declaration: AnyDeclaration, update: PathUpdate, where: string): UpdateFilter<Document> {
  if (!isInertData(update) || !isPlainObject(update as unknown)) throw invalidInput(where, 'an update of plain data', update);
  for (const key of Object.keys(update)) {
    if (!UPDATES.has(key)) throw invalidInput(`${where}.${shownPath(key)}`, `one of ${[...UPDATES].join(', ')}`, undefined);
  }
  const { set = {}, unset = [], increment = {} } = update;
  if (!isPlainObject(set)) throw invalidInput(`${where}.set`, 'an object of values by path', set);
  if (!Array.isArray(unset) || unset.some((path) => typeof path !== 'string'))
    throw invalidInput(`${where}.unset`, 'a list of paths', unset);
  if (!isPlainObject(increment)) throw invalidInput(`${where}.increment`, 'an object of numbers by path', increment);
  for (const path of [...Object.keys(set), ...unset, ...Object.keys(increment)]) refuseIdentity(declaration, path, where);
  const parsed = Object.fromEntries(
    Object.entries(set).map(([path, value]) => [path, parsedValue(declaration, path, value, `${where}.set`)]),
  );
  for (const path of unset) checkPath(declaration, path, `${where}.unset`);
  for (const [path, by] of Object.entries(increment)) {
    checkPath(declaration, path, `${where}.increment`);
    const [schema] = schemasAt(declaration.schema, path);
    if (schema !== undefined && bare(schema)._zod.def.type !== 'number')
      throw invalidInput(`${where}.increment.${shownPath(path)}`, 'a field that holds a number', by);
    if (!Number.isFinite(by)) throw invalidInput(`${where}.increment.${shownPath(path)}`, 'a finite number', by);
  }
  const operators: UpdateFilter<Document> = {
    ...(Object.keys(set).length === 0 ? {} : { $set: parsed }),
    ...(unset.length === 0 ? {} : { $unset: Object.fromEntries(unset.map((path) => [path, true])) }),
    ...(Object.keys(increment).length === 0 ? {} : { $inc: increment }),
  };
  if (Object.keys(operators).length === 0) throw invalidInput(where, 'at least one change', update);
  return operators;
}

const UPDATES: ReadonlySet<string> = new Set(['set', 'unset', 'increment']);

/**
 * What finds a document stays: another owner's id in it would hand one learner's data to another. So does what another collection keeps
 * unique, which would have to change there too.
 */
function refuseIdentity({ name, identity, owner, claimed = [] }: AnyDeclaration, path: string, where: string): void {
  if (path !== '_id' && path !== owner && !identity.includes(path) && !claimed.includes(path)) return;
  const expected = claimed.includes(path)
    ? `a field of ${name} that no verb of its own changes`
    : `a field of ${name} that does not identify it`;
  throw new AdaptiveLearningError('invalid_input', `${where}: expected ${expected}, got ${path}`, { where, expected, received: path });
}

/** The value as its schema reads it: a zone or an id in its one spelling. */
function parsedValue(declaration: AnyDeclaration, path: string, value: unknown, where: string): unknown {
  checkPath(declaration, path, where);
  const [schema] = schemasAt(declaration.schema, path);
  return schema === undefined ? value : parseInput(bare(schema) as z.ZodType, value, `${where}.${shownPath(path)}`);
}
