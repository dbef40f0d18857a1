import type { z } from 'zod';
import type { COLLECTIONS, CollectionName } from '../collections/index.js';
import { type CollectionNaming, collectionNaming, type Path, parseInput } from '../schema/index.js';

/** A stage as MongoDB takes it; it can be pasted into Compass. */
export type Stage = { readonly [operator: `$${string}`]: unknown };

type StoredIn<Name extends CollectionName> = z.output<(typeof COLLECTIONS)[Name]['schema']>;

/**
 * Whose question it is: one learner's, whose `user_id` is among its params; one about many learners; or the engine's own, for its work,
 * which is read by a cursor and never asked by name.
 */
export type Scope = 'learner' | 'platform' | 'internal';

/**
 * How much a question answers at once: everything, since it has a bound of its own, or one page of what has none.
 * Paged stages take `after` (the `key` of the last row that was seen) and `limit`, and sort by the key.
 */
export type ResultSize<RowField extends string = string> =
  | { readonly rows: number }
  | { readonly page: { readonly key: readonly RowField[]; readonly defaultSize: number; readonly maxSize: number } };

/** An aggregation as a value: what it takes, what it does, what it gives. */
export interface Pipeline<
  Name extends CollectionName = CollectionName,
  Params extends z.ZodObject = z.ZodObject,
  Row extends z.ZodType = z.ZodType,
  Whose extends Scope = Scope,
  Asked extends string = string,
> {
  /** What it is asked by. */
  readonly name: Asked;
  /** The question that it answers, in a sentence. */
  readonly question: string;
  readonly scope: Whose;
  readonly collection: Name;
  /** The job that makes its documents, where one does that follows the log at a distance: the answer knows what that job knew when it last ran. */
  readonly materializedBy?: string;
  /** The index that its first stage rides on. */
  readonly index: string;
  /** How many rows it gives at most, or page by page. */
  readonly resultSize: ResultSize<keyof z.output<Row> & string>;
  /** How long an answer may be kept, in minutes; not at all if not said. */
  readonly cacheMinutes?: number;
  /** What the specification promises, in milliseconds. */
  readonly targetMs?: number;
  readonly params: Params;
  /** Params of one question, no more than it cannot do without: what the documentation shows, and tests ask. */
  readonly example: z.input<Params>;
  /** Each row is read by this: a stage that drifts from it is found out, naming the field. */
  readonly row: Row;
  /** What a row shows of a learner who withholds their emotions, or null for nothing; not said where rows tell of none. */
  readonly withheld?: (row: z.output<Row>) => z.output<Row> | null;
  /** `named` spells a collection of the library for `from`, `coll` or `into`: its name in the database may have a prefix. */
  readonly stages: (params: z.output<Params>, ref: Ref<Name>, named: CollectionNaming) => readonly Stage[];
}

/**
 * Spells a path as an expression, `$mastery_tracking.current_mastery_level`; a path that does not exist does not compile.
 * What is spelt by it is also what a stored document is held to before it is counted.
 */
export type Ref<Name extends CollectionName> = <P extends Path<StoredIn<Name>>>(path: P) => `$${P}`;

/**
 * Declares a pipeline. No driver is involved: `stagesOf` gives the stages, a repository's `run` sends them.
 *
 * @example
 * definePipeline({ name: 'subjects', collection: 'content_mastery', …, stages: ({ user_id }, ref) => [{ $match: { user_id } }, { $group: { _id: ref('subject') } }] })
 */
export function definePipeline<
  const Name extends CollectionName,
  Params extends z.ZodObject,
  Row extends z.ZodType,
  const Whose extends Scope,
  const Asked extends string,
>(pipeline: Pipeline<Name, Params, Row, Whose, Asked>): Pipeline<Name, Params, Row, Whose, Asked> {
  return Object.freeze(pipeline);
}

/** Any pipeline with these params and rows: what runs one need not know its collection's paths. */
export interface AnyPipeline<Params extends z.ZodObject = z.ZodObject, Row extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly question: string;
  readonly scope: Scope;
  readonly collection: CollectionName;
  readonly materializedBy?: string;
  readonly index: string;
  readonly resultSize: ResultSize;
  readonly cacheMinutes?: number;
  readonly targetMs?: number;
  readonly params: Params;
  readonly example: z.input<Params>;
  readonly row: Row;
  readonly withheld?: (row: never) => z.output<Row> | null;
  readonly stages: (params: never, ref: never, named: CollectionNaming) => readonly Stage[];
}

/**
 * The stages of a pipeline, ready for `aggregate` or Compass. The params are checked and completed as a repository's `run` does it:
 * what is left out has its documented default.
 *
 * @param naming - the prefix of the library's collections, where the engine has one
 * @throws AdaptiveLearningError `invalid_input`, naming the pipeline and the param
 * @example
 * stagesOf(PIPELINES.review_forecast, { user_id: 'ada', at: new Date(), days: 30, timezone: 'Europe/London' })
 */
export function stagesOf<Params extends z.ZodObject>(
  pipeline: AnyPipeline<Params>,
  params: z.input<Params>,
  { prefix }: { readonly prefix?: string | undefined } = {},
): Stage[] {
  return stagesNamed(pipeline, parseInput(pipeline.params, params, pipeline.name), collectionNaming(prefix, 'stagesOf.prefix'));
}

/** As {@link stagesOf}, for params that are checked and completed already, and a naming that is known. */
export function stagesNamed<Params extends z.ZodObject>(
  pipeline: AnyPipeline<Params>,
  params: z.output<Params>,
  named: CollectionNaming,
): Stage[] {
  const ref = (path: string) => `$${path}`;
  return [...pipeline.stages(params as never, ref as never, named)];
}
