import type { Document, UpdateFilter } from 'mongodb';
import type { z } from 'zod';
import { type AnyDeclaration, bare, parseInput, schemasAt } from '../collections/index.js';
import { invalidInput } from '../errors.js';
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
  const { set = {}, unset = [], increment = {} } = update;
  for (const [path, value] of Object.entries(set)) checkValue(declaration, path, value, `${where}.set`);
  for (const path of unset) checkPath(declaration, path, `${where}.unset`);
  for (const [path, by] of Object.entries(increment)) {
    checkPath(declaration, path, `${where}.increment`);
    if (!Number.isFinite(by)) throw invalidInput(`${where}.increment.${path}`, 'a finite number', by);
  }
  const operators: UpdateFilter<Document> = {
    ...(Object.keys(set).length === 0 ? {} : { $set: set }),
    ...(unset.length === 0 ? {} : { $unset: Object.fromEntries(unset.map((path) => [path, true])) }),
    ...(Object.keys(increment).length === 0 ? {} : { $inc: increment }),
  };
  if (Object.keys(operators).length === 0) throw invalidInput(where, 'at least one change', update);
  return operators;
}

function checkValue(declaration: AnyDeclaration, path: string, value: unknown, where: string): void {
  checkPath(declaration, path, where);
  const [schema] = schemasAt(declaration.schema, path);
  if (schema !== undefined) parseInput(bare(schema) as z.ZodType, value, `${where}.${path}`);
}
