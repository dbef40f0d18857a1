import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LearningEvent } from '../../../src/collections/index.js';
import { compareEvents } from '../../../src/learner/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { everyPage } from '../../support/every-page.js';
import { plansOf } from '../../support/explain.js';
import { expectNear, meanOf } from '../../support/near.js';
import { byBytes, oddName } from '../../support/odd-names.js';
import { rowsOn, store } from '../../support/pipeline-rows.js';
import { DAY, HOUR } from '../../support/stopped-clock.js';
import { MONDAY, storedEvent } from '../../support/stored-documents.js';
import { openTutor, type Tutor } from '../../support/tutor.js';

const pipeline = PIPELINES.intervention_effectiveness;
const ALICE = '11111111-1111-4111-8111-111111111111';
const BERT = '33333333-3333-4333-8333-333333333333';
const WEEK = { since: MONDAY, until: new Date(MONDAY.getTime() + 7 * DAY), least_learners: 1 };
const hours = (n: number) => new Date(MONDAY.getTime() + n * HOUR);

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

const applied = (user_id: string, event_id: string, intervention_type: string, occurred_at = MONDAY) =>
  storedEvent({ type: 'intervention', intervention: { intervention_type, reason: 'r' } }, { user_id, event_id, occurred_at });
const rated = (user_id: string, intervention_id: string, effectiveness_rating: number, occurred_at = hours(1)) =>
  storedEvent({ type: 'intervention_rated', rating: { intervention_id, effectiveness_rating } }, { user_id, occurred_at });

describe('by hand', () => {
  const CASES: readonly [string, readonly LearningEvent[], readonly (readonly unknown[])[]][] = [
    ['nothing was done', [], []],
    [
      'types in the order of their names; what nobody rated has no mean',
      [
        applied(ALICE, 'a', 'hint'),
        applied(ALICE, 'b', 'hint'),
        rated(ALICE, 'a', 4),
        applied(BERT, 'c', 'hint'),
        applied(BERT, 'd', '$where'),
      ],
      [
        ['$where', 1, 1, 0, null],
        ['hint', 3, 2, 1, 4],
      ],
    ],
    [
      "another learner's event of the same id is another intervention",
      [applied(ALICE, 'a', 'hint'), applied(BERT, 'a', 'break'), rated(BERT, 'a', 2)],
      [
        ['break', 1, 1, 1, 2],
        ['hint', 1, 1, 0, null],
      ],
    ],
    [
      'of several ratings the last counts, also one that came after the span',
      [applied(ALICE, 'a', 'hint'), rated(ALICE, 'a', 5, new Date(WEEK.until.getTime() + DAY)), rated(ALICE, 'a', 1)],
      [['hint', 1, 1, 1, 5]],
    ],
    [
      'the first instant of the span counts, the last does not',
      [applied(ALICE, 'a', 'hint', WEEK.since), applied(BERT, 'b', 'hint', WEEK.until)],
      [['hint', 1, 1, 0, null]],
    ],
  ];

  test.each(CASES)('%s', async (_, learning_events, expected) => {
    const rows = await rowsOn(tutor.db, { learning_events }, pipeline, WEEK);
    expect(rows.map((row) => [row.intervention_type, row.applied, row.learners, row.rated, row.mean_rating])).toEqual(expected);
  });
});

test('page by page, as an oracle in memory counts it, on random data', async () => {
  const interventions = fc.array(
    fc.record({
      user_id: fc.constantFrom(ALICE, BERT),
      type: oddName,
      hour: fc.integer({ min: -24, max: 8 * 24 }),
      ratings: fc.array(fc.record({ value: fc.integer({ min: 1, max: 5 }), after: fc.nat(72) }), { maxLength: 3 }),
    }),
    { maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(interventions, fc.integer({ min: 1, max: 5 }), async (drawn, limit) => {
      const all = drawn.map(({ user_id, type, hour, ratings }, n) => {
        const of = ratings.map(({ value, after }) => rated(user_id, `intervention-${n}`, value, hours(hour + after)));
        return { user_id, type, hour, event: applied(user_id, `intervention-${n}`, type, hours(hour)), ratings: of };
      });
      await store(tutor.db, { learning_events: all.flatMap(({ event, ratings }) => [event, ...ratings]) });
      const rows = await everyPage(limit, (control) => tutor.engine.query('intervention_effectiveness', WEEK, control));
      const inSpan = all.filter(({ hour }) => hour >= 0 && hour < 7 * 24);
      expect(rows.map((row) => row.intervention_type)).toEqual([...new Set(inSpan.map(({ type }) => type))].sort(byBytes));
      for (const row of rows) {
        const own = inSpan.filter(({ type }) => type === row.intervention_type);
        const last = own.flatMap(({ ratings }) => [...ratings].sort(compareEvents).at(-1) ?? []);
        expect([row.applied, row.learners, row.rated]).toEqual([own.length, new Set(own.map(({ user_id }) => user_id)).size, last.length]);
        expectNear(row.mean_rating, meanOf(last.map(({ rating }) => rating.effectiveness_rating)));
      }
    }),
    { numRuns: 40 },
  );
});

test('a rating is found by an index of its own, and no other event is looked at', async () => {
  const crowd = Array.from({ length: 300 }, (_, n) => applied(ALICE, `other-${n}`, 'hint', new Date(MONDAY.getTime() - DAY)));
  await store(tutor.db, { learning_events: [...crowd, applied(ALICE, 'a', 'hint'), rated(ALICE, 'a', 4)] });
  const plans = await plansOf(tutor.uri, tutor.db.databaseName, (db) =>
    tutor.another({ db }).then((engine) => engine.query('intervention_effectiveness', WEEK)),
  );
  const plan = plans.find(({ command }) => command.startsWith('{"aggregate":"learning_events"'));
  expect(plan).toMatchObject({ scansCollection: false });
  expect(plan?.indexes).toEqual(expect.arrayContaining(['intervention_time', 'intervention_ratings']));
  expect(plan?.documentsExamined).toBeLessThan(10);
});

test('an intervention without a type is named and not counted', async () => {
  const bent = { ...applied(ALICE, 'a', 'hint'), _id: new ObjectId(), intervention: { intervention_type: 7, reason: 'r' } };
  await store(tutor.db, { learning_events: [bent, applied(ALICE, 'b', 'hint')] });
  const { rows, unreadable } = await tutor.engine.query('intervention_effectiveness', WEEK);
  expect(rows).toMatchObject([{ intervention_type: 'hint', applied: 1 }]);
  expect(unreadable).toEqual([{ collection: 'learning_events', id: String(bent._id) }]);
});
