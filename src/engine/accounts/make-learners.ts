import type { z } from 'zod';
import { learnerOwner } from '../../cache/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import { attemptWrite, type CallControl, inTurn, Sent } from '../../runtime/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import type { createLearnerInput } from './create-learner-input.js';
import { type NewLearner, newLearner, storeLearners } from './new-learner.js';

/** Accounts that are made in one transaction, about four kilobytes each. */
const AT_ONCE = 500;

/** An account that is to be there. */
export interface WantedLearner {
  readonly userId: string;
  readonly input: z.output<typeof createLearnerInput>;
  /** What an error calls it. */
  readonly where: string;
}

/** The outcome: created, already existing, or rejected because another account has the address. */
export type LearnerCreation = 'created' | 'already_there' | AdaptiveLearningError;

/**
 * Makes the accounts that there are not, hundreds in one transaction, and says what became of each: as if they had been made one by one.
 *
 * @throws AdaptiveLearningError `database_unavailable`, `aborted`, `replica_set_required`, `setup_required`
 */
export async function makeLearners(
  context: EngineContext,
  actor: Actor,
  wanted: readonly WantedLearner[],
  where: string,
  control: CallControl,
): Promise<ReadonlyMap<WantedLearner, LearnerCreation>> {
  const creations = new Map<WantedLearner, LearnerCreation>();
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const some = wanted.slice(start, start + AT_ONCE);
    const sent = new Sent<WantedLearner>();
    const made = await attemptWrite(context, { where, control }, (fixed) => makeSome(fixed, actor, some, sent, where, control));
    for (const [index, row] of some.entries()) creations.set(row, made[index] as LearnerCreation);
  }
  return creations;
}

async function makeSome(
  context: EngineContext,
  actor: Actor,
  wanted: readonly WantedLearner[],
  sent: Sent<WantedLearner>,
  where: string,
  control: CallControl,
): Promise<LearnerCreation[]> {
  const { users, email_claims } = context.repositories;
  const emails = wanted.flatMap(({ input: { email } }) => (email === undefined ? [] : [email]));
  const [existing, owners] = await Promise.all([
    users.existing(
      wanted.map(({ userId }) => userId),
      { signal: control.signal },
    ),
    email_claims.ownersOf(emails, { signal: control.signal }),
  ]);
  const there = new Set(existing);
  const ownerOf = new Map(owners);
  const missing: { readonly row: WantedLearner; readonly learner: NewLearner }[] = [];
  const creations = wanted.map((row): LearnerCreation => {
    const { userId, input } = row;
    const owner = input.email === undefined ? undefined : ownerOf.get(input.email);
    // Another process may have made the account between the two reads: then only its address tells.
    if (there.has(userId) || owner === userId) return sent.has(row) ? 'created' : 'already_there';
    if (owner !== undefined) return addressTaken(row.where);
    there.add(userId);
    if (input.email !== undefined) ownerOf.set(input.email, userId);
    missing.push({ row, learner: newLearner(context, actor, input, userId) });
    return 'created';
  });
  if (missing.length > 0) await store(context, missing, sent, where, control);
  return creations;
}

async function store(
  context: EngineContext,
  missing: readonly { readonly row: WantedLearner; readonly learner: NewLearner }[],
  sent: Sent<WantedLearner>,
  where: string,
  control: CallControl,
): Promise<void> {
  const learners = missing.map(({ learner }) => learner);
  const rows = missing.map(({ row }) => row);
  const insert = () => sent.storing(rows, () => storeLearners(context, learners));
  const owners = learners.map(({ account }) => learnerOwner(account.user_id));
  await inTurn(context, { where, control, outdates: owners }, insert);
}

function addressTaken(where: string): AdaptiveLearningError {
  const [expected, received] = ['an email that no other account has', 'one that another account has'];
  return new AdaptiveLearningError('already_exists', `${where}.email: expected ${expected}, got ${received}`, {
    where: `${where}.email`,
    expected,
    received,
  });
}
