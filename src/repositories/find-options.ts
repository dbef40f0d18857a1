import { type AnyDeclaration, isInertData, isPlainObject, type Path } from '../collections/index.js';
import { invalidInput, isProxy, shownKey, shownPath } from '../errors.js';
import type { CallOptions } from './call-options.js';
import { checkPath } from './check-filter.js';
import type { UnreadableOptions } from './decoded-cursor.js';
import type { Sort } from './typed-filter.js';

export interface FindOptions<Document, Field extends string = string> extends CallOptions, UnreadableOptions {
  /** Only these top-level fields; all of them if not given. */
  readonly fields?: readonly Field[] | undefined;
  /** Of these lists only so many entries, from their ends. */
  readonly last?: { readonly [P in Path<Document>]?: number } | undefined;
  readonly sort?: Sort<Document> | undefined;
  readonly limit?: number | undefined;
  readonly batchSize?: number | undefined;
  /** The name of the index to read by: between plans that look as good on little data, the server's choice would stick. */
  readonly index?: string | undefined;
}

/** What `find` takes; anything else is a misspelt option, which would be passed over without a word. */
const KNOWN: ReadonlySet<string> = new Set([
  'session',
  'signal',
  'deadlineMs',
  'maxTimeMS',
  'acrossLearners',
  'fields',
  'last',
  'sort',
  'limit',
  'batchSize',
  'index',
  'onUnreadable',
  'unreadable',
] satisfies (keyof FindOptions<unknown>)[]);

/**
 * What the driver's `find` takes of a call's options, but for what all commands take.
 *
 * @throws AdaptiveLearningError `invalid_input` for an unknown option, a sort by an unknown path, and a limit that is none
 */
export function findOptions<Document, Field extends string>(
  declaration: AnyDeclaration,
  options: FindOptions<Document, Field>,
  where: string,
) {
  checkKnown(options, where);
  const { fields, last, sort, limit, batchSize, index } = options;
  checkList(fields, `${where}.fields`);
  checkLast(declaration, last, `${where}.last`);
  checkSort(declaration, sort, `${where}.sort`);
  checkCount(limit, `${where}.limit`);
  checkCount(batchSize, `${where}.batchSize`);
  if (index !== undefined && typeof index !== 'string') throw invalidInput(`${where}.index`, 'the name of an index', index);
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

function checkKnown(options: object, where: string): void {
  if (isProxy(options) || !isPlainObject(options)) throw invalidInput(`${where}.options`, 'an object of options', options);
  for (const key of Object.keys(options)) {
    if (!KNOWN.has(key)) throw invalidInput(`${where}.options.${shownKey(key)}`, `one of ${[...KNOWN].join(', ')}`, options);
  }
}

function checkList(fields: unknown, where: string): void {
  if (fields === undefined) return;
  const isNames: boolean = isInertData(fields) && Array.isArray(fields) && fields.every((field) => typeof field === 'string');
  if (!isNames) throw invalidInput(where, 'names of top-level fields', fields);
}

function checkLast(declaration: AnyDeclaration, last: unknown, where: string): void {
  if (last === undefined) return;
  if (!isInertData(last) || !isPlainObject(last)) throw invalidInput(where, 'an object of counts by path', last);
  for (const [path, count] of Object.entries(last)) {
    checkPath(declaration, path, where);
    checkCount(count, `${where}.${shownPath(path)}`);
  }
}

function checkSort(declaration: AnyDeclaration, sort: unknown, where: string): void {
  if (sort === undefined) return;
  if (!isInertData(sort) || !isPlainObject(sort)) throw invalidInput(where, 'an object of 1 and -1 by path', sort);
  for (const [path, direction] of Object.entries(sort)) {
    checkPath(declaration, path, where);
    if (direction !== 1 && direction !== -1) throw invalidInput(`${where}.${shownPath(path)}`, '1 or -1', direction);
  }
}

function checkCount(value: unknown, where: string): void {
  if (value !== undefined && !(Number.isSafeInteger(value) && (value as number) >= 1))
    throw invalidInput(where, 'a whole number from 1', value);
}
