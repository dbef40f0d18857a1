import { DEFAULT_ROLLOVER_HOUR, type LearnerNow, learnerNow } from '../learner/index.js';
import type { CallControl, EngineContext } from './context.js';
import { refusalOfUse } from './recording/standing-of-account.js';

/**
 * An instant as a learner lives it: by the zone that they live in now, and the hour at which their days turn.
 *
 * @throws AdaptiveLearningError `not_found` for a learner without an account, `access_denied` for a deleted one
 */
export async function ownNow(
  { repositories }: EngineContext,
  userId: string,
  at: Date,
  where: string,
  { signal }: CallControl,
): Promise<LearnerNow> {
  const user = await repositories.users.findOne({ user_id: userId }, { signal, fields: ['profile', 'account_status'] });
  const refusal = refusalOfUse(user?.account_status, 'read', where);
  if (user === null || refusal !== undefined) throw refusal;
  const { timezone, day_rollover_hour = DEFAULT_ROLLOVER_HOUR } = user.profile;
  return learnerNow(at, { timezone, day_rollover_hour });
}
