import { invalidInput, shownPath } from '../errors.js';
import { type AnyDeclaration, encryptedPathsOf, type Path } from '../schema/index.js';
import type { CallOptions } from './call-options.js';
import { checkPath } from './check-filter.js';
import type { Sort } from './typed-filter.js';
import type { UnreadableOptions } from './unreadable.js';

export interface FindOptions<Document, Field extends string = string> extends CallOptions, UnreadableOptions {
  /** Only these top-level fields; all if not given. */
  readonly fields?: readonly Field[] | undefined;
  /** The number of last entries to return of each of these lists. */
  readonly last?: { readonly [P in Path<Document>]?: number } | undefined;
  readonly sort?: Sort<Document> | undefined;
  readonly limit?: number | undefined;
  readonly batchSize?: number | undefined;
  /** The name of the index to use. */
  readonly index?: string | undefined;
}

/**
 * What the driver's `find` takes of a call's options, except for what all commands take.
 *
 * @throws AdaptiveLearningError `invalid_input` for a sort by an unknown path or in no direction
 */
export function findOptions<Document, Field extends string>(
  declaration: AnyDeclaration,
  options: FindOptions<Document, Field>,
  where: string,
) {
  const { fields, last, sort, limit, batchSize, index } = options;
  checkLast(declaration, last, `${where}.last`);
  checkSort(declaration, sort, `${where}.sort`);
  const projection = {
    ...(fields === undefined ? {} : Object.fromEntries(fields.map((field) => [field, 1]))),
    ...(last === undefined ? {} : Object.fromEntries(Object.entries(last).map(([path, count]) => [path, { $slice: -Number(count) }]))),
  };
  return {
    ...(Object.keys(projection).length === 0 ? {} : { projection }),
    ...(sort === undefined ? {} : { sort: sort as { [path: string]: 1 | -1 } }),
    ...(limit === undefined ? {} : { limit }),
    ...(batchSize === undefined ? {} : { batchSize }),
    ...(index === undefined ? {} : { hint: index }),
  };
}

function checkLast(declaration: AnyDeclaration, last: object = {}, where: string): void {
  for (const [path, count] of Object.entries(last)) {
    checkPath(declaration, path, where);
    if (!(Number.isSafeInteger(count) && Number(count) >= 1))
      throw invalidInput(`${where}.${shownPath(path)}`, 'a whole number from 1', count);
  }
}

function checkSort(declaration: AnyDeclaration, sort: object = {}, where: string): void {
  for (const [path, direction] of Object.entries(sort)) {
    checkPath(declaration, path, where);
    if (encryptedPathsOf(declaration).standingOf(path) !== 'apart')
      throw invalidInput(`${where}.${shownPath(path)}`, 'a field that is not encrypted', direction);
    if (direction !== 1 && direction !== -1) throw invalidInput(`${where}.${shownPath(path)}`, '1 or -1', direction);
  }
}
