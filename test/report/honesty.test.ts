import { describe, expect, test } from 'vitest';
import { composeClassReport } from '../../src/report/compose-class-report.js';
import { composeLearnerReport } from '../../src/report/compose-learner-report.js';
import type { Followed } from '../../src/report/index.js';
import { classHeatMap, dominantEmotions, emotionalWellness, renderReport } from '../../src/report/index.js';
import { chartIn } from './charts.js';
import { CLASS_ROWS, LEARNER_ROWS } from './sample-rows.js';

/** A report that looks back from the end of 21 November on a week, of figures that had come so far. */
const upTo = (recorded_before: string | null, timezone = 'UTC'): Followed => ({
  recorded_before: recorded_before === null ? null : new Date(recorded_before),
  since: new Date('2026-11-15T00:00:00Z'),
  until: new Date('2026-11-22T00:00:00Z'),
  timezone,
});

describe('emotions, of which the days were summed so far', () => {
  const CHARTS = { emotionalWellness, dominantEmotions };
  const gaps = [{ day: '2026-11-20', wellness: null, moving_average: null, dominant_emotion: null }];

  describe.each(Object.entries(CHARTS))('%s', (_, chart) => {
    test.each([
      [null, 'not_summed'],
      ['2026-11-14T23:30:00Z', 'not_summed'],
      ['2026-11-21T14:50:00Z', 'no_data'],
      ['2026-11-22T00:00:00Z', 'no_data'],
    ])('%s, and no day with any', (come, code) => {
      expect(chart(gaps, upTo(come, 'Europe/Zurich'))).toMatchObject({ code });
    });

    test('%s, and days', () => {
      const note = (come: string | null) => chartIn(chart(LEARNER_ROWS.wellness, upTo(come, 'Europe/Zurich'))).note;
      expect(note('2026-11-21T14:50:00Z')).toMatch(/The days are complete up to 21 November 2026, 15:50 \(Europe\/Zurich\)\.$/);
      expect(note(null)).not.toMatch(/complete|engine/);
    });
  });
});

describe('a page never tells its reader what a developer must do', () => {
  const nothing = { recommendations: [], masteries: [], topics: [], memories: [], forecast: [], wellness: [], calibration: [], days: [] };
  const CASES = {
    'without consent': { sharesEmotions: false },
    'without sums of emotions': { wellness: [], summedUp: upTo(null) },
    'with sums that came to their end never': { summedUp: upTo(null) },
    'without anything': { ...nothing, summedUp: upTo(null) },
  };

  test.each(Object.entries(CASES))('%s', async (_, rows) => {
    const report = composeLearnerReport({ ...LEARNER_ROWS, ...rows });
    const html = await renderReport(report);
    expect(html).not.toMatch(/engine\.|aggregateEmotions|rollUp|preferences\.|run /);
    for (const { section } of report.left_out) expect(report.charts.map(({ id }) => id)).not.toContain(section);
  });

  test('without consent, no emotion is on the page, whatever is stored', async () => {
    const report = composeLearnerReport({ ...LEARNER_ROWS, sharesEmotions: false });
    expect(report.left_out).toMatchObject([
      { section: 'emotional_wellness', code: 'no_consent' },
      { section: 'dominant_emotions', code: 'no_consent' },
    ]);
    expect(await renderReport(report)).not.toMatch(/wellness|frustration|boredom/i);
  });
});

describe('a class of which not all could be read', () => {
  const row = { subject: 'S', topic: 'T', mastery: 0.9 };
  const learners = ['a', 'b', 'c', 'd'].map((user_id) => ({ user_id, name: user_id.toUpperCase() }));
  const mastery = [
    { ...row, user_id: 'a', concept: 'x' },
    { ...row, user_id: 'a', concept: 'y', mastery: 0.5 },
  ];
  const map = (more: object = {}) => classHeatMap({ mastery, learners, masteredAbove: 0.8, unread: [], ...more });

  test('says of how many it speaks, and does not say of the others that they have not practised', () => {
    const chart = chartIn(map({ unread: ['c', 'd'] }));
    expect(chart.says).toMatch(/^Only 2 of 4 learners could be read\. 1 of 2 learners have practised; 50% of what they met is mastered\. /);
    expect(chart.table?.rows).toEqual([
      ['A', '70%', '50%', '90%'],
      ['B', '–', '–', '–'],
      ['C', 'not read', '', ''],
      ['D', 'not read', '', ''],
    ]);
    const report = composeClassReport({ ...CLASS_ROWS, learners, mastery, unread: ['c', 'd'] });
    expect(report.figures[0]).toEqual({ name: 'learners', value: '4', more: '1 of the 2 that were read has practised' });
    expect(JSON.stringify(report.charts[0]!.items)).not.toMatch(/"[CD]"/);
  });

  test('where nothing could be read, it does not say that nobody has practised', () => {
    expect(map({ mastery: [], unread: learners.map(({ user_id }) => user_id) })).toMatchObject({ code: 'not_read' });
  });

  test('where all was read, nothing of it is said', () => {
    const chart = chartIn(map());
    expect(`${chart.says} ${chart.note}`).not.toMatch(/read/);
  });
});
