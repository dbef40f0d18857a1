import { DEFAULT_ROLLOVER_HOUR, learnerDayNumber } from '../../learner/index.js';
import { type AnyPipeline, isAboutSpan } from '../../pipelines/index.js';
import type { CallOptions, Repositories } from '../../repositories/index.js';
import { unknownLearner } from '../../runtime/index.js';
import { parseInput } from '../../schema/index.js';
import type { EngineContext } from '../context.js';
import { defaultLearnerSpan, defaultUtcSpan } from './default-span.js';

/** What stands for the learner's own zone while only the other params are looked at. */
const ANY_ZONE = 'UTC';
const MIDNIGHT = 0;

/** A question with all its params, except for those of a page. */
export interface CompleteQuery {
  readonly params: { readonly [param: string]: unknown };
  /** Params that depend on when or of whom it is asked, and that the asker did not say. */
  readonly filled: readonly ('at' | 'timezone' | 'day_rollover_hour' | 'learner_days' | 'since' | 'until')[];
  /** Whose days a span counts in that was not said: those of UTC, of the learner, or of the learner's calendar, which turn at midnight. */
  readonly daysOfSpan: 'utc' | 'learner' | 'calendar';
}

/**
 * Fills in what a question needs and its asker did not say: the instant, the threshold of mastery, the curve that memories fade by, the
 * concepts that are retired. What
 * comes back was held to the question's params; where the learner's days turn is filled in by {@link fillLearnerDays}, once it is known that the
 * answer must be loaded.
 */
export function completeQuery(
  context: EngineContext,
  pipeline: AnyPipeline,
  given: { readonly [param: string]: unknown },
  now: Date,
  where: string,
): CompleteQuery {
  const { params, scope } = pipeline;
  const misses = (param: string) => param in params.shape && given[param] === undefined;
  const whole = {
    ...given,
    ...(misses('at') && { at: now }),
    ...(misses('mastered_above') && { mastered_above: context.models.masteredAbove }),
    ...(misses('curve') && { curve: context.models.forgetting.params.shape }),
    ...(scope === 'learner' && misses('timezone') && { timezone: ANY_ZONE }),
    ...(isAboutSpan(pipeline) && spanToCheck(given, now)),
    ...(misses('retired') && { retired: context.models.names?.retired ?? [] }),
  };
  const days = scope === 'learner' ? (['timezone', 'day_rollover_hour'] as const) : (['learner_days'] as const);
  const ends = isAboutSpan(pipeline) ? (['since', 'until'] as const) : [];
  const filled = (['at', ...days, ...ends] as const).filter(misses);
  const turning = 'timezone' in params.shape && !('day_rollover_hour' in params.shape) ? 'calendar' : 'learner';
  const daysOfSpan = scope === 'learner' ? turning : 'utc';
  if (!('limit' in params.shape)) return { params: parseInput(params, whole, where), filled, daysOfSpan };
  // Which page is asked for is no part of the question; the schema wants some limit.
  const { limit, after, ...question } = parseInput(params, { ...whole, limit: 1 }, where);
  return { params: question, filled, daysOfSpan };
}

/** A span as it was said, with some end where none was: what was said is checked, as dates, by the question's own schema. */
function spanToCheck({ since, until }: { readonly [param: string]: unknown }, now: Date): object {
  const said = { ...(since instanceof Date && { since }), ...(until instanceof Date && { until }) };
  return { ...defaultUtcSpan(said, now), ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
}

/**
 * The same params with what was not said: the zone that the learner lives in and the hour at which their day turns, which day it is to each
 * learner of a class, and the last 30 days.
 */
export async function fillLearnerDays(
  { repositories }: EngineContext,
  { params, filled, daysOfSpan }: CompleteQuery,
  at: Date,
  { signal, reach }: Pick<CallOptions, 'signal' | 'reach'>,
  where: string,
): Promise<CompleteQuery['params']> {
  const asksFor = (...some: CompleteQuery['filled']) => some.some((param) => filled.includes(param));
  const said = {
    ...(!asksFor('since') && { since: params['since'] as Date }),
    ...(!asksFor('until') && { until: params['until'] as Date }),
  };
  const days = asksFor('learner_days')
    ? { learner_days: await daysOf(repositories, params['user_ids'] as string[], at, { signal, reach }) }
    : {};
  if (daysOfSpan === 'utc') return { ...params, ...days, ...(asksFor('since', 'until') && defaultUtcSpan(said, at)) };
  if (!asksFor('timezone', 'day_rollover_hour', 'since', 'until')) return params;
  const user = await repositories.users.findOne({ user_id: params['user_id'] as string }, { signal, fields: ['profile'] });
  if (user === null) throw unknownLearner(where);
  const { profile } = user;
  const rollover = profile.day_rollover_hour ?? DEFAULT_ROLLOVER_HOUR;
  const { timezone = profile.timezone, day_rollover_hour = rollover } = {
    ...params,
    ...(asksFor('timezone') && { timezone: profile.timezone }),
    ...(asksFor('day_rollover_hour') && { day_rollover_hour: rollover }),
  } as { readonly timezone?: string; readonly day_rollover_hour?: number };
  const rule = { timezone, day_rollover_hour: daysOfSpan === 'calendar' ? MIDNIGHT : day_rollover_hour };
  return {
    ...params,
    ...(asksFor('timezone') && { timezone }),
    ...(asksFor('day_rollover_hour') && { day_rollover_hour }),
    ...(asksFor('since', 'until') && defaultLearnerSpan(said, at, rule)),
  };
}

/** Which day it is at an instant to each of some learners. */
async function daysOf({ users }: Repositories, userIds: readonly string[], at: Date, options: Pick<CallOptions, 'signal' | 'reach'>) {
  const profiles = { ...options, fields: ['user_id', 'profile'] } as const;
  const byDay = new Map<number, string[]>();
  for await (const { user_id, profile } of users.find({ user_id: { $in: userIds } }, profiles)) {
    const day = learnerDayNumber(at, profile.timezone, profile.day_rollover_hour);
    byDay.set(day, [...(byDay.get(day) ?? []), user_id]);
  }
  return [...byDay].map(([day, user_ids]) => ({ day, user_ids }));
}
