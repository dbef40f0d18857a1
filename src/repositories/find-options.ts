import type { AnyDeclaration } from '../collections/index.js';
import { invalidInput } from '../errors.js';
import type { CallOptions } from './call-options.js';
import { checkPath } from './check-filter.js';
import type { UnreadableOptions } from './decoded-cursor.js';
import type { Sort } from './typed-filter.js';

export interface FindOptions<Document, Field extends string = string> extends CallOptions, UnreadableOptions {
  /** Only these top-level fields; all of them if not given. */
  readonly fields?: readonly Field[] | undefined;
  readonly sort?: Sort<Document> | undefined;
  readonly limit?: number | undefined;
  readonly batchSize?: number | undefined;
  /** The name of the index to read by: between plans that look as good on little data, the server's choice would stick. */
  readonly index?: string | undefined;
}

/**
 * What the driver's `find` takes of a call's options, but for what all commands take.
 *
 * @throws AdaptiveLearningError `invalid_input` for a sort by an unknown path, and a limit that is none
 */
export function findOptions<Document, Field extends string>(
  declaration: AnyDeclaration,
  options: FindOptions<Document, Field>,
  where: string,
) {
  const { fields, sort, limit, batchSize, index } = options;
  for (const path of Object.keys(sort ?? {})) checkPath(declaration, path, `${where}.sort`);
  if (limit !== undefined && (!Number.isSafeInteger(limit) || limit < 1))
    throw invalidInput(`${where}.limit`, 'a whole number from 1', limit);
  return {
    ...(fields === undefined ? {} : { projection: Object.fromEntries(fields.map((field) => [field, 1])) }),
    ...(sort === undefined ? {} : { sort: sort as { [path: string]: 1 | -1 } }),
    ...(limit === undefined ? {} : { limit }),
    ...(batchSize === undefined ? {} : { batchSize }),
    ...(index === undefined ? {} : { hint: index }),
  };
}
