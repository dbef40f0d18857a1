import { parseInput } from '../../collections/index.js';
import { learnerDayNumber } from '../../learner/index.js';
import type { AnyPipeline } from '../../pipelines/index.js';
import type { Repositories } from '../../repositories/index.js';
import type { EngineContext } from '../context.js';
import { unknownLearner } from '../recording/standing-of-account.js';

/** What stands for the learner's own zone while only the other params are looked at. */
const ANY_ZONE = 'UTC';

/** A question with all its params, but for those of a page. */
export interface WholeQuestion {
  readonly params: { readonly [param: string]: unknown };
  /** Params that depend on when or of whom it is asked, and that the asker did not say. */
  readonly filled: readonly ('at' | 'timezone' | 'day_rollover_hour' | 'learner_days')[];
}

/**
 * Fills in what a question needs and its asker did not say: the instant, the threshold of mastery, the curve that memories fade by. What
 * comes back was held to the question's params; where the learner's days turn is filled in by {@link ownDays}, once it is known that the
 * answer must be loaded.
 */
export function wholeQuestion(
  context: EngineContext,
  { params, scope }: AnyPipeline,
  given: { readonly [param: string]: unknown },
  now: Date,
  where: string,
): WholeQuestion {
  const misses = (param: string) => param in params.shape && given[param] === undefined;
  const whole = {
    ...given,
    ...(misses('at') && { at: now }),
    ...(misses('mastered_above') && { mastered_above: context.models.masteredAbove }),
    ...(misses('curve') && { curve: context.models.forgetting.params.shape }),
    ...(scope === 'learner' && misses('timezone') && { timezone: ANY_ZONE }),
  };
  const days = scope === 'learner' ? (['timezone', 'day_rollover_hour'] as const) : (['learner_days'] as const);
  const filled = (['at', ...days] as const).filter(misses);
  if (!('limit' in params.shape)) return { params: parseInput(params, whole, where), filled };
  // Which page is asked for is no part of the question; the schema wants some limit.
  const { limit, after, ...question } = parseInput(params, { ...whole, limit: 1 }, where);
  return { params: question, filled };
}

/** The same params, with the zone that the learner lives in and the hour at which their day turns, and which day it is to each learner of a class, where that was not said. */
export async function ownDays(
  { repositories }: EngineContext,
  { params, filled }: WholeQuestion,
  at: Date,
  signal: AbortSignal | undefined,
  where: string,
): Promise<WholeQuestion['params']> {
  if (filled.includes('learner_days'))
    return { ...params, learner_days: await daysOf(repositories, params['user_ids'] as string[], at, signal) };
  if (!(filled.includes('timezone') || filled.includes('day_rollover_hour'))) return params;
  const user = await repositories.users.findOne({ user_id: params['user_id'] as string }, { signal, fields: ['profile'] });
  if (user === null) throw unknownLearner(where);
  const { timezone, day_rollover_hour } = user.profile;
  return {
    ...params,
    ...(filled.includes('timezone') && { timezone }),
    ...(filled.includes('day_rollover_hour') && day_rollover_hour !== undefined && { day_rollover_hour }),
  };
}

/** Which day it is at an instant to each of some learners. */
async function daysOf({ users }: Repositories, userIds: readonly string[], at: Date, signal: AbortSignal | undefined) {
  const profiles = { signal, fields: ['user_id', 'profile'], acrossLearners: true } as const;
  const byDay = new Map<number, string[]>();
  for await (const { user_id, profile } of users.find({ user_id: { $in: userIds } }, profiles)) {
    const day = learnerDayNumber(at, profile.timezone, profile.day_rollover_hour);
    byDay.set(day, [...(byDay.get(day) ?? []), user_id]);
  }
  return [...byDay].map(([day, user_ids]) => ({ day, user_ids }));
}
