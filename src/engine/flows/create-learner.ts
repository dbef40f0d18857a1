import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { learnerOwner } from '../../cache/index.js';
import { isDuplicateKey, translateDriverError } from '../../repositories/index.js';
import { type CallControl, write } from '../../runtime/index.js';
import type { Actor } from '../../security/index.js';
import { createLearnerInput } from '../accounts/create-learner-input.js';
import { newLearner, storeLearners } from '../accounts/new-learner.js';
import { isSameLearner } from '../accounts/same-learner.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';

export const createLearner = engineVerb({
  name: 'createLearner',
  action: 'manage_accounts',
  kind: 'call',
  input: createLearnerInput,
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
    try {
      await storeLearners(fixed, [learner], { isRace: () => false });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const { learning_events, users } = context.repositories;
      const [known, account] = await Promise.all([
        learning_events.stored(userId, learner.event.event_id, control),
        users.findOne({ user_id: userId }, { signal: control.signal }),
      ]);
      const isKnown = known?.type === 'learner_created' && isSameLearner(known, account, learner.event, input);
      if (!isKnown) throw translateDriverError(error, where);
    }
  };
  // Somebody may have asked about this id before it was an account.
  await write(context, { where, control, outdates: [learnerOwner(userId)] }, attempt);
  return { user_id: userId };
}
