import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Concept, ContentMastery } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { everyPage } from '../../support/every-page.js';
import { plansOf } from '../../support/explain.js';
import { byBytes, ODD_NAMES } from '../../support/odd-names.js';
import { rowsOn, store } from '../../support/pipeline-rows.js';
import { MONDAY, storedMastery } from '../../support/stored-documents.js';
import { openTutor, type Tutor } from '../../support/tutor.js';

const pipeline = PIPELINES.prerequisite_funnel;
const [ALICE, BERT, CLEO] = ['1', '3', 'a'].map((digit) => '11111111-1111-4111-8111-111111111111'.replaceAll('1', digit)) as [
  string,
  string,
  string,
];

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

interface Named {
  readonly subject?: string;
  readonly topic?: string;
  readonly concept: string;
}

/** A concept and what it rests on. */
const taught = ({ subject = 'Algebra', topic = 'Equations', concept }: Named, needed: readonly (Named & { required: number })[] = []) => ({
  subject,
  topic,
  concept,
  difficulty_level: 0.5,
  prerequisites: needed.map(({ required, ...name }) => ({
    subject: name.subject ?? 'Algebra',
    topic: name.topic ?? 'Equations',
    concept: name.concept,
    importance_weight: 1,
    mastery_required: required,
  })),
  created_at: MONDAY,
  updated_at: MONDAY,
  schema_version: 1,
});
const known = (user_id: string, name: Named, level: number) =>
  storedMastery({ user_id, ...name, mastery_tracking: { current_mastery_level: level } });

const PARAMS = { subject: 'Algebra', mastered_above: 0.8 };

describe('by hand', () => {
  const numbers = { concept: '$where' };
  const powers = { concept: 'Powers' };
  const roots = { concept: 'Roots' };
  const CASES: readonly [string, readonly Concept[], readonly ContentMastery[], readonly (readonly unknown[])[]][] = [
    ['no curriculum', [], [known(ALICE, roots, 1)], []],
    ['nobody has started', [taught(roots)], [], [['Roots', [], 0, 0, 0, 0]]],
    [
      'without prerequisites who has started is ready; the threshold itself is not mastered',
      [taught(roots)],
      [known(ALICE, roots, 0.8), known(BERT, roots, 0.9)],
      [['Roots', [], 2, 2, 2, 1]],
    ],
    [
      'what is required is enough; ready are those who fulfil all, whether they have started or not',
      [
        taught(roots, [
          { ...numbers, required: 0.5 },
          { ...powers, required: 0.7 },
        ]),
      ],
      [
        known(ALICE, numbers, 0.5),
        known(ALICE, powers, 0.7),
        known(ALICE, roots, 0.2),
        known(BERT, numbers, 0.9),
        known(BERT, powers, 0.69),
        known(BERT, roots, 0.9),
        known(CLEO, numbers, 1),
        known(CLEO, powers, 1),
      ],
      [
        [
          'Roots',
          [
            ['$where', 3],
            ['Powers', 2],
          ],
          2,
          2,
          1,
          1,
        ],
      ],
    ],
    [
      'namesakes in another topic or subject are other concepts; a prerequisite may be there',
      [taught(roots, [{ subject: 'Biology', topic: 'a.b', concept: 'Roots', required: 0.5 }])],
      [
        known(ALICE, roots, 1),
        known(ALICE, { ...roots, topic: 'Botany' }, 1),
        known(BERT, { subject: 'Biology', topic: 'a.b', concept: 'Roots' }, 1),
        known(CLEO, { subject: 'Biology', topic: 'Botany', concept: 'Roots' }, 1),
      ],
      [['Roots', [['Roots', 1]], 1, 1, 0, 1]],
    ],
  ];

  test.each(CASES)('%s', async (_, concepts, content_mastery, expected) => {
    const rows = await rowsOn(tutor.db, { concepts, content_mastery }, pipeline, { ...PARAMS, least_learners: 1 });
    const figures = rows.map((row) => [
      row.concept,
      row.prerequisites.map(({ concept, learners_fulfilling }) => [concept, learners_fulfilling]),
      row.learners_ready,
      row.learners_started,
      row.learners_ready_started,
      row.learners_mastered,
    ]);
    // Where nobody is, nothing is told of anybody.
    expect(figures.map((row) => row.map((figure) => figure ?? 0))).toEqual(expected);
  });
});

test('fifty prerequisites, the most that a concept may have', async () => {
  const names = Array.from({ length: 50 }, (_, n) => ({ concept: `Step ${n}` }));
  const concepts = [
    taught(
      { concept: 'Roots' },
      names.map((name) => ({ ...name, required: 0.5 })),
    ),
  ];
  const content_mastery = names.flatMap((name, n) => [known(ALICE, name, 0.5), known(BERT, name, n === 49 ? 0.4 : 0.5)]);
  const [row] = await rowsOn(tutor.db, { concepts, content_mastery }, pipeline, { ...PARAMS, least_learners: 1 });
  expect(row?.prerequisites.map(({ learners_fulfilling }) => learners_fulfilling)).toEqual([...Array(49).fill(2), 1]);
  expect(row).toMatchObject({ learners_ready: 1, learners_started: 0, learners_ready_started: 0 });
});

test('page by page, as an oracle in memory counts it, on random data', async () => {
  const names = ODD_NAMES.flatMap((concept) => ['$$ROOT', 'Equations'].map((topic) => ({ subject: 'Algebra', topic, concept })));
  const place = fc.nat(names.length - 1);
  const level = fc.constantFrom(0, 0.3, 0.5, 0.8, 0.81, 1);
  const edge = fc.record({ of: place, required: level });
  const curriculum = fc.uniqueArray(fc.record({ at: place, needed: fc.uniqueArray(edge, { maxLength: 4, selector: ({ of }) => of }) }), {
    maxLength: 8,
    selector: ({ at }) => at,
  });
  const masteries = fc.uniqueArray(fc.record({ who: fc.constantFrom(ALICE, BERT, CLEO), of: place, level }), {
    maxLength: 40,
    selector: ({ who, of }) => `${who} ${of}`,
  });
  await fc.assert(
    fc.asyncProperty(curriculum, masteries, fc.integer({ min: 1, max: 5 }), async (drawn, all, limit) => {
      const graph = drawn.map(({ at, needed }) => ({ at, needed: needed.filter(({ of }) => of !== at) }));
      const concepts = graph.map(({ at, needed }) =>
        taught(
          names[at] as Named,
          needed.map(({ of, required }) => ({ ...(names[of] as Named), required })),
        ),
      );
      await store(tutor.db, { concepts, content_mastery: all.map((one) => known(one.who, names[one.of] as Named, one.level)) });
      const rows = await everyPage(limit, (control) =>
        tutor.engine.query('prerequisite_funnel', { subject: 'Algebra', least_learners: 1 }, control),
      );
      const sorted = [...concepts].sort((a, b) => byBytes(a.topic, b.topic) || byBytes(a.concept, b.concept));
      expect(rows.map(({ topic, concept }) => [topic, concept])).toEqual(sorted.map(({ topic, concept }) => [topic, concept]));
      for (const row of rows) {
        const { at, needed } = graph.find(
          (one) => names[one.at]?.topic === row.topic && names[one.at]?.concept === row.concept,
        ) as (typeof graph)[number];
        const levelOf = (who: string, of: number) => all.find((one) => one.who === who && one.of === of)?.level;
        const fulfils = (who: string, { of, required }: (typeof needed)[number]) => (levelOf(who, of) ?? -1) >= required;
        const learners = [ALICE, BERT, CLEO];
        const started = learners.filter((who) => levelOf(who, at) !== undefined);
        const ready = (needed.length === 0 ? started : learners).filter((who) => needed.every((one) => fulfils(who, one)));
        expect(row.prerequisites.map(({ learners_fulfilling }) => learners_fulfilling ?? 0)).toEqual(
          needed.map((one) => learners.filter((who) => fulfils(who, one)).length),
        );
        const { learners_started, learners_ready, learners_ready_started, learners_mastered, left_out } = row;
        const figures = [learners_started, learners_ready, learners_ready_started, learners_mastered, left_out];
        expect(figures.map((figure) => figure ?? 0)).toEqual([
          started.length,
          ready.length,
          ready.filter((who) => started.includes(who)).length,
          started.filter((who) => (levelOf(who, at) as number) > 0.8).length,
          0,
        ]);
      }
    }),
    { numRuns: 40 },
  );
});

test('it reads the masteries of the concepts and of what they rest on, and no others', async () => {
  const steps = Array.from({ length: 10 }, (_, n) => ({ concept: `Step ${n}` }));
  const concepts = steps.map((name, n) => taught(name, n === 0 ? [] : [{ ...(steps[n - 1] as Named), required: 0.5 }]));
  const learners = Array.from({ length: 20 }, () => randomUUID());
  const theirs = learners.flatMap((who) => steps.map((name) => known(who, name, 0.5)));
  const others = learners.flatMap((who) => Array.from({ length: 10 }, (_, n) => known(who, { concept: `Other ${n}` }, 0.5)));
  await store(tutor.db, { concepts, content_mastery: [...theirs, ...others] });
  const plans = await plansOf(tutor.uri, tutor.db.databaseName, (db) =>
    tutor.another({ db }).then((engine) => engine.query('prerequisite_funnel', { subject: 'Algebra', least_learners: 1 })),
  );
  const plan = plans.find(({ command }) => command.startsWith('{"aggregate":"concepts"'));
  expect(plan).toMatchObject({ scansCollection: false });
  expect(plan?.indexes).toEqual(expect.arrayContaining(['identity', 'concept']));
  // Each of the 200 once for its own concept, and all but the last step's once more for the next; the ten concepts, twice.
  expect(plan?.documentsExamined).toBeLessThanOrEqual(200 + 180 + 2 * 10);
});

test('a concept whose prerequisites are none is named; masteries that are no numbers are counted as left out', async () => {
  const bent = { ...taught({ concept: 'Powers' }), _id: new ObjectId(), prerequisites: 'many' };
  const odd = { ...known(ALICE, { concept: 'Roots' }, 1), mastery_tracking: { current_mastery_level: 'high' } };
  await store(tutor.db, { concepts: [bent, taught({ concept: 'Roots' })], content_mastery: [odd, known(BERT, { concept: 'Roots' }, 1)] });
  const { rows, unreadable } = await tutor.engine.query('prerequisite_funnel', { subject: 'Algebra', least_learners: 1 });
  expect(rows).toMatchObject([{ concept: 'Roots', learners_started: 1, learners_mastered: 1, left_out: 1 }]);
  expect(unreadable).toEqual([{ collection: 'concepts', id: String(bent._id) }]);
});
