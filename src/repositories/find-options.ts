import type { AnyDeclaration } from '../collections/index.js';
import { invalidInput } from '../errors.js';
import { driverOptions, type FindOptions, withoutSignal } from './call-options.js';
import { checkPath } from './check-filter.js';

/**
 * What the driver's `find` takes of a call's options.
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
    ...driverOptions(withoutSignal(options)),
    ...(fields === undefined ? {} : { projection: Object.fromEntries(fields.map((field) => [field, 1])) }),
    ...(sort === undefined ? {} : { sort: sort as { [path: string]: 1 | -1 } }),
    ...(limit === undefined ? {} : { limit }),
    ...(batchSize === undefined ? {} : { batchSize }),
    ...(index === undefined ? {} : { hint: index }),
  };
}
