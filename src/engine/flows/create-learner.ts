import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { learnerOwner } from '../../cache/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import { type CallControl, write } from '../../runtime/index.js';
import type { Actor } from '../../security/index.js';
import { createLearnerInput } from '../accounts/create-learner-input.js';
import { type NewLearner, newLearner, storeLearners } from '../accounts/new-learner.js';
import { isSameLearner } from '../accounts/same-learner.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';

export const createLearner = engineVerb({
  name: 'createLearner',
  action: 'manage_accounts',
  kind: 'call',
  input: createLearnerInput,
  joins: true,
  summary: 'Creates an account and its learning DNA in one transaction.',
  details: 'If you pass your own `user_id`, the call is idempotent.',
  result: 'The id of the learner.',
  errors: {
    already_exists: 'an email or a `user_id` that is taken',
  },
  example: `const { user_id } = await engine.createLearner({ profile: { timezone: 'Europe/Zurich' } });`,
  run,
});

async function run(
  context: EngineContext,
  actor: Actor,
  input: z.output<typeof createLearnerInput>,
  control: CallControl,
): Promise<{ readonly user_id: string }> {
  const where = 'createLearner';
  const userId = input.user_id ?? randomUUID();
  const learner = newLearner(context, actor, input, userId);
  const attempt = async (fixed: EngineContext) => {
    if (fixed.joined !== undefined) {
      // A duplicate that only the insertion finds would end the host's transaction.
      const refusal = await takenBy(fixed, learner, where);
      if (refusal === undefined) await storeLearners(fixed, [learner]);
      else if (!(await isKnown(fixed, learner, input))) throw refusal;
      return;
    }
    await storeLearners(fixed, [learner], { choosing: where }).catch(async (error: unknown) => {
      const isTaken = error instanceof AdaptiveLearningError && error.code === 'already_exists';
      if (!isTaken || !(await isKnown(fixed, learner, input))) throw error;
    });
  };
  // Somebody may have asked about this id before it was an account.
  await write(context, { where, control, outdates: [learnerOwner(userId)] }, attempt);
  return { user_id: userId };
}

/** Whether the very learner that is to be made is there already. */
async function isKnown(
  context: EngineContext,
  { account, event }: NewLearner,
  input: z.output<typeof createLearnerInput>,
): Promise<boolean> {
  const { learning_events, users } = context.repositories;
  const { signal } = context;
  const [known, stored] = await Promise.all([
    learning_events.stored(account.user_id, event.event_id, { signal }),
    users.findOne({ user_id: account.user_id }, { signal }),
  ]);
  return known?.type === 'learner_created' && isSameLearner(known, stored, event, input);
}

/** The refusal of a learner whose id or address is taken. */
async function takenBy(context: EngineContext, { account }: NewLearner, where: string): Promise<AdaptiveLearningError | undefined> {
  const { users, email_claims } = context.repositories;
  const { signal } = context;
  const [ids, owner] = await Promise.all([
    users.existing([account.user_id], { signal }),
    account.email === undefined ? null : email_claims.ownerOf(account.email, { signal }),
  ]);
  if (ids.size > 0) return alreadyExists('user_id', where);
  return owner === null ? undefined : alreadyExists('email', where);
}

function alreadyExists(field: string, where: string): AdaptiveLearningError {
  const [expected, received] = [`a new ${field}`, 'one that is taken'];
  return new AdaptiveLearningError('already_exists', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
