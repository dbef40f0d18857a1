import { DEFAULT_ROLLOVER_HOUR, type LearnerNow, learnerNow } from '../learner/index.js';
import type { CallControl, EngineContext } from './context.js';
import { unknownLearner } from './recording/consent.js';

/**
 * An instant as a learner lives it: by the zone that they live in now, and the hour at which their days turn.
 *
 * @throws AdaptiveLearningError `not_found` for a learner without an account
 */
export async function ownNow(
  { repositories }: EngineContext,
  userId: string,
  at: Date,
  where: string,
  { signal }: CallControl,
): Promise<LearnerNow> {
  const user = await repositories.users.findOne({ user_id: userId }, { signal, fields: ['profile'] });
  if (user === null) throw unknownLearner(where);
  const { timezone, day_rollover_hour = DEFAULT_ROLLOVER_HOUR } = user.profile;
  return learnerNow(at, { timezone, day_rollover_hour });
}
