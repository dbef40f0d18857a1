import { describe, expect, test } from 'vitest';
import { composeClassReport } from '../../src/report/compose-class-report.js';
import { classHardest, classHeatMap, classStudyTime, whoNeedsHelp } from '../../src/report/index.js';
import { chartIn } from './charts.js';
import { CLASS_ROWS } from './sample-rows.js';

const LEARNERS = Array.from({ length: 40 }, (_, n) => ({ user_id: `u${n}`, name: `Learner ${n}` }));
const known = (n: number, concept: string, mastery: number) => ({ user_id: `u${n}`, subject: 'S', topic: 'T', concept, mastery });
const studied = (n: number, minutes = 30) => ({
  user_id: `u${n}`,
  sessions: 2,
  minutes,
  questions: 12,
  last_studied: new Date('2026-11-20T10:00:00Z'),
});
const of = (more: object) => ({
  learners: LEARNERS,
  mastery: [],
  unread: [],
  study: LEARNERS.map((_, n) => studied(n)),
  masteredAbove: 0.8,
  ...more,
});

describe('concepts count that at least five learners of the class have met, or a tenth of it', () => {
  const met = (concept: string, by: number) => Array.from({ length: by }, (_, n) => known(n, concept, 0.5));
  const columns = (learners: number, mastery: readonly object[]) =>
    chartIn(classHeatMap(of({ learners: LEARNERS.slice(0, learners), mastery }))).grid!.columns;

  test.each([
    [40, 4, 3],
    [12, 2, 1],
    [3, 1, 0],
  ])('of %i learners, %i are enough and %i are not', (learners, enough, few) => {
    const mastery = [...met('met', enough), ...met('hardly met', few)];
    expect(columns(learners, mastery)).toEqual(['met']);
    expect(chartIn(classHardest(of({ learners: LEARNERS.slice(0, learners), mastery }))).table!.rows.map(([name]) => name)).toEqual([
      'met',
    ]);
  });

  test('five are enough in any class', () => {
    const learners = Array.from({ length: 90 }, (_, n) => ({ user_id: `u${n}`, name: String(n) }));
    expect(chartIn(classHeatMap(of({ learners, mastery: [...met('met', 5), ...met('hardly met', 4)] }))).grid!.columns).toEqual(['met']);
  });
});

describe('who needs help', () => {
  test('those with weak concepts, behind the class, or without study; each with what it is', () => {
    const learners = LEARNERS.slice(0, 5);
    const mastery = [
      ...[0, 1, 2].flatMap((n) => ['x', 'y', 'z', 'w', 'v'].map((concept) => known(n, concept, 0.9))),
      known(3, 'x', 0.1),
      known(3, 'y', 0.2),
      known(3, 'z', 0.3),
      known(3, 'w', 0.35),
    ];
    const rows = of({ learners, mastery, study: [0, 1, 3].map((n) => studied(n)) });
    const chart = whoNeedsHelp(rows);
    expect(chart.says).toBe('3 learners need help.');
    expect(chart.items!.map(({ title, text }) => [title, text.replaceAll(/[\u2068\u2069]/g, '')])).toEqual([
      ['Learner 3', '4 weak concepts: x (10%), y (20%), z (30%), and 1 more; behind the class: 24% against 76% on average'],
      ['Learner 2', 'has not studied in this time'],
      ['Learner 4', 'has not practised yet'],
    ]);
  });

  test('where nobody does, that is said, and nothing is "0 more"', () => {
    const rows = of({ mastery: LEARNERS.map((_, n) => known(n, 'x', 0.9)) });
    expect(whoNeedsHelp(rows)).toMatchObject({
      items: [],
      says: 'Nobody stands out: no learner is behind, and all have studied in this time.',
    });
    expect(JSON.stringify(composeClassReport({ ...CLASS_ROWS, ...rows }))).not.toMatch(/\b0 more\b/);
  });
});

test('study lists the whole class, those without any first', () => {
  const rows = of({ learners: LEARNERS.slice(0, 3), study: [studied(0, 90), studied(2, 10)] });
  const chart = chartIn(classStudyTime(rows, CLASS_ROWS.dayAt));
  expect(chart.says).toBe('The class studied 1 hr 40 min in 4 sessions. 1 learner has not studied in this time.');
  expect(chart.table!.rows.map((row) => [row[0], row[1], row[4]])).toEqual([
    ['Learner 1', '0 min', '–'],
    ['Learner 2', '10 min', 'Fri,\u00a020\u00a0Nov\u00a02026'],
    ['Learner 0', '1 hr 30 min', 'Fri,\u00a020\u00a0Nov\u00a02026'],
  ]);
});

test('texts at the ends of bars have room, also in a class with long study', () => {
  const chart = chartIn(classStudyTime(of({ study: LEARNERS.map((_, n) => studied(n, 71_640)) }), CLASS_ROWS.dayAt));
  const { wide } = chart.panels[0]!;
  const texts = wide.layer.flatMap(({ data }) => data?.values ?? []).flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
  for (const text of texts) expect(text.length * 13 * 0.55).toBeLessThan(wide.padding.right);
});
