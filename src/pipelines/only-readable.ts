import type { z } from 'zod';
import { COLLECTIONS, type MongoSchema, partOfSchema, toMongoSchema } from '../collections/index.js';
import { type AnyPipeline, type Stage, stagesOf } from './define-pipeline.js';

/** The field of a row that is no answer but the `_id` of a stored document that could not be counted. */
export const UNREADABLE = '__unreadable';

/** How many unreadable documents one answer or report names at most. */
export const UNREADABLE_NAMED_AT_MOST = 100;

/** What the server holds each collection's documents to, worked out once. */
const schemas = new Map<string, MongoSchema>();
/** And the part of it that a pipeline's paths speak of. */
const parts = new WeakMap<AnyPipeline, Map<string, MongoSchema>>();

/**
 * The stages of a pipeline such that documents in which a path that it reads has another type than declared neither bend the answer nor
 * vanish: they are left out, and their ids follow the rows, in one round trip. `null` when its first stage is no `$match`.
 *
 * @example
 * onlyReadable(PIPELINES.user_progress_dashboard, params) //=> [{ $match: { user_id } }, { $match: { $jsonSchema } }, …, { $unionWith: … }]
 */
export function onlyReadable<Params extends z.ZodObject>(pipeline: AnyPipeline<Params>, params: z.output<Params>): Stage[] {
  const paths = new Set<string>();
  const ref = (path: string) => {
    paths.add(path);
    return `$${path}`;
  };
  const [first, ...rest] = pipeline.stages(params as never, ref as never);
  if (first?.['$match'] === undefined || paths.size === 0) return stagesOf(pipeline, params);
  const $jsonSchema = partFor(pipeline, [...paths]);
  const unreadable = [
    first,
    { $match: { $nor: [{ $jsonSchema }] } },
    { $limit: UNREADABLE_NAMED_AT_MOST },
    { $project: { _id: 0, [UNREADABLE]: '$_id' } },
  ];
  return [first, { $match: { $jsonSchema } }, ...rest, { $unionWith: { coll: pipeline.collection, pipeline: unreadable } }];
}

function partFor(pipeline: AnyPipeline, paths: readonly string[]): MongoSchema {
  const ofPipeline = parts.get(pipeline) ?? new Map<string, MongoSchema>();
  parts.set(pipeline, ofPipeline);
  const key = paths.join();
  const known = ofPipeline.get(key) ?? partOfSchema(schemaOf(pipeline), paths);
  ofPipeline.set(key, known);
  return known;
}

function schemaOf({ collection }: AnyPipeline): MongoSchema {
  const known = schemas.get(collection);
  if (known !== undefined) return known;
  const made = toMongoSchema(COLLECTIONS[collection].schema);
  schemas.set(collection, made);
  return made;
}
