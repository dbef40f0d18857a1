import type { Engine, RecordAnswerInput } from 'adaptive-learning-engine';
import { newLearner, newSession } from '../harness/crowd.js';

const CONCEPTS = ['Slope', 'Intercept', 'Two unknowns', 'Substitution', 'Elimination'] as const;
/** Answers to each concept before anything is measured: its lists are full then, and stay as long as they are. */
const WARM_ANSWERS = 52;

/** A learner in the middle of a session, and the count of their answers. */
export interface SteadyLearner {
  readonly userId: string;
  readonly sessionId: string;
  answers: number;
}

/** Learners who have practised their concepts for long; one for each writer. */
export async function steadyLearners(engine: Engine, count: number): Promise<SteadyLearner[]> {
  const learners = await Promise.all(
    Array.from({ length: count }, async () => {
      const userId = await newLearner(engine);
      return { userId, sessionId: await newSession(engine, userId), answers: 0 };
    }),
  );
  const warm = async (learner: SteadyLearner) => {
    for (let n = 0; n < WARM_ANSWERS * CONCEPTS.length; n += 1) await recordNextAnswer(engine, learner);
  };
  await Promise.all(learners.map(warm));
  return learners;
}

/** The learner's next answer, through the engine. */
export function recordNextAnswer(engine: Engine, learner: SteadyLearner): Promise<unknown> {
  learner.answers += 1;
  return engine.as({ userId: learner.userId, role: 'learner' }).recordAnswer(nextAnswer(learner));
}

function nextAnswer({ sessionId, answers: n }: SteadyLearner): RecordAnswerInput {
  return {
    event_id: `answer-${n}`,
    session_id: sessionId,
    subject: 'Algebra',
    topic: 'Linear equations',
    concept: CONCEPTS[n % CONCEPTS.length] as string,
    correct: n % 4 !== 0,
    response_time_seconds: 4 + (n % 30),
  };
}
