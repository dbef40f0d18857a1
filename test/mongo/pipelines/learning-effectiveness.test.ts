import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventOf } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { openDatabase } from '../../support/database.js';
import { rowsOn } from '../../support/pipeline-rows.js';
import { queryOn } from '../../support/query-on.js';
import { refusalOf } from '../../support/refusal.js';
import { MONDAY, type Some, storedAnswer, storedSession, USER } from '../../support/stored-documents.js';

const pipeline = PIPELINES.learning_effectiveness;
const DAY = 86_400_000;
const days = (n: number) => new Date(MONDAY.getTime() + n * DAY);
const span = { since: days(0), until: days(30) };
const SOMEBODY = USER.replaceAll('1', '3');
const sessionId = (n: number) => `22222222-2222-4222-8222-${String(n).padStart(12, '0')}`;

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const rows = (
  by: 'style' | 'strategy' | 'difficulty',
  learning_events: readonly object[],
  learning_sessions: readonly object[] = [],
  more: object = {},
) => rowsOn(database.db, { learning_events, learning_sessions }, pipeline, { user_id: USER, ...span, by, ...more });

type Said = Some<EventOf<'answer'>['answer']>;

/** An answer of which 0.7 was expected and from which mastery rose by so much. */
const answer = (said: Said, gain = 0, more: Some<EventOf<'answer'>> = {}) =>
  storedAnswer({ answer: said, provenance: { after: { mastery_level: 0.5 + gain } }, ...more });

describe('by hand', () => {
  test('by strategy: the most used first, each with what was expected of it', async () => {
    const stored = [
      answer({ strategy: 'quiz', score: 0.5 }, 0.1),
      answer({ strategy: 'worked.example', score: 1 }, 0.2),
      answer({ strategy: 'worked.example', score: 0, correct: false }, -0.1),
      answer({}),
    ];
    expect(await rows('strategy', stored)).toEqual([
      {
        by: 'strategy',
        name: 'worked.example',
        answers: 2,
        mean_score: 0.5,
        success_rate: 0.5,
        expected_rate: 0.7,
        mean_gain: expect.closeTo(0.05, 12),
      },
      {
        by: 'strategy',
        name: 'quiz',
        answers: 1,
        mean_score: 0.5,
        success_rate: 1,
        expected_rate: 0.7,
        mean_gain: expect.closeTo(0.1, 12),
      },
    ]);
  });

  const names = (found: readonly { name: string; answers: number }[]) => found.map(({ name, answers }) => [name, answers]);

  const CASES = [
    ['no answer', 'style', [], []],
    [
      'styles; equally used in the order of their names',
      'style',
      [answer({ learning_style: 'visual' }), answer({ learning_style: 'auditory' })],
      [
        ['auditory', 1],
        ['visual', 1],
      ],
    ],
    [
      'names that mean something elsewhere',
      'strategy',
      ['$where', 'a.b', '$strategy', 'constructor'].map((strategy) => answer({ strategy })),
      [
        ['$strategy', 1],
        ['$where', 1],
        ['a.b', 1],
        ['constructor', 1],
      ],
    ],
    [
      "somebody else's, and out of the span",
      'strategy',
      [
        answer({ strategy: 'x' }, 0, { user_id: SOMEBODY }),
        answer({ strategy: 'x' }, 0, { occurred_at: days(30) }),
        answer({ strategy: 'x' }, 0, { occurred_at: days(-1) }),
      ],
      [],
    ],
    [
      'bands of a fifth, with their bounds',
      'difficulty',
      [0, 0.199, 0.2, 0.4, 0.6, 0.8, 1].map((difficulty_level) => answer({ difficulty_level })),
      [
        ['0-0.2', 2],
        ['0.2-0.4', 1],
        ['0.4-0.6', 1],
        ['0.6-0.8', 1],
        ['0.8-1', 2],
      ],
    ],
  ] as const;

  test.each(CASES)('%s', async (_, by, stored, expected) => {
    expect(names(await rows(by, stored))).toEqual(expected);
  });

  test('without a difficulty of its own, a question is as hard as its session set out', async () => {
    const session = (n: number, level: number, user_id = USER) =>
      storedSession({ session_id: sessionId(n), user_id, session_context: { initial_difficulty_level: level } });
    const stored = [
      answer({}, 0, { session_id: sessionId(1) }),
      answer({}, 0, { session_id: sessionId(1) }),
      answer({ difficulty_level: 0.9 }, 0, { session_id: sessionId(1) }),
      answer({}, 0, { session_id: sessionId(2) }),
      // A session of somebody else's says nothing, nor one that is gone.
      answer({}, 0, { session_id: sessionId(3) }),
      answer({}, 0, { session_id: sessionId(4) }),
    ];
    const sessions = [session(1, 0.1), session(2, 0.9), session(3, 0.5, SOMEBODY)];
    expect(names(await rows('difficulty', stored, sessions))).toEqual([
      ['0-0.2', 2],
      ['0.8-1', 2],
    ]);
  });
});

test('as an oracle in memory counts it, on random data', async () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  const made = fc.array(
    fc.record({
      strategy: fc.constantFrom(undefined, 'quiz', 'a.b', '$x', 'é'),
      learning_style: fc.constantFrom(undefined, 'visual' as const, 'auditory' as const),
      difficulty_level: fc.option(fc.oneof(unit, fc.constantFrom(0.2, 0.4, 0.6, 0.8)), { nil: undefined }),
      score: unit,
      correct: fc.boolean(),
      predicted: unit,
      before: unit,
      after: unit,
      session: fc.nat(2),
    }),
    { maxLength: 20 },
  );
  const LEVELS = [0.05, 0.5, 0.95];
  const sessions = LEVELS.map((level, n) =>
    storedSession({ session_id: sessionId(n), session_context: { initial_difficulty_level: level } }),
  );
  const BANDS = ['0-0.2', '0.2-0.4', '0.4-0.6', '0.6-0.8', '0.8-1'];
  await fc.assert(
    fc.asyncProperty(made, fc.constantFrom('style' as const, 'strategy' as const, 'difficulty' as const), async (answers, by) => {
      const stored = answers.map(({ session, predicted, before, after, ...said }) =>
        storedAnswer({
          session_id: sessionId(session),
          answer: said,
          provenance: { predicted, before: { mastery_level: before }, after: { mastery_level: after } },
        }),
      );
      const nameOf = (entry: (typeof answers)[number]) => {
        if (by === 'style') return entry.learning_style;
        if (by === 'strategy') return entry.strategy;
        return BANDS[Math.min(4, Math.floor((entry.difficulty_level ?? (LEVELS[entry.session] as number)) * 5))];
      };
      const found = await rows(by, stored, sessions);
      const known = [...new Set(answers.map(nameOf))].filter((name) => name !== undefined);
      expect(found.map(({ name }) => name).sort()).toEqual(known.sort());
      for (const row of found) {
        const own = answers.filter((entry) => nameOf(entry) === row.name);
        const mean = (value: (entry: (typeof answers)[number]) => number) => own.reduce((sum, entry) => sum + value(entry), 0) / own.length;
        expect(row.answers).toBe(own.length);
        expect(row.mean_score).toBeCloseTo(
          mean(({ score }) => score),
          12,
        );
        expect(row.success_rate).toBeCloseTo(
          mean(({ correct }) => Number(correct)),
          12,
        );
        expect(row.expected_rate).toBeCloseTo(
          mean(({ predicted }) => predicted),
          12,
        );
        expect(row.mean_gain).toBeCloseTo(
          mean(({ before, after }) => after - before),
          12,
        );
      }
      const order = found.map(({ name, answers: n }) => (by === 'difficulty' ? BANDS.indexOf(name) : -n));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }),
    { numRuns: 60 },
  );
});

test('a stored document that does not fit is named, and the others are counted', async () => {
  const _id = new ObjectId();
  const bent = { ...storedAnswer(), answer: { ...storedAnswer().answer, strategy: 7 }, _id };
  const stored = { learning_events: [bent, answer({ strategy: 'quiz' })] };
  const { rows: found, unreadable } = await queryOn(database.db, stored, 'learning_effectiveness', { ...span, by: 'strategy' });
  expect(found).toMatchObject([{ name: 'quiz', answers: 1 }]);
  expect(unreadable).toEqual([{ collection: 'learning_events', id: String(_id) }]);
});

describe('refused', () => {
  const CASES = {
    'an aspect that nobody knows': [{ by: 'mood' }, 'learning_effectiveness.by'],
    'a span that is reversed': [{ since: days(2), until: days(1) }, 'learning_effectiveness.until'],
    'a span that is too long': [{ since: days(-400) }, 'learning_effectiveness.since'],
  } as const;

  test.each(Object.entries(CASES))('%s', async (_, [more, where]) => {
    expect(await refusalOf(rows('style', [], [], more))).toMatchObject({ code: 'invalid_input', where });
  });
});
