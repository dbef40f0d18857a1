import { randomUUID } from 'node:crypto';
import type { Engine, ImportedAnswerInput, LearnerScope, RefusedAnswer } from 'adaptive-learning-engine';
import fc from 'fast-check';
import type { Db } from 'mongodb';
import { later, MINUTE } from './stopped-clock.js';
import { newAccount } from './tutor.js';

const CONCEPTS = ['Fractions', 'Linear equations', 'constructor', '$where'] as const;
const LEARNERS = 2;
const SESSIONS = 3;

/** One line of an input: who sends it, and with what under which of a few ids, so that ids meet. */
type Line = {
  readonly learner: number;
  readonly session: number;
  readonly id: number;
  readonly minute: number;
  readonly concept: number;
  readonly correct: boolean;
  readonly emotion: 'hope' | 'frustration' | undefined;
  readonly strategy: string | undefined;
  /** What is wrong with it, if anything. */
  readonly fault: 'none' | 'null' | 'text' | 'unknown field' | 'NaN' | 'future' | 'no session' | 'no learner' | 'rating and grade';
};

/** What a story goes on with: answers, sent in one go, or something else that happens to a learner. */
export type Step =
  | { readonly kind: 'answers'; readonly lines: readonly Line[] }
  | { readonly kind: 'start' | 'end'; readonly learner: number; readonly session: number; readonly minute: number }
  | { readonly kind: 'consent'; readonly learner: number; readonly given: boolean }
  | { readonly kind: 'emotion'; readonly learner: number; readonly session: number; readonly minute: number };

const place = { learner: fc.nat(LEARNERS - 1), session: fc.nat(SESSIONS - 1), minute: fc.nat(240) };

const line: fc.Arbitrary<Line> = fc.record({
  ...place,
  id: fc.nat(60),
  concept: fc.nat(CONCEPTS.length - 1),
  correct: fc.boolean(),
  emotion: fc.option(fc.constantFrom('hope', 'frustration'), { nil: undefined, freq: 3 }),
  strategy: fc.option(fc.constant('quiz'), { nil: undefined }),
  fault: fc.oneof(
    { weight: 10, arbitrary: fc.constant('none' as const) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('null', 'text', 'unknown field', 'NaN', 'future', 'no session', 'no learner', 'rating and grade'),
    },
  ),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('answers' as const),
      // Some lines stand there twice.
      lines: fc.array(line, { maxLength: 14 }).chain((lines) => fc.subarray(lines).map((again) => [...lines, ...again])),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('start' as const), ...place, minute: fc.nat(90) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), ...place, minute: fc.integer({ min: 100, max: 260 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('consent' as const), learner: place.learner, given: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('emotion' as const), ...place }) },
);

/** A story of two learners: each has a session open from the beginning. */
export const stories: fc.Arbitrary<readonly Step[]> = fc
  .array(step, { minLength: 1, maxLength: 8 })
  .map((steps) => [{ kind: 'start', learner: 0, session: 0, minute: 0 }, { kind: 'start', learner: 1, session: 0, minute: 5 }, ...steps]);

/** The ids that one story goes by, the same in every database that it is told in. */
export interface Cast {
  readonly users: readonly string[];
  readonly sessions: readonly (readonly string[])[];
  readonly stranger: string;
}

export function castStory(): Cast {
  const ids = (count: number) => Array.from({ length: count }, () => randomUUID());
  return { users: ids(LEARNERS), sessions: Array.from({ length: LEARNERS }, () => ids(SESSIONS)), stranger: randomUUID() };
}

/** The input of a line, as a host would hand it over. */
function inputOf({ fault, ...own }: Line, { users, sessions, stranger }: Cast): unknown {
  const answer: ImportedAnswerInput = {
    user_id: users[own.learner] as string,
    event_id: `id-${own.id}`,
    session_id: sessions[own.learner]?.[own.session] as string,
    occurred_at: later(own.minute * MINUTE),
    subject: 'Algebra',
    topic: 'Equations',
    concept: CONCEPTS[own.concept] as string,
    correct: own.correct,
    response_time_seconds: own.minute % 50,
    emotional_state: own.emotion,
    strategy: own.strategy,
  };
  const faults: { readonly [F in Line['fault']]: unknown } = {
    none: answer,
    null: null,
    text: JSON.stringify(answer),
    'unknown field': { ...answer, score_of_all: 1 },
    NaN: { ...answer, response_time_seconds: Number.NaN },
    future: { ...answer, occurred_at: later(400 * 24 * 60 * MINUTE) },
    'no session': { ...answer, session_id: stranger },
    'no learner': { ...answer, user_id: stranger },
    'rating and grade': { ...answer, rating: 3, grade: 4 },
  };
  return faults[fault];
}

/** How a database records the answers of a step; gives those that were refused. */
export type TakeIn = (engine: Engine, inputs: readonly unknown[]) => Promise<readonly RefusedAnswer[]>;

/** Tells a story to an engine; gives for each step what was refused of it. */
export async function tellStory(engine: Engine, story: readonly Step[], cast: Cast, takeIn: TakeIn): Promise<string[][]> {
  const learners: LearnerScope[] = [];
  for (const user_id of cast.users) {
    await engine.createLearner({ ...newAccount(), user_id, email: `${user_id}@example.org` });
    learners.push(engine.as({ userId: user_id, role: 'system' }));
  }
  const refused: string[][] = [];
  for (const [number, event] of story.entries()) {
    if (event.kind !== 'answers') {
      await happen(learners[event.learner] as LearnerScope, event, number, cast);
      continue;
    }
    const refusals = await takeIn(
      engine,
      event.lines.map((one) => inputOf(one, cast)),
    );
    refused.push(
      refusals.map(({ position, error }) => `${position}: ${error.code} ${error.message.replace(/^recordAnswers?(\.\d+)?/, '')}`),
    );
  }
  return refused;
}

/** What else happens; that which does not fit, such as an end before the last event, does not fit in any of the databases. */
async function happen(learner: LearnerScope, event: Exclude<Step, { kind: 'answers' }>, number: number, cast: Cast): Promise<void> {
  if (event.kind === 'consent') {
    await learner.updatePreferences({ privacy_settings: { emotional_data_usage: event.given } });
    return;
  }
  const session_id = cast.sessions[event.learner]?.[event.session] as string;
  const at = later(event.minute * MINUTE);
  const call = {
    start: () =>
      learner.startSession({ session_id, started_at: at, session_type: 'practice', subject: 'Algebra', initial_difficulty_level: 0.4 }),
    end: () => learner.endSession({ session_id, ended_at: at }),
    emotion: () =>
      learner.recordEmotion({ event_id: `step-${number}`, session_id, occurred_at: at, emotion: 'hope', intensity: 1, confidence: 1 }),
  };
  await call[event.kind]().catch((error: unknown) => {
    if (!['not_found', 'outside_session', 'event_conflict'].includes((error as { code: string }).code)) throw error;
  });
}

/** Everything that is stored of a story's learners, by a name for each document. */
export async function storedOf(db: Db, { users }: Cast, leaveOut: readonly string[]): Promise<Record<string, unknown>> {
  const stored: Record<string, unknown> = {};
  for (const name of ['learning_sessions', 'content_mastery', 'learning_dna', 'learning_events']) {
    const projection = Object.fromEntries(['_id', 'revision', ...leaveOut].map((field) => [field, 0] as const));
    for (const row of await db
      .collection(name)
      .find({ user_id: { $in: users } }, { projection })
      .toArray()) {
      const { user_id, session_id = '', concept = '', event_id = '' } = row;
      stored[`${name} ${user_id} ${name === 'learning_events' ? event_id : session_id} ${concept}`] = row;
    }
  }
  return stored;
}
