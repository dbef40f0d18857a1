import type { z } from 'zod';
import type { COLLECTIONS, CollectionName, Path } from '../collections/index.js';

/** A stage as MongoDB takes it; it can be pasted into Compass. */
export type Stage = { readonly [operator: `$${string}`]: unknown };

type StoredIn<Name extends CollectionName> = z.output<(typeof COLLECTIONS)[Name]['schema']>;

/** An aggregation as a value: what it takes, what it does, what it gives. */
export interface Pipeline<
  Name extends CollectionName = CollectionName,
  Params extends z.ZodType = z.ZodType,
  Row extends z.ZodType = z.ZodType,
> {
  readonly name: string;
  /** The question that it answers, in a sentence. */
  readonly answers: string;
  readonly collection: Name;
  /** The index that its first stage rides on. */
  readonly index: string;
  readonly params: Params;
  /** Each row is read by this: a stage that drifts from it is found out, naming the field. */
  readonly row: Row;
  readonly stages: (params: z.output<Params>, ref: Ref<Name>) => readonly Stage[];
}

/** Spells a path as an expression, `$mastery_tracking.current_mastery_level`; a path that does not exist does not compile. */
export type Ref<Name extends CollectionName> = <P extends Path<StoredIn<Name>>>(path: P) => `$${P}`;

/**
 * Declares a pipeline. No driver is involved: `stagesOf` gives the stages, a repository's `run` sends them.
 *
 * @example
 * definePipeline({ name: 'subjects', collection: 'content_mastery', …, stages: ({ user_id }, ref) => [{ $match: { user_id } }, { $group: { _id: ref('subject') } }] })
 */
export function definePipeline<const Name extends CollectionName, Params extends z.ZodType, Row extends z.ZodType>(
  pipeline: Pipeline<Name, Params, Row>,
): Pipeline<Name, Params, Row> {
  return Object.freeze(pipeline);
}

/** Any pipeline with these params and rows: what runs one need not know its collection's paths. */
export interface AnyPipeline<Params extends z.ZodType = z.ZodType, Row extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly collection: CollectionName;
  readonly index: string;
  readonly params: Params;
  readonly row: Row;
  readonly stages: (params: never, ref: never) => readonly Stage[];
}

/** The stages of a pipeline for given params, ready for `aggregate` or Compass. */
export function stagesOf<Params extends z.ZodType>(pipeline: AnyPipeline<Params>, params: z.output<Params>): Stage[] {
  const ref = (path: string) => `$${path}`;
  return [...pipeline.stages(params as never, ref as never)];
}
