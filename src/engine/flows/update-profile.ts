import type { z } from 'zod';
import { learnerOwner } from '../../cache/index.js';
import { type CallControl, storeOne, unknownLearner, write } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import { changedBy } from '../accounts/changed-by.js';
import { updateProfileInput } from '../accounts/profile-input.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';

export const updateProfile = learnerVerb({
  name: 'updateProfile',
  action: 'change_profile',
  account: 'any',
  ownCheck: true,
  kind: 'call',
  input: updateProfileInput,
  joins: true,
  summary: 'Changes the given fields of the profile and keeps the rest; null removes a field.',
  details: 'A new time zone or rollover hour applies to new sessions and to due dates; the days of past sessions do not change.',
  result: 'Nothing.',
  errors: {
    not_found: 'a learner without an account',
  },
  example: `await learner.updateProfile({ timezone: 'europe/zurich', name: null });`,
  run,
});

async function run(
  context: EngineContext,
  caller: Caller,
  input: z.output<typeof updateProfileInput>,
  control: CallControl,
): Promise<void> {
  const where = 'updateProfile';
  const change = changedBy(caller, context.clock());
  const set: { [path: string]: unknown } = { ...change.set };
  const unset: string[] = [...change.unset];
  for (const [field, choice] of Object.entries(input)) {
    if (choice === null) unset.push(`profile.${field}`);
    else if (choice !== undefined) set[`profile.${field}`] = choice;
  }
  // Classes and cohorts are counted by what stands in profiles too.
  const outdates = [learnerOwner(caller.userId), 'platform'] as const;
  const found = await write(context, { where, control, outdates }, (fixed) =>
    storeOne(fixed, (options) => fixed.repositories.users.updateOne({ user_id: caller.userId }, { set, unset: unset as never }, options)),
  );
  if (!found) throw unknownLearner(where);
}
