import { describe, expect, test } from 'vitest';
import { composeClassReport } from '../../src/report/compose-class-report.js';
import { composeLearnerReport } from '../../src/report/compose-learner-report.js';
import type { Followed } from '../../src/report/index.js';
import { classHeatMap, dominantEmotions, emotionalWellness, platformUsage } from '../../src/report/index.js';
import { CLASS_ROWS, LEARNER_ROWS } from './sample-rows.js';

/** A report that looks back from the end of 21 November on a week, of figures that had come so far. */
const upTo = (recorded_before: string | null, timezone = 'UTC'): Followed => ({
  recorded_before: recorded_before === null ? null : new Date(recorded_before),
  since: new Date('2026-11-15T00:00:00Z'),
  until: new Date('2026-11-22T00:00:00Z'),
  timezone,
});

describe('use, of which the daily figures had come so far', () => {
  test.each([
    [null, 'Daily figures have not been made yet: run engine.rollUp().'],
    [
      '2026-11-15T00:00:00Z',
      'Daily figures have been made up to 15 November 2026, 00:00 (UTC) only, which is before this time: run engine.rollUp().',
    ],
    ['2026-11-21T14:50:00Z', 'Nobody studied in this time before 21 November 2026, 14:50 (UTC); what came later has not been counted yet.'],
    ['2026-11-22T00:00:00Z', 'Nobody studied in this time.'],
  ])('%s, and no rows', (come, says) => {
    expect(platformUsage([], upTo(come))).toMatchObject({ says, panels: [], table: null });
  });

  test.each([
    [null, 'Days are those of UTC; up to when they are complete is not known, since engine.rollUp() has never run to its end.'],
    ['2026-11-21T14:50:00Z', 'Days are those of UTC, complete up to 21 November 2026, 14:50 (UTC).'],
    ['2026-11-25T00:05:00Z', 'Days are those of UTC, complete up to 25 November 2026, 00:05 (UTC).'],
  ])('%s, and rows', (come, note) => {
    const chart = platformUsage(CLASS_ROWS.usage, upTo(come));
    expect(chart.note).toBe(`All learners of the platform, not this class alone. ${note}`);
    expect(chart.panels).toHaveLength(1);
  });

  test.each([
    [null, '–', 'not counted yet'],
    ['2026-11-10T00:00:00Z', '–', 'not counted yet'],
    ['2026-11-21T14:50:00Z', '0 min', 'in 0 sessions'],
  ])('%s: the figure at the head is no nought where nothing was counted', (come, value, more) => {
    const report = composeClassReport({ ...CLASS_ROWS, usage: [], rolledUp: upTo(come) });
    expect(report.figures[2]).toEqual({ name: 'studied on the platform', value, more });
  });
});

describe('emotions, of which the days were summed up so far', () => {
  const CHARTS = { emotionalWellness, dominantEmotions };
  const gaps = [{ day: '2026-11-20', wellness: null, moving_average: null, dominant_emotion: null }];

  describe.each(Object.entries(CHARTS))('%s', (_, chart) => {
    test.each([
      [null, 'Days of emotions have not been summed up yet: run engine.aggregateEmotions().'],
      [
        '2026-11-14T23:30:00Z',
        'Days of emotions have been summed up to 15 November 2026, 00:30 (Europe/Zurich) only, which is before this time: run engine.aggregateEmotions().',
      ],
      [
        '2026-11-21T14:50:00Z',
        'No emotions were recorded before 21 November 2026, 15:50 (Europe/Zurich): the learner does not share them, or there were none.',
      ],
      ['2026-11-22T00:00:00Z', 'No emotions were recorded: the learner does not share them, or there were none.'],
    ])('%s, and no day with any', (come, says) => {
      expect(chart(gaps, upTo(come, 'Europe/Zurich'))).toMatchObject({ says, panels: [], table: null });
    });

    test.each([
      [null, /Up to when the days are complete is not known, since engine\.aggregateEmotions\(\) has never run to its end\.$/],
      ['2026-11-21T14:50:00Z', /The days are complete up to 21 November 2026, 15:50 \(Europe\/Zurich\)\.$/],
    ])('%s, and days', (come, note) => {
      expect(chart(LEARNER_ROWS.wellness, upTo(come, 'Europe/Zurich')).note).toMatch(note);
    });
  });

  test('the whole report says it too', () => {
    const { charts } = composeLearnerReport({ ...LEARNER_ROWS, wellness: gaps, summedUp: upTo(null, 'Europe/Zurich') });
    expect(charts.filter(({ says }) => says.includes('engine.aggregateEmotions()'))).toHaveLength(2);
  });
});

describe('a class of which not all could be read', () => {
  const row = { subject: 'S', topic: 'T', mastery: 0.9 };
  const learners = ['a', 'b', 'c', 'd'].map((user_id) => ({ user_id, name: user_id.toUpperCase() }));
  const rows = [
    { ...row, user_id: 'a', concept: 'x' },
    { ...row, user_id: 'a', concept: 'y', mastery: 0.5 },
  ];
  const FEWER = 'The class has more figures than one report reads: ask for fewer learners, or for one subject.';

  test('says of how many it speaks, and does not say of the others that they have not practised', () => {
    const chart = classHeatMap(rows, learners, 0.8, ['c', 'd']);
    expect(chart.says).toMatch(/^Only 2 of 4 learners could be read\. 1 of 2 learners has practised; 50% of what they met is mastered\. /);
    expect(chart.note).toMatch(new RegExp(`${FEWER.replaceAll('.', '\\.')}$`));
    expect(chart.table?.rows).toEqual([
      ['A', '70%', '50%', '90%'],
      ['B', '–', '–', '–'],
      ['C', 'not read', '', ''],
      ['D', 'not read', '', ''],
    ]);
    const [figure] = composeClassReport({ ...CLASS_ROWS, learners, mastery: rows, unread: ['c', 'd'] }).figures;
    expect(figure).toEqual({ name: 'learners', value: '4', more: '1 of the 2 that were read have practised' });
  });

  test('where nothing could be read, it does not say that nobody has practised', () => {
    const all = learners.map(({ user_id }) => user_id);
    expect(classHeatMap([], learners, 0.8, all)).toMatchObject({ says: `Only 0 of 4 learners could be read. ${FEWER}`, panels: [] });
  });

  test('where all was read, nothing of it is said', () => {
    const chart = classHeatMap(rows, learners, 0.8);
    expect(`${chart.says} ${chart.note}`).not.toMatch(/read/);
  });
});
