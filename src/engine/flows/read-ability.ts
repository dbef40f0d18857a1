import type { z } from 'zod';
import { parseInput } from '../../collections/index.js';
import { type AbilityNow, abilityNow, elapsedDays, estimatorFor } from '../../learner/index.js';
import type { CallControl } from '../../runtime/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { abilityInput } from '../inputs.js';
import { readLearnerNow } from '../read-learner-now.js';

export type AbilityInput = z.input<typeof abilityInput>;

/** How able a learner is now: in general, in a subject, or in a concept of it. */
export async function readAbility(context: EngineContext, caller: Caller, value: AbilityInput, control: CallControl): Promise<AbilityNow> {
  const where = 'ability';
  permit(caller, 'read', where);
  const { at = context.clock(), subject, topic, concept } = parseInput(abilityInput, value, where);
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
