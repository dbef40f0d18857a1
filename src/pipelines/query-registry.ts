import { z } from 'zod';
import { COLLECTIONS } from '../collections/index.js';
import { AdaptiveLearningError, invalidInput } from '../errors.js';
import type { AnyDeclaration } from '../schema/index.js';
import { type AnyPipeline, type Stage, stagesOf } from './define-pipeline.js';
import { PIPELINES } from './table.js';
import { hasWritingStage } from './writing-stages.js';

/** The queries of an engine, by scope and name. */
export interface QueryRegistry {
  readonly learner: ReadonlyMap<string, AnyPipeline>;
  readonly platform: ReadonlyMap<string, AnyPipeline>;
}

/** What pipelines are held to that are checked together. */
export interface KnownToPipelines {
  /** Declarations of collections beside the core's. */
  readonly declarations: readonly AnyDeclaration[];
  /** Names that are taken by pipelines; those that are checked join them. */
  readonly taken: Set<string>;
}

const NAME = /^[a-z][a-z0-9_]{0,63}$/;

/** The library's questions and the host's own, which were checked. */
export function queryRegistry(own: readonly AnyPipeline[] = []): QueryRegistry {
  const all: readonly AnyPipeline[] = [...Object.values(PIPELINES), ...own];
  const of = (scope: keyof QueryRegistry) => new Map(all.filter((each) => each.scope === scope).map((each) => [each.name, each]));
  return { learner: of('learner'), platform: of('platform') };
}

/** What pipelines are held to beside the core and these declarations. */
export function knownToPipelines(declarations: readonly AnyDeclaration[] = []): KnownToPipelines {
  return { declarations, taken: new Set(Object.keys(PIPELINES)) };
}

/**
 * Checks pipelines of the host or of a module as far as that can be done without a database: each is asked for its stages once, with its example.
 *
 * @throws AdaptiveLearningError `invalid_input` naming the pipeline by its place, and the part at fault
 */
export function checkPipelines(own: readonly AnyPipeline[] | undefined, where: string, { declarations, taken }: KnownToPipelines): void {
  if (own === undefined) return;
  if (!Array.isArray(own)) throw invalidInput(where, 'a list of the result of definePipeline', own);
  for (const [index, pipeline] of (own as readonly AnyPipeline[]).entries()) {
    const place = `${where}.${index}`;
    if (typeof pipeline !== 'object' || pipeline === null) throw invalidInput(place, 'the result of definePipeline', pipeline);
    checkParts(pipeline, declarations, place);
    if (taken.has(pipeline.name)) throw refused(`${place}.name`, 'a name of its own', 'one that another pipeline has');
    taken.add(pipeline.name);
    checkStages(pipeline, place);
  }
}

function checkParts(
  { name, scope, collection, declaration, index, resultSize, params, row, stages, cacheMinutes }: AnyPipeline,
  declarations: readonly AnyDeclaration[],
  place: string,
): void {
  if (typeof name !== 'string' || !NAME.test(name))
    throw invalidInput(`${place}.name`, '1 to 64 lower-case letters, digits and _, starting with a letter', name);
  if (scope !== 'learner' && scope !== 'platform') throw invalidInput(`${place}.scope`, "'learner' or 'platform'", scope);
  const core = Object.hasOwn(COLLECTIONS, collection) ? (Reflect.get(COLLECTIONS, collection) as AnyDeclaration) : undefined;
  const declared = core ?? declarations.find(({ name: declaredName }) => declaredName === collection);
  if (declared === undefined || (declaration !== undefined && declaration !== declared))
    throw invalidInput(`${place}.collection`, 'a collection of the library, or of a module that is given', collection);
  const indexes = declared.indexes.map((each) => each.name);
  if (!indexes.includes(index)) throw invalidInput(`${place}.index`, `one of ${indexes.join(', ')}`, index);
  if (!(params instanceof z.ZodObject)) throw invalidInput(`${place}.params`, 'a z.object', params);
  if (!(row instanceof z.ZodType)) throw invalidInput(`${place}.row`, 'a schema of zod', row);
  if (typeof stages !== 'function') throw invalidInput(`${place}.stages`, 'a function', stages);
  if (scope === 'learner' && !('user_id' in params.shape)) throw refused(`${place}.params`, 'a user_id, by its scope', 'none');
  if (typeof resultSize !== 'object' || resultSize === null || !('rows' in resultSize || 'page' in resultSize))
    throw invalidInput(`${place}.resultSize`, '{ rows } or { page }', resultSize);
  if ('page' in resultSize && !('limit' in params.shape && 'after' in params.shape))
    throw refused(`${place}.params`, 'after and limit, since it is answered page by page', 'params without them');
  if (cacheMinutes !== undefined && !(Number.isFinite(cacheMinutes) && cacheMinutes > 0))
    throw invalidInput(`${place}.cacheMinutes`, 'a number > 0', cacheMinutes);
}

function checkStages(pipeline: AnyPipeline, place: string): void {
  const stages: unknown = stagesOf(pipeline, pipeline.example);
  const isStage = (stage: unknown) => typeof stage === 'object' && stage !== null && Object.keys(stage).every((key) => key.startsWith('$'));
  if (!(Array.isArray(stages) && stages.length > 0 && stages.every(isStage)))
    throw invalidInput(`${place}.stages`, 'a function that returns stages of an aggregation', stages);
  if (hasWritingStage(stages)) throw refused(`${place}.stages`, 'stages that read', 'one that writes');
  if (pipeline.scope !== 'learner') return;
  const { user_id } = pipeline.example as { readonly user_id?: unknown };
  const [first] = stages as readonly Stage[];
  if ((first?.['$match'] as { readonly user_id?: unknown } | undefined)?.user_id !== user_id)
    throw refused(`${place}.stages`, 'a $match of the user_id as the first stage, by its scope', 'another');
}

function refused(where: string, expected: string, received: string): AdaptiveLearningError {
  return new AdaptiveLearningError('invalid_input', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
