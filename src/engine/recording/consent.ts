import { type AccountUse, accountRefusal, type CallControl, readWithRetry } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';

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
  use: AccountUse = 'active',
): Promise<boolean> {
  const { users } = context.repositories;
  const read = () => users.findOne({ user_id: userId }, { ...control, fields: ['preferences', 'account_status'] });
  const user = await readWithRetry(context, where, control, read);
  const refusal = accountRefusal(user?.account_status, use, where);
  if (refusal !== undefined) throw refusal;
  return user?.preferences.privacy_settings.emotional_data_usage === true;
}
