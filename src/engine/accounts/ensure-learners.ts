import { learnerOwner } from '../../cache/index.js';
import { inTransaction, isDuplicateKey, Outrun } from '../../repositories/index.js';
import { type CallControl, type EngineContext, patiently, pinned } from '../context.js';
import { createLearnerInput } from '../inputs.js';
import { changing } from '../recording/changing.js';
import { insertLearner, newLearner } from './new-learner.js';

/** Accounts that are made in one transaction. */
const AT_ONCE = 50;

/** Makes accounts of the ids that have none, each as {@link ensureLearner} does. Gives how many it made. */
export async function ensureLearners(
  context: EngineContext,
  userIds: readonly string[],
  timezone: string,
  where: string,
  control: CallControl,
): Promise<number> {
  let made = 0;
  for (let start = 0; start < userIds.length; start += AT_ONCE) {
    const some = userIds.slice(start, start + AT_ONCE);
    made += await patiently(context, where, control, () => ensureSome(context, some, timezone, control));
  }
  return made;
}

async function ensureSome(context: EngineContext, userIds: readonly string[], timezone: string, control: CallControl): Promise<number> {
  await context.ensureTransactions();
  const known = await context.repositories.users.settings(userIds, { signal: control.signal }).toArray();
  const there = new Set(known.map(({ user_id }) => user_id));
  const missing = userIds.filter((userId) => !there.has(userId));
  if (missing.length === 0) return 0;
  const learners = missing.map((user_id) => newLearner(context, createLearnerInput.parse({ user_id, profile: { timezone } }), user_id));
  const insert = () =>
    inTransaction(pinned(context, control), async (options) => {
      for (const learner of learners) await insertLearner(context, learner, options);
    });
  await changing(context, missing.map(learnerOwner), insert).catch((error: unknown) => {
    throw isDuplicateKey(error) ? new Outrun('made by another writer', { cause: error }) : error;
  });
  return missing.length;
}
