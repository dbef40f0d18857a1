import type { z } from 'zod';
import { learnerOwner } from '../../cache/index.js';
import { parseInput } from '../../collections/index.js';
import { type CallControl, write } from '../../runtime/index.js';
import { type Caller, permit } from '../../security/index.js';
import { updateProfileInput } from '../accounts/profile-input.js';
import type { EngineContext } from '../context.js';
import { unknownLearner } from '../recording/account-guard.js';

export type UpdateProfileInput = z.input<typeof updateProfileInput>;

/**
 * Changes what is named of a learner's profile and keeps the rest; null takes a field out. A new zone or rollover hour holds for sessions
 * that start from now on and for what is due: the days of past sessions were worked out when they were, and stay.
 *
 * @throws AdaptiveLearningError `invalid_input`, `not_found`
 */
export async function updateProfile(
  context: EngineContext,
  caller: Caller,
  value: UpdateProfileInput,
  control: CallControl,
): Promise<void> {
  const where = 'updateProfile';
  permit(caller, 'change_profile', where);
  const input = parseInput(updateProfileInput, value, where);
  const set: { [path: string]: unknown } = { updated_at: context.clock() };
  const unset: string[] = [];
  for (const [field, choice] of Object.entries(input)) {
    if (choice === null) unset.push(`profile.${field}`);
    else if (choice !== undefined) set[`profile.${field}`] = choice;
  }
  // Classes and cohorts are counted by what stands in profiles too.
  const outdates = [learnerOwner(caller.userId), 'platform'] as const;
  const found = await write(context, { where, control, outdates }, ({ repositories: { users }, signal }) =>
    users.updateOne({ user_id: caller.userId }, { set, unset: unset as never }, { signal }),
  );
  if (!found) throw unknownLearner(where);
}
