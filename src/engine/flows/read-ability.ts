import type { z } from 'zod';
import { type AbilityNow, abilityNow, elapsedDays, estimatorFor } from '../../learner/index.js';
import { type CallControl, inputSchema } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { readLearnerNow } from '../read-learner-now.js';

const abilityInput = inputSchema(
  'AbilityInput',
  {
    at: fields.instant.optional(),
    subject: fields.name.optional(),
    topic: fields.name.optional(),
    concept: fields.name.optional(),
  },
  {
    at: "The instant for which to compute the result; the engine's clock if not given.",
    subject: 'The subject; all subjects if not given.',
    topic: 'The topic of the `concept`.',
    concept: 'A concept of the subject, with its topic.',
  },
).refine(
  ({ subject: of, topic, concept }) => (topic === undefined) === (concept === undefined) && (topic === undefined || of !== undefined),
  { error: 'a concept with its subject and its topic', path: ['concept'] },
);

export const ability = learnerVerb({
  name: 'ability',
  action: 'read',
  account: 'readable',
  ownCheck: true,
  kind: 'read',
  input: abilityInput.prefault({}),
  summary: "Estimates the learner's ability in general, in a subject, or in a concept.",
  details:
    "Abilities are log-odds of solving a question of average difficulty; `solves` is the probability. Without answers, it returns the model's prior.",
  result: 'The ability with its standard error, the probability of solving an average question, and a suitable question difficulty.',
  errors: {
    invalid_input: 'a concept without its subject and topic, or a topic without its concept',
    not_found: 'a learner without an account',
    access_denied: 'a deleted account',
  },
  example: `const { ability, standard_error, target_difficulty } = await learner.ability({ subject: 'Algebra' });`,
  run,
});

async function run(
  context: EngineContext,
  caller: Caller,
  { at: asked, subject, topic, concept }: z.output<typeof abilityInput>,
  control: CallControl,
): Promise<AbilityNow> {
  const where = 'ability';
  const at = asked ?? context.clock();
  const now = await readLearnerNow(context, caller.userId, at, where, control);
  const { content_mastery, learning_sessions, concepts } = context.repositories;
  const id = subject === undefined || topic === undefined || concept === undefined ? undefined : { subject, topic, concept };
  const [[session], mastery, node] = await Promise.all([
    learning_sessions.latest(caller.userId, { ...control, at, limit: 1 }).toArray(),
    id === undefined ? null : content_mastery.findOne({ user_id: caller.userId, ...id }, control),
    id === undefined ? null : concepts.findOne(id, { ...control, fields: ['difficulty_level'] }),
  ]);
  const elapsed = mastery === null ? 0 : elapsedDays(mastery.mastery_tracking, now);
  return abilityNow(
    { subject, mastery, elapsedDays: elapsed, difficulty: node?.difficulty_level, concept: id },
    estimatorFor(session, context.models),
  );
}
