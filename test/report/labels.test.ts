import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conceptKey, conceptPath } from '../../src/engine/index.js';
import { composeClassReport } from '../../src/report/compose-class-report.js';
import {
  classHardest,
  classHeatMap,
  classStudyTime,
  conceptLabels,
  fadingMemories,
  masteryByTopic,
  renderReport,
  studyNext,
  weakestConcepts,
  whoNeedsHelp,
} from '../../src/report/index.js';
import { quoted } from '../../src/report/shown-text.js';
import { barList } from '../../src/report/spec/bar-list.js';
import { BREADTH } from '../../src/report/spec/frame.js';
import { chartIn } from './charts.js';
import { CLASS_ROWS, LEARNER_ROWS } from './sample-rows.js';

const of = (subject: string, topic: string, concept: string) => ({ subject, topic, concept });

/** Two concepts each that a label joined of their parts would take for one, or that a page would call the same. */
const NAMESAKES = [
  ['a slash in the topic or in the concept', of('S', 'Algebra / Lines', 'Slope'), of('S', 'Algebra', 'Lines / Slope')],
  ['a slash in the subject or in the topic', of('Algebra / Lines', 'T', 'Slope'), of('Algebra', 'Lines / T', 'Slope')],
  ['one name in two topics', of('Algebra', 'Lines', 'Slope'), of('Algebra', 'Hills', 'Slope')],
  ['one name in one topic of two subjects', of('Algebra', 'Lines', 'Slope'), of('Geography', 'Lines', 'Slope')],
  ['a name that looks like a name with its topic', of('Algebra', 'Lines', 'Slope'), of('Algebra', 'Other', 'Slope (Lines)')],
  ['a name that looks like a whole path', of('A', 'B', 'C'), of('A', 'B', 'A / B / C')],
  ['marks that a path puts around its parts', of('A', '"B / C"', 'D'), of('A', 'B / C', 'D')],
] as const;

describe.each(NAMESAKES)('%s', (_, first, second) => {
  const both = [first, second] as const;
  const isApart = (labels: readonly unknown[] | undefined) => {
    expect(labels).toHaveLength(2);
    expect(new Set(labels).size).toBe(2);
  };

  test('are two keys, two paths and two labels', () => {
    for (const name of [conceptKey, conceptPath, conceptLabels(both)]) isApart(both.map(name));
  });

  test('are two columns, bars and reasons of a class, each with its own figure', () => {
    const learners = Array.from({ length: 2 }, (__, n) => ({ user_id: `u${n}`, name: `Learner ${n}` }));
    const mastery = learners.flatMap(({ user_id }) => both.map((id, n) => ({ ...id, user_id, mastery: n === 0 ? 0.1 : 0.3 })));
    const rows = { learners, mastery, unread: [], study: [], masteredAbove: 0.8 };
    const { grid, table } = chartIn(classHeatMap(rows));
    isApart(grid?.columns);
    expect(grid?.rows.map(({ cells }) => cells)).toEqual([
      [0.1, 0.3],
      [0.1, 0.3],
    ]);
    isApart(table?.columns.slice(2).map(({ title }) => title));
    const hardest = chartIn(classHardest(rows)).table?.rows ?? [];
    isApart(hardest.map(([title]) => title));
    expect(hardest.map(([, mean]) => mean)).toEqual(['10%', '30%']);
    const said = whoNeedsHelp(rows).items?.[0]?.text ?? '';
    for (const id of both) expect(said).toContain(quoted(conceptLabels(both)(id)));
  });

  test('are distinguished on a page of a learner', () => {
    const memories = both.map((id, n) => ({ ...LEARNER_ROWS.memories[n]!, ...id }));
    const fading = chartIn(fadingMemories(memories, LEARNER_ROWS));
    isApart(fading.panels.map(({ title }) => title));
    isApart(fading.table?.rows.map(([title]) => title));
    const weakest = chartIn(weakestConcepts(both.map((id, n) => ({ ...LEARNER_ROWS.masteries[n]!, ...id }))));
    isApart(weakest.table?.rows.map(([title]) => title));
    const next = chartIn(studyNext(both.map((id, n) => ({ ...LEARNER_ROWS.recommendations[n]!, ...id }))));
    isApart(next.items?.map(({ title }) => title));
  });
});

test('two topics of one name are distinguished where they are named', () => {
  const topics = ['Algebra', 'Geography'].map((subject, n) => ({ ...LEARNER_ROWS.topics[n]!, subject, topic: 'Lines' }));
  const { says } = chartIn(masteryByTopic(topics));
  expect(says).toContain(quoted('Lines (Algebra)'));
  expect(says).toContain(quoted('Lines (Geography)'));
});

test('long names that begin the same stay apart where they are cut, and stand whole where one points at them', async () => {
  const long = 'Equations of fractions with several unknowns and a distinction of cases';
  const concepts = ['easy', 'hard'].map((end) => of('S', 'T', `${long}, ${end}`));
  const learners = [{ user_id: 'u0001', name: 'Maximilian-Alexander von Hohenstein-Wurmbrand' }].flatMap((one) => [
    one,
    { ...one, user_id: 'u0002' },
  ]);
  const mastery = learners.flatMap(({ user_id }) => concepts.map((id) => ({ ...id, user_id, mastery: 0.2 })));
  const report = composeClassReport({ ...CLASS_ROWS, learners, mastery, unread: [], study: [] });
  const html = await renderReport(report);
  const [columns, rows] = ['col', 'row'].map((scope) => [
    ...html.matchAll(new RegExp(`scope="${scope}" title="([^"]*)">(?:<span>)?<bdi>([^<]*)`, 'g')),
  ]);
  expect(columns?.map(([, whole]) => whole)).toEqual(concepts.map(({ concept }) => concept));
  expect(columns?.map(([, , shown]) => shown)).toEqual(['Equations of frac…easy', 'Equations of frac…hard']);
  expect(rows?.map(([, , shown]) => shown).sort()).toEqual(['Maximilia…(…0001)', 'Maximilia…(…0002)']);
});

test('the text at the end of a bar has the room that it needs', () => {
  const texts = ['2 of 3', '12 hr 59 min, last 30 Sept'];
  const list = { description: 'd', most: 1, axis: { values: [] }, rows: texts.map((text) => ({ label: 'a', value: 0.5, text })) };
  const { padding, width } = barList(list, 'wide');
  expect(padding.right).toBeGreaterThan(0.55 * 13 * (texts[1]?.length ?? 0));
  expect(padding.left + width + padding.right).toBe(BREADTH.wide);
});

test('two learners of one name are distinguished by the ends of their ids', () => {
  const learners = ['auth0|1234567', 'auth0|1204567', 'other'].map((user_id, n) => ({ user_id, name: n < 2 ? 'Ada Muster' : 'Bo' }));
  const mastery = learners.map(({ user_id }) => ({ ...of('S', 'T', 'C'), user_id, mastery: 0.2 }));
  const rows = { learners, mastery, unread: [], study: [], masteredAbove: 0.8 };
  const names = ['Ada Muster (…04567)', 'Ada Muster (…34567)', 'Bo'];
  expect(
    chartIn(classHeatMap(rows))
      .grid?.rows.map(({ title }) => title)
      .sort(),
  ).toEqual(names);
  expect(
    whoNeedsHelp(rows)
      .items?.map(({ title }) => title)
      .sort(),
  ).toEqual(names);
  const last_studied = new Date('2026-11-20T10:00:00Z');
  const study = learners.map(({ user_id }) => ({ user_id, sessions: 1, minutes: 5, questions: 3, last_studied }));
  const studied = chartIn(classStudyTime({ learners, study }, LEARNER_ROWS.dayAt));
  expect(studied.table?.rows.map(([name]) => name).sort()).toEqual(names);
});

describe('of whatever concepts', () => {
  const part = fc
    .array(fc.constantFrom('A', 'B', ' / ', '"', ' (', ')', ', ', '\\'), { minLength: 1, maxLength: 4 })
    .map((bits) => bits.join(''));
  const concepts = fc.uniqueArray(fc.record({ subject: part, topic: part, concept: part }), {
    minLength: 2,
    maxLength: 12,
    selector: (id) => JSON.stringify([id.subject, id.topic, id.concept]),
  });

  test('no two have the same key, path or label', () => {
    fc.assert(
      fc.property(concepts, (ids) => {
        for (const name of [conceptKey, conceptPath, conceptLabels(ids)]) expect(new Set(ids.map(name)).size).toBe(ids.length);
      }),
    );
  });
});
