import type { CallControl } from '../../runtime/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { createLearnerInput } from './create-learner-input.js';
import { makeLearners } from './make-learners.js';

/** Makes accounts of the ids that have none, each as {@link ensureLearner} does. Gives how many it made. */
export async function ensureLearners(
  context: EngineContext,
  actor: Actor,
  userIds: readonly string[],
  timezone: string,
  where: string,
  control: CallControl,
): Promise<number> {
  const wanted = userIds.map((userId) => ({
    userId,
    input: createLearnerInput.parse({ user_id: userId, profile: { timezone } }),
    where,
  }));
  const creations = await makeLearners(context, actor, wanted, where, control);
  return [...creations.values()].filter((creation) => creation === 'created').length;
}
