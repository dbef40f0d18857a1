import type { User } from '../../collections/index.js';
import type { CallControl } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import type { AggregationTally } from './aggregation-tally.js';

/** What of an account says whether its emotions may be summed. */
export const ACCOUNT_FIELDS = ['user_id', 'preferences', 'account_status'] as const;

/**
 * Whether a learner's days may be summed, as they say at the time of the run: of one who has withdrawn since, nothing new is summed; what was summed before
 * stays, as the readings do.
 */
export function isWilling({ preferences, account_status }: Pick<User, 'preferences' | 'account_status'>): boolean {
  return preferences.privacy_settings.emotional_data_usage && account_status !== 'deleted';
}

/** {@link isWilling} of a learner; one without an account, or with one that does not fit, has said nothing. */
export async function allowsEmotions(
  { repositories }: EngineContext,
  userId: string,
  { onUnreadable }: AggregationTally,
  { signal }: CallControl,
): Promise<boolean> {
  const user = await repositories.users.find({ user_id: userId }, { signal, onUnreadable, fields: ACCOUNT_FIELDS }).next();
  return user !== null && isWilling(user);
}
