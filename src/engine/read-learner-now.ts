import { DEFAULT_ROLLOVER_HOUR, type LearnerNow, learnerNow } from '../learner/index.js';
import { accountRefusal, type CallControl } from '../runtime/index.js';
import type { EngineContext } from './context.js';

/**
 * An instant as a learner lives it: by the zone that they live in now, and the hour at which their days turn.
 *
 * @throws AdaptiveLearningError `not_found` for a learner without an account, `access_denied` for a deleted one
 */
export async function readLearnerNow(
  { repositories }: EngineContext,
  userId: string,
  at: Date,
  where: string,
  { signal }: CallControl,
): Promise<LearnerNow> {
  return (await readLearnerContext({ repositories }, userId, at, where, { signal })).now;
}

/** As {@link readLearnerNow}, and which of the learner's emotions may be used. */
export async function readLearnerContext(
  { repositories }: Pick<EngineContext, 'repositories'>,
  userId: string,
  at: Date,
  where: string,
  { signal }: CallControl,
): Promise<{ readonly now: LearnerNow; readonly mayUseOf: (felt: Date) => boolean }> {
  const fields = ['profile', 'account_status', 'preferences', 'emotions_withdrawn_at'] as const;
  const user = await repositories.users.findOne({ user_id: userId }, { signal, fields });
  const refusal = accountRefusal(user?.account_status, 'readable', where);
  if (user === null || refusal !== undefined) throw refusal;
  const { timezone, day_rollover_hour = DEFAULT_ROLLOVER_HOUR } = user.profile;
  const { emotions_withdrawn_at: withdrawn } = user;
  const isAllowed = user.preferences.privacy_settings.emotional_data_usage;
  return {
    now: learnerNow(at, { timezone, day_rollover_hour }),
    mayUseOf: (felt) => isAllowed && (withdrawn === undefined || felt >= withdrawn),
  };
}
