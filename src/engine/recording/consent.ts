import { AdaptiveLearningError } from '../../errors.js';
import { type CallControl, type EngineContext, patiently } from '../context.js';

/** Whether a learner lets their emotions be used. Asked only when a call carries one. */
export async function allowsEmotions(context: EngineContext, userId: string, where: string, control: CallControl): Promise<boolean> {
  const { users } = context.repositories;
  const user = await patiently(context, where, control, () => users.findOne({ user_id: userId }, { ...control, fields: ['preferences'] }));
  if (user === null) throw unknownLearner(where);
  return user.preferences.privacy_settings.emotional_data_usage;
}

export function unknownLearner(where: string): AdaptiveLearningError {
  return new AdaptiveLearningError('not_found', `${where}: expected a learner that exists, got an unknown user_id`, {
    where,
    expected: 'a learner that exists',
    received: 'an unknown user_id',
  });
}
