import type { z } from 'zod';
import {
  type AnyDeclaration,
  type CollectionNaming,
  type MongoSchema,
  migratedFields,
  partOfSchema,
  storedMongoSchema,
} from '../schema/index.js';
import { type AnyPipeline, declarationOf, type ParamsSchema, refOf, type Stage, stagesNamed } from './define-pipeline.js';

/** The field of a row that is no answer but the `_id` of a stored document that could not be counted. */
export const INVALID_DOCUMENT = '__unreadable';

/** How many unreadable documents one answer or report names at most. */
export const UNREADABLE_NAMED_AT_MOST = 100;

/** What the server holds each collection's documents to, worked out once. */
const schemas = new WeakMap<z.ZodType, MongoSchema>();
/** And the part of it that a pipeline's paths speak of. */
const parts = new WeakMap<AnyPipeline, Map<string, MongoSchema>>();

/**
 * The stages of a pipeline such that documents in which a path that it reads has another type than declared neither bend the answer nor
 * vanish: they are left out, and their ids follow the rows, in one round trip. `null` when its first stage is no `$match`.
 *
 * @example
 * onlyReadable(PIPELINES.user_progress_dashboard, params, named) //=> [{ $match: { user_id } }, { $match: { $jsonSchema } }, …, { $unionWith: … }]
 */
export function excludeInvalid<Params extends ParamsSchema>(
  pipeline: AnyPipeline<Params>,
  params: z.output<Params>,
  named: CollectionNaming,
): Stage[] {
  const paths = new Set<string>();
  const checked = refOf(pipeline);
  const ref = (path: string) => {
    paths.add(path);
    return checked(path);
  };
  const [first, ...rest] = pipeline.stages(params as never, ref as never, named);
  if (first?.['$match'] === undefined || paths.size === 0) return stagesNamed(pipeline, params, named);
  const $jsonSchema = partFor(pipeline, [...paths]);
  const unreadable = unreadableStages(first, $jsonSchema).toSpliced(-1, 0, { $limit: UNREADABLE_NAMED_AT_MOST });
  return [first, { $match: { $jsonSchema } }, ...rest, { $unionWith: { coll: named(pipeline.collection), pipeline: unreadable } }];
}

/** The stages that give the stored documents that {@link excludeInvalid} no longer names after the first hundred: all of them, each by its id. */
export function onlyInvalid<Params extends ParamsSchema>(
  pipeline: AnyPipeline<Params>,
  params: z.output<Params>,
  named: CollectionNaming,
): Stage[] {
  const paths = new Set<string>();
  const [first = {}] = pipeline.stages(params as never, ((path: string) => `$${paths.add(path) && path}`) as never, named);
  return unreadableStages(first, partFor(pipeline, [...paths]));
}

function unreadableStages(first: Stage, $jsonSchema: MongoSchema): Stage[] {
  return [
    { $match: alsoUndated(first['$match'] as object) },
    { $match: { $nor: [{ $jsonSchema }] } },
    { $project: { _id: 0, [INVALID_DOCUMENT]: '$_id' } },
  ];
}

/**
 * A filter that also finds a learner's documents whose instant is none: `{ $gte: a, $lt: b }` of two dates passes over a text, and the
 * document would vanish without a word. What is not before, and not behind, is within or cannot be told. Not of all learners: no index
 * serves such a filter without a user_id.
 */
function alsoUndated(filter: object): object {
  if (!('user_id' in filter)) return filter;
  const outside: object[] = [];
  const rest: { [path: string]: unknown } = {};
  for (const [path, condition] of Object.entries(filter)) {
    const bounds = boundsOf(condition);
    if (bounds === undefined) rest[path] = condition;
    else outside.push(...bounds.map(([operator, instant]) => ({ [path]: { [OPPOSITE[operator]]: instant } })));
  }
  return outside.length === 0 ? filter : { ...rest, $nor: outside };
}

const OPPOSITE = { $gt: '$lte', $gte: '$lt', $lt: '$gte', $lte: '$gt' } as const;
type Bound = keyof typeof OPPOSITE;

/** The bounds of a condition that is a span of time and nothing else. */
function boundsOf(condition: unknown): readonly (readonly [Bound, Date])[] | undefined {
  const entries = typeof condition === 'object' && condition !== null ? Object.entries(condition) : [];
  const isSpan = entries.length > 0 && entries.every(([operator, value]) => operator in OPPOSITE && value instanceof Date);
  return isSpan ? (entries as [Bound, Date][]) : undefined;
}

function partFor(pipeline: AnyPipeline, paths: readonly string[]): MongoSchema {
  const ofPipeline = parts.get(pipeline) ?? new Map<string, MongoSchema>();
  parts.set(pipeline, ofPipeline);
  const key = paths.join();
  const known = ofPipeline.get(key) ?? inTodaysForm(declarationOf(pipeline), paths, partOfSchema(schemaOf(pipeline), paths));
  ofPipeline.set(key, known);
  return known;
}

/** Of a field that a migration changes, a document of an older version may have the right type and mean something else. */
function inTodaysForm(declaration: AnyDeclaration, paths: readonly string[], part: MongoSchema): MongoSchema {
  const migrated = migratedFields(declaration);
  if (!paths.some((path) => migrated.has(path.split('.')[0] as string))) return part;
  return { allOf: [part, { properties: { schema_version: { minimum: declaration.schemaVersion } } }] };
}

function schemaOf(pipeline: AnyPipeline): MongoSchema {
  const declaration = declarationOf(pipeline);
  const { schema } = declaration;
  const known = schemas.get(schema);
  if (known !== undefined) return known;
  // What stands at encrypted fields concerns no pipeline.
  const made = storedMongoSchema(declaration, 'mixed');
  schemas.set(schema, made);
  return made;
}
