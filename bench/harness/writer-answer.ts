import type { RecordAnswerInput } from 'adaptive-learning-engine';
import type { Writer } from './crowd.js';

const CONCEPTS = ['Slope', 'Intercept', 'Two unknowns', 'Substitution', 'Elimination'] as const;

/** The n-th answer of a writer: always the same for the same n, so that it can be sent again. */
export function writerAnswer({ name, sessionId }: Writer, n: number): RecordAnswerInput {
  return {
    event_id: `${name}-${n}`,
    session_id: sessionId,
    subject: 'Algebra',
    topic: 'Linear equations',
    concept: CONCEPTS[n % CONCEPTS.length] as string,
    correct: n % 3 !== 0,
    response_time_seconds: 5 + (n % 40),
    ...(n % 4 === 0 ? { emotional_state: n % 8 === 0 ? 'frustration' : 'curiosity' } : {}),
  };
}
