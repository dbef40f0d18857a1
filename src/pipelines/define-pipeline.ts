import type { z } from 'zod';
import { COLLECTIONS, type CollectionName, type StoredDocuments } from '../collections/index.js';
import { AdaptiveLearningError, shownPath } from '../errors.js';
import {
  type AnyDeclaration,
  type CollectionDeclaration,
  type CollectionNaming,
  collectionNaming,
  encryptedPathsOf,
  type Path,
  parseInput,
} from '../schema/index.js';

/** An aggregation stage for MongoDB; it can be pasted into Compass. */
export type Stage = { readonly [operator: `$${string}`]: unknown };

type StoredIn<Name extends CollectionName> = StoredDocuments[Name];

/**
 * The scope: `learner` for a query about one learner, with `user_id` among its params; `platform` for a query about many learners; `internal` for the
 * engine's own use.
 */
export type Scope = 'learner' | 'platform' | 'internal';

/**
 * The size of the result: all rows, if their number is bounded, or pages. Paged stages take `after` (the `key` of the last row of the previous page)
 * and `limit`, and sort by the key.
 */
export type ResultSize<RowField extends string = string> =
  | { readonly rows: number }
  | { readonly page: { readonly key: readonly RowField[]; readonly defaultSize: number; readonly maxSize: number } };

type NamedParams = { readonly [param: string]: unknown };

/** The schema of a pipeline's params: an object's. */
export type ParamsSchema<Input = NamedParams, Output = NamedParams> = z.ZodType<Output, Input> & {
  readonly shape: { readonly [param: string]: z.ZodType };
};

/** A named aggregation over stored documents, with typed params and rows. */
interface PipelineOver<
  Stored,
  Params extends ParamsSchema = ParamsSchema,
  Row extends z.ZodType = z.ZodType,
  Whose extends Scope = Scope,
  Asked extends string = string,
> {
  /** Its name, for `query`. */
  readonly name: Asked;
  /** The question that it answers, in one sentence. */
  readonly question: string;
  readonly scope: Whose;
  /** The job that computes its documents from the log, if any: results include only what that job has processed. */
  readonly materializedBy?: string;
  /** The index that its first stage uses. */
  readonly index: string;
  /** The maximum number of rows, or pages. */
  readonly resultSize: ResultSize<keyof z.output<Row> & string>;
  /** How long a result may be cached, in minutes; not cached by default. */
  readonly cacheMinutes?: number;
  /** The latency target in milliseconds. */
  readonly targetMs?: number;
  readonly params: Params;
  /** Example params with the required fields only, for the documentation and tests. */
  readonly example: z.input<Params>;
  /** The schema of a row. Rows are validated; an error names the field. */
  readonly row: Row;
  /**
   * What a row contains for a learner who does not allow the use of emotions, or null to leave the row out. Not needed if rows contain no emotions.
   */
  readonly withheld?: (row: z.output<Row>) => z.output<Row> | null;
  /**
   * Where rows contain parts of stored documents with encrypted fields, at the same paths as in the documents: the collection by the field of the
   * row, or by '' for the row itself. They are decrypted; what else identifies the document is taken from the params.
   */
  readonly decrypted?: { readonly [field: string]: CollectionName };
  /** `named` returns a collection's name in the database, with the prefix, for `from`, `coll` or `into`. */
  readonly stages: (params: z.output<Params>, ref: RefTo<Stored>, named: CollectionNaming) => readonly Stage[];
}

/** An aggregation over one of the core's collections. */
export interface Pipeline<
  Name extends CollectionName = CollectionName,
  Params extends ParamsSchema = ParamsSchema,
  Row extends z.ZodType = z.ZodType,
  Whose extends Scope = Scope,
  Asked extends string = string,
> extends PipelineOver<StoredIn<Name>, Params, Row, Whose, Asked> {
  readonly collection: Name;
}

/** An aggregation over a collection that a module declares. */
export interface ModulePipeline<
  Schema extends z.ZodType = z.ZodType,
  Params extends ParamsSchema = ParamsSchema,
  Row extends z.ZodType = z.ZodType,
  Whose extends Scope = Scope,
  Asked extends string = string,
> extends PipelineOver<z.output<Schema>, Params, Row, Whose, Asked> {
  readonly collection: string;
  readonly declaration: CollectionDeclaration<Schema>;
}

/**
 * Returns a path as an expression, such as `$mastery_tracking.current_mastery_level`. A path that does not exist does not compile. Stored documents
 * are validated at these paths before they are counted.
 */
type RefTo<Stored> = <P extends Path<Stored>>(path: P) => `$${P}`;

/** A {@link RefTo} for documents of one of the core's collections. */
export type Ref<Name extends CollectionName> = RefTo<StoredIn<Name>>;

/**
 * Declares a pipeline. `stagesOf` returns its stages; a repository's `run` executes them.
 *
 * @example
 * definePipeline({ name: 'subjects', collection: 'content_mastery', …, stages: ({ user_id }, ref) => [{ $match: { user_id } }, { $group: { _id: ref('subject') } }] })
 */
export function definePipeline<
  const Name extends CollectionName,
  Params extends ParamsSchema,
  Row extends z.ZodType,
  const Whose extends Scope,
  const Asked extends string,
>(pipeline: Pipeline<Name, Params, Row, Whose, Asked>): Pipeline<Name, Params, Row, Whose, Asked> {
  return Object.freeze(pipeline);
}

/**
 * Declares a pipeline over a collection of a module: as {@link definePipeline}, and the collection is its declaration.
 *
 * @example
 * definePipelineOf(bookmarks, { name: 'bookmarks_by_topic', …, stages: ({ user_id }, ref) => [{ $match: { user_id } }, { $sortByCount: ref('topic') }] })
 */
export function definePipelineOf<
  Schema extends z.ZodType,
  Params extends ParamsSchema,
  Row extends z.ZodType,
  const Whose extends Scope,
  const Asked extends string,
>(
  declaration: CollectionDeclaration<Schema>,
  pipeline: PipelineOver<z.output<Schema>, Params, Row, Whose, Asked>,
): ModulePipeline<Schema, Params, Row, Whose, Asked> {
  return Object.freeze({ ...pipeline, collection: declaration.name, declaration });
}

/** Any pipeline with these params and rows. */
export interface AnyPipeline<Params extends ParamsSchema = ParamsSchema, Row extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly question: string;
  readonly scope: Scope;
  /** The name of its collection. */
  readonly collection: string;
  /** The declaration of its collection, where that is a module's. */
  readonly declaration?: object;
  readonly materializedBy?: string;
  readonly index: string;
  readonly resultSize: ResultSize;
  readonly cacheMinutes?: number;
  readonly targetMs?: number;
  readonly params: Params;
  readonly example: z.input<Params>;
  readonly row: Row;
  readonly withheld?: (row: never) => z.output<Row> | null;
  readonly decrypted?: { readonly [field: string]: CollectionName };
  readonly stages: (params: never, ref: never, named: CollectionNaming) => readonly Stage[];
}

/** The declaration of a pipeline's collection, whether the core or a module declares it. */
export function declarationOf({ collection, declaration = Reflect.get(COLLECTIONS, collection) }: AnyPipeline): AnyDeclaration {
  return declaration as AnyDeclaration;
}

/**
 * The stages of a pipeline, for `aggregate` or Compass. The params are validated and completed with their defaults.
 *
 * @param naming - the prefix of the library's collections, if the engine has one
 * @throws AdaptiveLearningError `invalid_input`, naming the pipeline and the param
 * @example
 * stagesOf(PIPELINES.review_forecast, { user_id: 'ada', at: new Date(), days: 30, timezone: 'Europe/London' })
 */
export function stagesOf<Params extends ParamsSchema>(
  pipeline: AnyPipeline<Params>,
  params: z.input<Params>,
  { prefix }: { readonly prefix?: string | undefined } = {},
): Stage[] {
  return stagesNamed(pipeline, parseInput(pipeline.params, params, pipeline.name), collectionNaming(prefix, 'stagesOf.prefix'));
}

/** As {@link stagesOf}, for params that are checked and completed already, and a naming that is known. */
export function stagesNamed<Params extends ParamsSchema>(
  pipeline: AnyPipeline<Params>,
  params: z.output<Params>,
  named: CollectionNaming,
): Stage[] {
  return [...pipeline.stages(params as never, refOf(pipeline) as never, named)];
}

/**
 * The `ref` of a pipeline's stages.
 *
 * @throws AdaptiveLearningError `invalid_input` for an encrypted path: the server cannot compute with ciphertexts
 */
export function refOf(pipeline: AnyPipeline): (path: string) => string {
  const encrypted = encryptedPathsOf(declarationOf(pipeline));
  return (path) => {
    const standing = encrypted.standingOf(path);
    if (standing === 'apart' || standing === 'above') return `$${path}`;
    const details = { where: `${pipeline.name}.ref`, expected: 'a path that is not encrypted', received: shownPath(path) };
    throw new AdaptiveLearningError('invalid_input', `${details.where}: expected ${details.expected}, got ${details.received}`, details);
  };
}
