import type { Engine, ImportedAnswerInput } from 'adaptive-learning-engine';
import { newLearner, newSession } from '../harness/crowd.js';

/** Learners made at once. */
const TOGETHER = 50;
const SUBJECT = 'Algebra';

/** A learner with an open session, for answers to be recorded in. */
export interface Pupil {
  readonly userId: string;
  readonly sessionId: string;
}

/** How many answers of how many learners, and to how many concepts each. */
export interface BulkSize {
  readonly learners: number;
  readonly answers: number;
  readonly concepts: number;
}

/** New learners, each with an open session and no answers yet. */
export async function newPupils(engine: Engine, count: number): Promise<Pupil[]> {
  const pupils: Pupil[] = [];
  while (pupils.length < count) {
    const some = Array.from({ length: Math.min(TOGETHER, count - pupils.length) }, async () => {
      const userId = await newLearner(engine);
      return { userId, sessionId: await newSession(engine, userId) };
    });
    pupils.push(...(await Promise.all(some)));
  }
  return pupils;
}

/** Answers a second apart: learner by learner, as an export by learner has them, or all learners' mixed in chronological order, as a log has them. */
export function* bulkAnswers(
  pupils: readonly Pupil[],
  { answers, concepts }: BulkSize,
  order: 'by learner' | 'by time',
): Generator<ImportedAnswerInput> {
  const from = Date.now();
  const answer = (pupil: number, n: number): ImportedAnswerInput => ({
    user_id: pupils[pupil]?.userId as string,
    session_id: pupils[pupil]?.sessionId as string,
    event_id: `answer-${n}`,
    occurred_at: new Date(from + 1000 * n),
    subject: SUBJECT,
    topic: `Topic ${n % 4}`,
    concept: `Concept ${n % concepts}`,
    correct: (7 * n + pupil) % 4 !== 0,
    response_time_seconds: 4 + (n % 30),
  });
  const [outer, inner] = order === 'by learner' ? [pupils.length, answers] : [answers, pupils.length];
  for (let i = 0; i < outer; i += 1) {
    for (let j = 0; j < inner; j += 1) yield order === 'by learner' ? answer(i, j) : answer(j, i);
  }
}
