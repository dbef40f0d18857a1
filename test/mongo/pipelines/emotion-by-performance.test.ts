import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmotionalState } from '../../../src/algorithms/index.js';
import type { LearningSession, User } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { expectNear } from '../../support/near.js';
import { rowsOn, store } from '../../support/pipeline-rows.js';
import { refusalOf } from '../../support/refusal.js';
import { DAY } from '../../support/stopped-clock.js';
import { MONDAY, storedSession, storedUser } from '../../support/stored-documents.js';
import { openTutor, type Tutor } from '../../support/tutor.js';

const pipeline = PIPELINES.emotion_by_performance;
const WEEK = { since: MONDAY, until: new Date(MONDAY.getTime() + 7 * DAY) };
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

type Felt = { readonly [State in EmotionalState]?: readonly [answers: number, score_sum: number] };

const session = (n: number, felt: Felt, started_at = MONDAY) =>
  storedSession({
    user_id: id(n),
    started_at,
    evidence: {
      emotions: Object.fromEntries(Object.entries(felt).map(([state, [answers, score_sum]]) => [state, { answers, score_sum }])),
    },
  });
const account = (n: number, emotional_data_usage = true, analytics_participation = true) =>
  storedUser({ user_id: id(n), preferences: { privacy_settings: { emotional_data_usage, analytics_participation } } });

describe('by hand', () => {
  const TWO = [account(1), account(2)];
  const CASES: readonly [string, readonly LearningSession[], readonly User[], object, readonly (readonly unknown[])[]][] = [
    ['no session', [], TWO, {}, []],
    ['sessions without emotions', [session(1, {}), session(2, {})], TWO, {}, []],
    [
      'answers and scores are added up over sessions and learners, state by state',
      [session(1, { boredom: [2, 1] }), session(1, { boredom: [2, 0], delight: [1, 1] }), session(2, { boredom: [4, 3] })],
      TWO,
      {},
      [
        ['boredom', false, 2, 3, 8, 0.5],
        ['delight', true, null, null, null, null],
      ],
    ],
    [
      'anyone who has withdrawn their emotions or their part in analytics is left out, also what is stored from before',
      [1, 2, 3, 4].map((n) => session(n, { boredom: [n, 0] })),
      [account(1), account(2), account(3, false), account(4, true, false)],
      {},
      [['boredom', false, 2, 2, 3, 0]],
    ],
    [
      'anyone who has no account has not consented',
      [session(1, { boredom: [1, 1] }), session(9, { boredom: [1, 1] })],
      TWO,
      {},
      [['boredom', true, null, null, null, null]],
    ],
    [
      'the first instant of the span counts, the last does not',
      [session(1, { boredom: [1, 1] }, WEEK.since), session(2, { boredom: [1, 1] }), session(2, { boredom: [1, 0] }, WEEK.until)],
      TWO,
      {},
      [['boredom', false, 2, 2, 2, 1]],
    ],
    [
      'ten learners by default, and not nine',
      [
        ...Array.from({ length: 10 }, (_, n) => session(n, { boredom: [1, 1] })),
        ...Array.from({ length: 9 }, (_, n) => session(n, { hope: [1, 1] })),
      ],
      Array.from({ length: 10 }, (_, n) => account(n)),
      { least_learners: undefined },
      [
        ['boredom', false, 10, 10, 10, 1],
        ['hope', true, null, null, null, null],
      ],
    ],
  ];

  test.each(CASES)('%s', async (_, learning_sessions, users, params, expected) => {
    const rows = await rowsOn(tutor.db, { learning_sessions, users }, pipeline, { ...WEEK, least_learners: 2, ...params });
    expect(rows.map((row) => [row.emotion, row.suppressed, row.learners, row.sessions, row.answers, row.mean_score])).toEqual(expected);
  });
});

test('as an oracle in memory counts it, on random data', async () => {
  const states = fc.constantFrom<EmotionalState>('boredom', 'delight', 'anxiety');
  const tally = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 1, noNaN: true }));
  const sessions = fc.array(
    fc.record({ learner: fc.nat(5), day: fc.integer({ min: -1, max: 8 }), felt: fc.dictionary(states, tally, { noNullPrototype: true }) }),
    { maxLength: 20 },
  );
  const consents = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 6, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(sessions, consents, fc.integer({ min: 2, max: 4 }), async (all, allowed, least_learners) => {
      const scored = all.map(({ felt, ...rest }) => ({
        ...rest,
        felt: Object.entries(felt).map(([state, [answers, share]]) => ({ state, answers, score: answers * share })),
      }));
      const learning_sessions = scored.map(({ learner, day, felt }) =>
        session(
          learner,
          Object.fromEntries(felt.map(({ state, answers, score }) => [state, [answers, score]])),
          new Date(MONDAY.getTime() + day * DAY),
        ),
      );
      const users = allowed.map(([emotions, analytics], n) => account(n, emotions, analytics));
      const rows = await rowsOn(tutor.db, { learning_sessions, users }, pipeline, { ...WEEK, least_learners });
      const counted = scored
        .filter(({ learner, day }) => day >= 0 && day < 7 && allowed[learner]?.every((yes) => yes) === true)
        .flatMap(({ learner, felt }) => felt.map((one) => ({ learner, ...one })));
      expect(rows.map(({ emotion }) => emotion)).toEqual([...new Set(counted.map(({ state }) => state))].sort());
      for (const row of rows) {
        const own = counted.filter(({ state }) => state === row.emotion);
        const learners = new Set(own.map(({ learner }) => learner)).size;
        const answers = own.reduce((sum, one) => sum + one.answers, 0);
        const hidden = learners < least_learners;
        expect([row.suppressed, row.learners, row.sessions, row.answers]).toEqual(
          hidden ? [true, null, null, null] : [false, learners, own.length, answers],
        );
        expectNear(row.mean_score, hidden ? null : own.reduce((sum, { score }) => sum + score, 0) / answers);
      }
    }),
    { numRuns: 40 },
  );
});

test('a session whose tally is none is named and not counted', async () => {
  const users = [account(1), account(2)];
  const bent = { ...session(1, {}), _id: new ObjectId(), evidence: { emotions: { boredom: { answers: 'two', score_sum: 1 } } } };
  const learning_sessions = [bent, session(1, { boredom: [1, 1] }), session(2, { boredom: [1, 1] })];
  await store(tutor.db, { learning_sessions, users });
  const { rows, unreadable } = await tutor.engine.query('emotion_by_performance', { ...WEEK, least_learners: 2 });
  expect(rows).toMatchObject([{ emotion: 'boredom', answers: 2 }]);
  expect(unreadable).toEqual([{ collection: 'learning_sessions', id: String(bent._id) }]);
});

test('a group of one is refused', async () => {
  const refusal = await refusalOf(tutor.engine.query('emotion_by_performance', { ...WEEK, least_learners: 1 }));
  expect(refusal).toMatchObject({ code: 'invalid_input', where: 'query.emotion_by_performance.least_learners' });
});
