import { z } from 'zod';
import { learnerOwner } from '../../cache/index.js';
import { AdaptiveLearningError, invalidInput } from '../../errors.js';
import type {
  AnyPipeline,
  PipelineName,
  PipelineParams,
  PipelineRows,
  PipelineScopes,
  QueryRegistry,
  Scope,
} from '../../pipelines/index.js';
import { repositoryNamed, translateDriverError } from '../../repositories/index.js';
import { type CallControl, requireOpenAccount } from '../../runtime/index.js';
import { isInertData, isPlainObject, parseInput } from '../../schema/index.js';
import type { Reach } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import type { Listing } from '../listing.js';
import { allowsEmotions } from '../recording/consent.js';
import { completeQuery, fillLearnerDays } from './complete-query.js';
import { cursorAfter, keyOfCursor, type PageKey } from './page-cursor.js';
import { queryIdentity } from './query-identity.js';

/** Custom pipelines. */
export type OwnPipelines = readonly AnyPipeline[];

/** What a query of each name takes, returns and is about: built-in and custom pipelines. */
type ParamsOf<Own extends OwnPipelines> = PipelineParams & { readonly [P in Own[number] as P['name']]: z.input<P['params']> };
type RowsOf<Own extends OwnPipelines> = PipelineRows & { readonly [P in Own[number] as P['name']]: z.output<P['row']> };
type ScopesOf<Own extends OwnPipelines> = PipelineScopes & { readonly [P in Own[number] as P['name']]: P['scope'] };

type NameOf<Own extends OwnPipelines, Whose extends Scope> = {
  [Name in keyof ScopesOf<Own>]: ScopesOf<Own>[Name] extends Whose ? Name : never;
}[keyof ScopesOf<Own>] &
  string;

/** The row of a name. It is inferred: otherwise the compiler builds the union of all rows wherever a name is still open. */
type At<Table, Name extends string> = Table extends { readonly [Row in Name]: infer Value } ? Value : unknown;

/** The names of queries about one learner, and about many learners. */
export type LearnerQueryName<Own extends OwnPipelines = readonly []> = NameOf<Own, 'learner'>;
export type PlatformQueryName<Own extends OwnPipelines = readonly []> = NameOf<Own, 'platform'>;

type Given<Params, Filled extends string> = Omit<Params, Filled> & { readonly [Field in keyof Params & Filled]?: Params[Field] };

/** Params with defaults: the engine's clock and mastery threshold, the learner's time zone, and for built-in queries the last 30 days. */
type FilledIn<Name> = 'at' | 'mastered_above' | 'timezone' | (Name extends PipelineName ? 'since' | 'until' : never);

/**
 * The params of a query, without the learner. Without `since` and `until`, a query about a span covers the last 30 days including today: the
 * learner's days, or UTC days for queries about many learners.
 */
export type QueryParams<Name extends string, Own extends OwnPipelines = readonly []> = Given<
  Omit<At<ParamsOf<Own>, Name>, 'user_id' | 'after' | 'limit' | 'without' | 'retired'>,
  FilledIn<Name>
>;

/** The result of a query, or one page of it. */
export interface QueryResult<Row> extends Listing<Row> {
  /**
   * When the result was read, by the engine's clock: it includes all earlier writes. It is also the value of `at` if that was not given. A result may
   * be cached for up to the pipeline's `cacheMinutes`.
   */
  readonly as_of: Date;
  /**
   * All events recorded before this instant are included. It equals `as_of`, except for queries on roll-ups and daily emotions: there it is how far
   * `engine.rollUp()` or `engine.aggregateEmotions()` has read the log; null if it has never completed.
   */
  readonly recorded_before: Date | null;
  /** The `cursor` of the next page; null on the last page. */
  readonly next: string | null;
}

export type QueryResultOf<Name extends string, Own extends OwnPipelines = readonly []> = QueryResult<At<RowsOf<Own>, Name>>;

/** The control options of a query. */
export interface QueryControl extends CallControl {
  /** The time limit on the server, in milliseconds. */
  readonly maxTimeMS?: number | undefined;
  /** The number of rows per page; the query's default if not given. */
  readonly limit?: number | undefined;
  /** `next` of the previous page. */
  readonly cursor?: string | undefined;
}

/** Asks a named question. `userId` is whose data it is about; a question about the platform has none. */
export async function runQuery<Name extends string, Own extends OwnPipelines>(
  context: EngineContext,
  name: Name,
  { userId, reach, params }: { readonly userId: string | undefined; readonly reach: Reach; readonly params: object },
  control: QueryControl,
): Promise<QueryResultOf<Name, Own>> {
  const pipeline = pipelineNamed(context.queries, name, userId === undefined ? 'platform' : 'learner');
  const where = `query.${pipeline.name}`;
  const { signal, maxTimeMS, limit, cursor } = checkQueryControl(control, where, pipeline);
  const given = { ...freeParams(params, where), ...(userId !== undefined && { user_id: userId }) };
  const question = completeQuery(context, pipeline, given, context.clock(), where);
  const page = 'page' in pipeline.resultSize ? pipeline.resultSize.page : undefined;
  const size = limit ?? page?.defaultSize;
  const identity = { ...question.params, ...Object.fromEntries(question.filled.map((param) => [param, undefined])) };
  const after = cursor === undefined || page === undefined ? undefined : keyOfCursor(cursor, page.key, afterOf(pipeline), identity, where);
  const paging = {
    // One row more than asked for tells whether there is a next page.
    ...(size !== undefined && { limit: size + 1 }),
    ...(after !== undefined && { after }),
  };
  const within = userId === undefined ? { reach } : {};
  const repository = repositoryNamed(context.repositories, pipeline.collection);
  const load = async (loadSignal: AbortSignal | undefined) => {
    // Now is when it is read: somebody else's loading may have been waited for since it was asked.
    const as_of = context.clock();
    const [asked, without, recorded_before] = await Promise.all([
      fillLearnerDays(
        context,
        question,
        question.filled.includes('at') ? as_of : ((question.params['at'] as Date | undefined) ?? as_of),
        { signal: loadSignal, reach },
        where,
      ),
      'without' in pipeline.params.shape ? context.repositories.users.outsideAnalytics({ signal: loadSignal }) : undefined,
      pipeline.materializedBy === undefined ? as_of : context.repositories.watermarks.of(pipeline.materializedBy, { signal: loadSignal }),
      userId === undefined ? undefined : requireOpenAccount(context, userId, 'readable', where, { signal: loadSignal }),
    ]);
    const whole = { ...asked, ...(without !== undefined && { without }), ...(question.filled.includes('at') && { at: as_of }), ...paging };
    const cursor = repository.run(pipeline, whole, { signal: loadSignal, maxTimeMS, ...within });
    const rows = await cursor.toArray();
    const shown = rows.slice(0, size);
    const last = shown.at(-1) as PageKey | undefined;
    const next = page !== undefined && rows.length > shown.length && last !== undefined ? cursorAfter(last, page.key, identity) : null;
    return { as_of, recorded_before, rows: shown, next, unreadable: cursor.unreadable } as QueryResultOf<Name, Own>;
  };
  // Asked behind the answer, and never kept: consent may have been withdrawn a moment ago, by another process.
  const shown = async (answer: QueryResultOf<Name, Own>) => {
    const { withheld } = pipeline;
    if (withheld === undefined || userId === undefined || (await allowsEmotions(context, userId, where, { signal }, 'readable')))
      return answer;
    return { ...answer, rows: answer.rows.flatMap((row) => (withheld(row as never) ?? []) as typeof answer.rows) };
  };
  // Whom the caller reaches may change at any time: what is only about some is read each time.
  if (pipeline.cacheMinutes === undefined || reach !== 'all') return shown(await load(signal));
  const cached = {
    owner: userId === undefined ? ('platform' as const) : learnerOwner(userId),
    identity: queryIdentity(pipeline, { ...question.params, ...paging }, question.filled),
    minutes: pipeline.cacheMinutes,
    loading: String(maxTimeMS),
    // Before the first roll-up there is nothing to keep, and who has run it wants to see it.
    isWorthKeeping: ({ recorded_before }: QueryResult<unknown>) => recorded_before !== null,
  };
  const answer = context.cache.resolve(cached, load, signal).catch((error: unknown) => {
    throw translateDriverError(error, where, signal);
  });
  return shown(await answer);
}

function pipelineNamed(questions: QueryRegistry, name: string, scope: keyof QueryRegistry): AnyPipeline {
  const pipeline = questions[scope].get(name);
  if (pipeline !== undefined) return pipeline;
  const expected = `the name of a query about ${scope === 'learner' ? 'one learner' : 'the platform'}: ${[...questions[scope].keys()].join(', ')}`;
  throw invalidInput('query.name', expected, name);
}

/** Whose data it is and which page are not for the params to say. */
const RESERVED = ['user_id', 'after', 'limit', 'without', 'retired'];

/** What the caller said, which is held to the question's own params later: here it is only seen to be data, and to say nothing reserved. */
function freeParams(params: object, where: string): { readonly [param: string]: unknown } {
  if (!(isInertData(params) && isPlainObject(params))) throw invalidInput(where, 'an object of plain data', params);
  if (!RESERVED.some((reserved) => reserved in params)) return params;
  const expected =
    'params without user_id, after, limit, without and retired: the engine fills in whom it is about, the control says the page';
  throw invalidInput(where, expected, params);
}

const controlSchema = z.object({
  maxTimeMS: z.int().min(1).optional(),
  limit: z.int().min(1).optional(),
  cursor: z.string().max(2_000).optional(),
});

function checkQueryControl(control: QueryControl, where: string, { resultSize }: AnyPipeline): QueryControl {
  const { signal, limit, cursor, maxTimeMS } = control;
  if (limit !== undefined || cursor !== undefined || maxTimeMS !== undefined)
    parseInput(controlSchema, { limit, cursor, maxTimeMS }, `${where}.control`);
  if ('page' in resultSize) {
    const { maxSize } = resultSize.page;
    if (limit !== undefined && limit > maxSize) throw invalidInput(`${where}.control.limit`, `a whole number from 1 to ${maxSize}`, limit);
  } else if (limit !== undefined || cursor !== undefined) {
    throw new AdaptiveLearningError('invalid_input', `${where}.control: this query has no pages`, {
      where: `${where}.control`,
      expected: 'neither limit nor cursor',
      received: limit === undefined ? 'a cursor' : 'a limit',
    });
  }
  return { signal, limit, cursor, maxTimeMS };
}

function afterOf({ params }: AnyPipeline): z.ZodType {
  const { after } = params.shape;
  if (after === undefined) throw new TypeError('A paged pipeline has a param named after');
  return (after as z.ZodOptional<z.ZodType>).unwrap();
}
