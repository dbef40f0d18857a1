import { estimatorFor, type MasteryEstimator } from '../learner/index.js';
import type { CallControl } from '../runtime/index.js';
import type { EngineContext } from './context.js';

/** What a learner's concepts are judged by at an instant: the models, and what the session that had started last knew of the learner. */
export async function readEstimator(
  { repositories, models }: Pick<EngineContext, 'repositories' | 'models'>,
  userId: string,
  at: Date,
  control: CallControl,
): Promise<MasteryEstimator> {
  const [session] = await repositories.learning_sessions.latest(userId, { ...control, at, limit: 1 }).toArray();
  return estimatorFor(session, models);
}
