import type { CallControl } from '../../runtime/index.js';
import { type EngineContext, patiently } from '../context.js';
import { refusalOfUse, type Use } from './standing-of-account.js';

/**
 * Whether a learner lets their emotions be used. Asked only when a call carries one, or would show some.
 *
 * @throws AdaptiveLearningError `not_found`, or `access_denied` for an account that is not open to the use
 */
export async function allowsEmotions(
  context: EngineContext,
  userId: string,
  where: string,
  control: CallControl,
  use: Use = 'record',
): Promise<boolean> {
  const { users } = context.repositories;
  const read = () => users.findOne({ user_id: userId }, { ...control, fields: ['preferences', 'account_status'] });
  const user = await patiently(context, where, control, read);
  const refusal = refusalOfUse(user?.account_status, use, where);
  if (refusal !== undefined) throw refusal;
  return user?.preferences.privacy_settings.emotional_data_usage === true;
}
