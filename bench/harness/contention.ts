import { randomUUID } from 'node:crypto';
import type { Engine, RecordAnswerInput } from 'adaptive-learning-engine';
import { burst, textOf } from './burst.js';
import { newLearner, newSession } from './crowd.js';
import { checkLog } from './log-check.js';
import type { Place } from './round-check.js';

/** A place from which answers are sent: a process, or an engine of this one. */
export type Sender = (userId: string, answers: readonly RecordAnswerInput[]) => Promise<string[]>;
export type Senders = readonly Sender[];

export function senderOf(engine: Engine): Sender {
  return async (userId, answers) => (await burst(engine, userId, answers)).map(textOf);
}

/** What a learner's database and the callers show after many sent at once. */
export interface Contention {
  readonly calls: number;
  /** Different results that came back; errors by their code. */
  readonly results: ReadonlyMap<string, number>;
  readonly answersInLog: number;
  readonly questionsAttempted: number;
  readonly differing: readonly string[];
}

/** A new learner in a new session gets these answers, dealt out among the senders and sent at once. */
export async function contend(
  { client, db, engine }: Place,
  senders: Senders,
  answers: (sessionId: string) => readonly RecordAnswerInput[],
): Promise<Contention> {
  const userId = await newLearner(engine);
  const sessionId = await newSession(engine, userId);
  const all = answers(sessionId);
  const dealt = senders.map((_, own) => all.filter((_, index) => index % senders.length === own));
  const answered = await Promise.all(senders.map((send, own) => send(userId, dealt[own] ?? [])));
  const results = new Map<string, number>();
  for (const result of answered.flat()) results.set(result, (results.get(result) ?? 0) + 1);
  const session = await engine.repositories.learning_sessions.own(userId, sessionId);
  return {
    calls: all.length,
    results,
    answersInLog: await db.collection('learning_events').countDocuments({ user_id: userId, type: 'answer' }),
    questionsAttempted: session?.performance_metrics.questions_attempted ?? Number.NaN,
    differing: (await checkLog(client, db, userId)).differing,
  };
}

const CONCEPTS = ['Slope', 'Intercept', 'Elimination'] as const;

/** One answer, many times. */
export function sameAnswer(times: number): (sessionId: string) => RecordAnswerInput[] {
  const eventId = randomUUID();
  return (sessionId) => Array.from({ length: times }, () => answer(sessionId, eventId, 0));
}

/** As many different answers; every third is about the same concept. */
export function differentAnswers(count: number): (sessionId: string) => RecordAnswerInput[] {
  return (sessionId) => Array.from({ length: count }, (_, n) => answer(sessionId, `answer-${n}`, n));
}

/** Different bodies under one id, each of them twice. */
export function rivalBodies(bodies: number): (sessionId: string) => RecordAnswerInput[] {
  const eventId = randomUUID();
  return (sessionId) => Array.from({ length: 2 * bodies }, (_, n) => answer(sessionId, eventId, n >> 1));
}

function answer(session_id: string, event_id: string, n: number): RecordAnswerInput {
  return {
    event_id,
    session_id,
    subject: 'Algebra',
    topic: 'Linear equations',
    concept: CONCEPTS[n % CONCEPTS.length] as string,
    correct: n % 2 === 0,
    response_time_seconds: 1 + n,
  };
}
