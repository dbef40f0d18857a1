import { type DayRule, DEFAULT_ROLLOVER_HOUR } from '../../learner/index.js';
import { accountRefusal, type CallControl, readWithRetry } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';

/**
 * Where the days of a learner turn whose cards are about to change.
 *
 * @throws AdaptiveLearningError `not_found`, `access_denied` for an account that nothing is recorded for
 */
export async function dayRuleOf(context: EngineContext, userId: string, where: string, control: CallControl): Promise<DayRule> {
  const read = () => context.repositories.users.findOne({ user_id: userId }, { ...control, fields: ['profile', 'account_status'] });
  const user = await readWithRetry(context, where, control, read);
  const refusal = accountRefusal(user?.account_status, 'active', where);
  if (user === null || refusal !== undefined) throw refusal;
  const { timezone, day_rollover_hour = DEFAULT_ROLLOVER_HOUR } = user.profile;
  return { timezone, day_rollover_hour };
}
