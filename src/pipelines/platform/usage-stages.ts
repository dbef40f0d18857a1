import type { Document } from 'mongodb';
import { COLLECTIONS, type UsageFigures } from '../../collections/index.js';
import { type CollectionNaming, LIMITS, partOfSchema, toMongoSchema } from '../../schema/index.js';
import { notOf } from '../privacy.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
const NANO = 1_000_000_000;

/** Longest session and dearest AI that are believed, so that no sum passes 2^53: 400 years in minutes, and a million dollars. */
const MOST_MINUTES = 210_000_000;
const MOST_USD = 1_000_000;

/** One session's figures, each as an expression over its document. */
const OF_A_SESSION = {
  sessions: { $literal: 1 },
  ended_sessions: { $cond: [{ $isNumber: '$duration_minutes' }, 1, 0] },
  duration_ms: whole({ $ifNull: ['$duration_minutes', 0] }, MINUTE_MS),
  questions: '$performance_metrics.questions_attempted',
  correct: '$performance_metrics.questions_correct',
  answering_ms: whole('$evidence.response_seconds', SECOND_MS),
  concepts_introduced: '$evidence.concepts_introduced',
  concepts_mastered: '$evidence.concepts_mastered',
  ai_queries: '$ai_usage_analytics.total_ai_queries',
  ai_queries_by_provider: '$ai_usage_analytics.providers_used',
  ai_tokens: '$ai_usage_analytics.total_tokens_consumed',
  ai_cost_nano_usd: whole('$ai_usage_analytics.total_cost_usd', NANO),
  ai_response_ms: whole('$evidence.response_ms', 1),
  ai_cache_hits: '$evidence.cache_hits',
} as const satisfies { readonly [Figure in keyof UsageFigures]: unknown };

/** What a session is counted by; one that has another shape there is left out and named. */
const READ = [
  'user_id',
  'duration_minutes',
  'performance_metrics.questions_attempted',
  'performance_metrics.questions_correct',
  'evidence.response_seconds',
  'evidence.concepts_introduced',
  'evidence.concepts_mastered',
  'evidence.response_ms',
  'evidence.cache_hits',
  'ai_usage_analytics.total_ai_queries',
  'ai_usage_analytics.providers_used',
  'ai_usage_analytics.total_tokens_consumed',
  'ai_usage_analytics.total_cost_usd',
] as const;

const SOUND = {
  $jsonSchema: partOfSchema(toMongoSchema(COLLECTIONS.learning_sessions.schema), READ),
  duration_minutes: { $not: { $gt: MOST_MINUTES } },
  'evidence.response_seconds': { $not: { $gt: MOST_MINUTES } },
  'evidence.response_ms': { $not: { $gt: MOST_MINUTES * MINUTE_MS } },
  'ai_usage_analytics.total_cost_usd': { $not: { $gt: MOST_USD } },
};

/** The sessions that started on a UTC day. */
export function startedOn(day: Date): Document {
  return { started_at: { $gte: day, $lt: new Date(day.getTime() + DAY_MS) } };
}

/** Of those, the ones that cannot be counted. */
export function unreadableOn(day: Date): Document {
  return { ...startedOn(day), $nor: [SOUND] };
}

/** Lets a command find nothing once the server's clock has passed an instant. */
function before(deadline: Date): Document {
  return { $expr: { $lt: ['$$NOW', deadline] } };
}

/**
 * From the sessions of a day to its `learner_usage_days`, for `learning_sessions`. A learner who has a document there and no session any
 * more gets one of zeros, since `$merge` cannot delete.
 *
 * @param without learners who take no part in analytics: none of their sessions counts
 * @param keep true for a day from which sessions may have been deleted because of their age: no figure of it is taken back
 */
export function learnerDayStages(
  day: Date,
  deadline: Date,
  { keep, named, without = [] }: { readonly keep: boolean; readonly named: CollectionNaming; readonly without?: readonly string[] },
): Document[] {
  const known = [{ $match: { day, ...before(deadline) } }, { $project: { _id: 0, user_id: 1 } }];
  const grown = [
    { $replaceWith: { $cond: [{ $gte: ['$$new.sessions', '$sessions'] }, { $mergeObjects: ['$$ROOT', '$$new'] }, '$$ROOT'] } },
  ];
  return [
    { $match: { ...startedOn(day), ...before(deadline), ...notOf(without), $and: [SOUND] } },
    { $project: { _id: 0, user_id: 1, ...OF_A_SESSION } },
    ...(keep ? [] : [{ $unionWith: { coll: named('learner_usage_days'), pipeline: known } }]),
    ...summedBy('user_id'),
    { $project: { _id: 0, user_id: '$_id', day, ...NESTED, schema_version: { $literal: COLLECTIONS.learner_usage_days.schemaVersion } } },
    {
      $merge: {
        into: named('learner_usage_days'),
        on: ['user_id', 'day'],
        whenMatched: keep ? grown : 'replace',
        whenNotMatched: 'insert',
      },
    },
  ];
}

/** From the `learner_usage_days` of a day to its `platform_usage_days`, for the former. */
export function platformDayStages(day: Date, deadline: Date, named: CollectionNaming): Document[] {
  const known = [{ $match: { day, ...before(deadline) } }, { $project: { _id: 0, day: 1 } }];
  return [
    { $match: { day, ...before(deadline) } },
    { $unionWith: { coll: named('platform_usage_days'), pipeline: known } },
    { $set: { learners: { $cond: [{ $gt: ['$sessions', 0] }, 1, 0] } } },
    ...summedBy('day', ['learners', ...FIGURES]),
    {
      $project: {
        _id: 0,
        day: '$_id',
        learners: 1,
        ...NESTED,
        schema_version: { $literal: COLLECTIONS.platform_usage_days.schemaVersion },
      },
    },
    // What else stands in the document, the mark of a change among it, stays.
    { $merge: { into: named('platform_usage_days'), on: 'day', whenMatched: 'merge', whenNotMatched: 'insert' } },
  ];
}

const FIGURES = (Object.keys(OF_A_SESSION) as (keyof UsageFigures)[]).filter((figure) => figure !== 'ai_queries_by_provider');

/**
 * The figures of some documents, summed by a field. A group cannot sum by names that it does not know: each document is unwound into its
 * providers first, and its other figures count at the first of them. What is missing counts as 0.
 */
function summedBy(field: 'user_id' | 'day', figures: readonly string[] = FIGURES): Document[] {
  const providers = { $objectToArray: { $ifNull: ['$ai_queries_by_provider', {}] } };
  const once = (figure: string) => ({ $sum: { $cond: [{ $gt: ['$nth', 0] }, 0, `$${figure}`] } });
  return [
    { $set: { provider: providers } },
    { $unwind: { path: '$provider', includeArrayIndex: 'nth', preserveNullAndEmptyArrays: true } },
    {
      $group: {
        _id: { of: `$${field}`, provider: '$provider.k' },
        of_provider: { $sum: '$provider.v' },
        ...Object.fromEntries(figures.map((figure) => [figure, once(figure)])),
      },
    },
    {
      $group: {
        _id: '$_id.of',
        ...Object.fromEntries(figures.map((figure) => [figure, { $sum: `$${figure}` }])),
        providers: {
          // One more than are kept: documents without a provider may be among them.
          $topN: {
            n: LIMITS.distinctNames + 1,
            sortBy: { of_provider: -1, '_id.provider': 1 },
            output: { k: '$_id.provider', v: '$of_provider' },
          },
        },
      },
    },
  ];
}

const NAMED_PROVIDERS = { $filter: { input: '$providers', cond: { $gt: ['$$this.k', null] } } };

const NESTED = {
  ...Object.fromEntries(FIGURES.map((figure) => [figure, 1])),
  ai_queries_by_provider: { $arrayToObject: { $slice: [NAMED_PROVIDERS, LIMITS.distinctNames] } },
};

/** An amount as a whole number of a smaller unit, halves upwards as in JavaScript; the server's `$round` goes to the even one. */
function whole(amount: unknown, unit: number): Document {
  return { $toLong: { $floor: { $add: [{ $multiply: [amount, unit] }, 0.5] } } };
}
