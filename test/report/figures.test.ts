import { describe, expect, test } from 'vitest';
import { learnerDayNumber, retention, timeUntilRetention } from '../../src/algorithms/index.js';
import { composeLearnerReport } from '../../src/report/compose-learner-report.js';
import type { Section, Spec } from '../../src/report/index.js';
import { calibrationOf, classHeatMap, fadingMemories, masteryByTopic, reviewsAhead, studyCalendar } from '../../src/report/index.js';
import { gridHtml } from '../../src/report/render/grid-html.js';
import { loadPainter } from '../../src/report/render/painter.js';
import { roundSteps } from '../../src/report/spec/axis-steps.js';
import { PALETTE } from '../../src/report/spec/palette.js';
import { chartIn } from './charts.js';
import { LEARNER_ROWS } from './sample-rows.js';

const paint = await loadPainter();
const { mark, accent } = PALETTE;
const DAY_MS = 86_400_000;

/** Rectangles of a colour: where each begins, how wide and how high it is. */
async function boxes(spec: Spec, color: string) {
  const svg = await paint(spec);
  const path = new RegExp(`<path d="M([-\\d.e]+),([-\\d.e]+)h([-\\d.e]+)v([-\\d.e]+)h[-\\d.e]+Z" fill="${color}"`, 'g');
  return [...svg.matchAll(path)].map(([, x, y, width, height]) => ({
    x: Number(x),
    y: Number(y),
    width: Number(width),
    height: Number(height),
  }));
}

const wideOf = (section: Section, index = 0) => chartIn(section).panels[index]!.wide;

test('a bar is as long as the mastery of its topic', async () => {
  const spec = wideOf(masteryByTopic(LEARNER_ROWS.topics));
  const lengths = (await boxes(spec, mark.light)).map(({ width }) => width / spec.width);
  expect(lengths).toHaveLength(LEARNER_ROWS.topics.length);
  for (const [index, length] of lengths.entries()) expect(length).toBeCloseTo(LEARNER_ROWS.topics[index]!.mean_mastery, 3);
});

test('a tick stands where the chance to remember is', async () => {
  const spec = wideOf(masteryByTopic(LEARNER_ROWS.topics));
  const places = (await boxes(spec, accent.light)).map(({ x, width }) => (x + width / 2) / spec.width);
  expect(places).toHaveLength(LEARNER_ROWS.topics.length);
  for (const [index, place] of places.entries()) expect(place).toBeCloseTo(LEARNER_ROWS.topics[index]!.mean_retention, 2);
});

test('of more topics than one can see at a glance, those with the most answers are drawn and all are in the table', () => {
  const many = Array.from({ length: 57 }, (_, index) => ({ ...LEARNER_ROWS.topics[0]!, topic: `Topic ${index}`, answers: index }));
  const chart = chartIn(masteryByTopic(many));
  const labels = chart.panels[0]!.wide.layer.flatMap(({ data }) => data?.values ?? []).filter((row) => 'text' in row && 'value' in row);
  expect(new Set(labels.map(({ key }) => key)).size).toBe(20);
  expect(chart.table?.rows).toHaveLength(57);
  expect(chart.note).toContain('20 topics');
});

test('a bar is as high as the reviews of its day, the overdue at its foot', async () => {
  const rows = [
    { day: '2026-11-21', reviews: 12, overdue: 9 },
    { day: '2026-11-22', reviews: 6, overdue: 0 },
    { day: '2026-11-23', reviews: 0, overdue: 0 },
    { day: '2026-11-24', reviews: 3, overdue: 0 },
  ];
  const chart = chartIn(reviewsAhead(rows));
  const due = (await boxes(wideOf(chart), mark.light)).map(({ height }) => height);
  const [overdue] = await boxes(wideOf(chart), accent.light);
  const one = overdue!.height / 9;
  expect(due.map((height) => Math.round((height / one) * 100) / 100)).toEqual([3, 6, 3]);
  expect(chart.says).toBe(
    '9 reviews are overdue. 12 more come due within a week, and 12 in 4 days. The fullest day is 22 November, with 6.',
  );
});

test('an axis of things that are counted has whole numbers', () => {
  expect(roundSteps(1)).toEqual([0, 1]);
  expect(roundSteps(2)).toEqual([0, 1, 2]);
  expect(roundSteps(13)).toEqual([0, 5, 10]);
  expect(roundSteps(7)).toEqual([0, 5]);
  expect(roundSteps(0)).toEqual([0]);
  for (let most = 1; most < 3_000; most += 7) {
    const steps = roundSteps(most);
    expect(steps.every(Number.isInteger)).toBe(true);
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.length).toBeLessThan(6);
  }
});

test('the line of a memory is its retention, from the last practice on', () => {
  const [row] = LEARNER_ROWS.memories;
  const { at, dayAt } = LEARNER_ROWS;
  const spec = wideOf(fadingMemories([row!], { at, dayAt }));
  const lines = spec.layer.filter(({ mark: { type } }) => type === 'line').map(({ data }) => data!.values);
  expect(lines).toHaveLength(2);
  const [past, ahead] = lines;
  expect(past![0]).toMatchObject({ time: row!.last_practiced_date.getTime(), share: row!.forgetting_curve_parameters.initial_strength });
  expect(past!.at(-1)).toEqual(ahead![0]);
  for (const { time, share } of lines.flat()) {
    const passed = (Number(time) - row!.last_practiced_date.getTime()) / DAY_MS;
    // None on the day of the practice, one at least once a night has passed.
    const isSameDay = dayAt(new Date(Number(time))) === dayAt(row!.last_practiced_date);
    const days = isSameDay ? 0 : Math.max(1, passed);
    expect(share).toBeCloseTo(retention(row!.forgetting_curve_parameters, days), 12);
  }
  const exponential = chartIn(fadingMemories([{ ...row!, curve: 'exponential' }], { at, dayAt }));
  expect(exponential.table?.rows[0]?.[2]).toBe(
    `${Math.round(retention(row!.forgetting_curve_parameters, 24, { shape: 'exponential' }) * 100)}%`,
  );
});

test('the days until a memory falls to 90% are those of the curve, not its stability', () => {
  const { at, dayAt, memories } = LEARNER_ROWS;
  const forgotten = { ...memories[0]!, forgetting_curve_parameters: { initial_strength: 0.8, decay_rate: 0.2, stability: 9 } };
  const table = chartIn(fadingMemories([...memories.slice(0, 5), forgotten], { at, dayAt })).table!;
  expect(table.columns.at(-1)?.title).toBe('Falls to 90% in');
  const days = [...memories.slice(0, 5), forgotten].map(({ forgetting_curve_parameters }) =>
    timeUntilRetention(forgetting_curve_parameters, 0.9).toFixed(1),
  );
  expect(table.rows.map((row) => row.at(-1))).toEqual(days.map((each) => `${each} days`));
  expect(days.at(-1)).toBe('0.0');
});

describe('memories of long ago', () => {
  const { at, dayAt } = LEARNER_ROWS;
  const daysAgo = (days: number) => new Date(at.getTime() - days * DAY_MS);
  const old = {
    ...LEARNER_ROWS.memories[0]!,
    last_practiced_date: daysAgo(120),
    next_review_date: daysAgo(100),
    review_history: [{ date: daysAgo(120), performance_score: 1 }],
  };

  test('have no key for marks that no picture has, and a note that is true', () => {
    const chart = chartIn(fadingMemories([old], { at, dayAt }));
    expect(chart.key.map(({ mark: kind }) => kind)).toEqual(['line', 'dash']);
    expect(chart.note).toContain('The pictures go back 90 days; where the last review was before that, the line begins at the edge.');
    expect(chart.note).not.toContain('The line begins at the last review.');
    expect(chart.note).toContain('Older reviews are not drawn');
  });

  test('beside newer ones, the key has the marks of any picture', () => {
    const chart = chartIn(fadingMemories([old, LEARNER_ROWS.memories[1]!], { at, dayAt }));
    expect(chart.key.map(({ mark: kind }) => kind)).toContain('dot');
  });

  test('newer ones alone begin at their last review', () => {
    const chart = chartIn(fadingMemories(LEARNER_ROWS.memories, { at, dayAt }));
    expect(chart.note).toContain('The line begins at the last review.');
    expect(chart.note).not.toContain('go back');
  });
});

test('every date of a page is of one clock: in Auckland, at one in the morning, today is the learner’s day', () => {
  const at = new Date('2026-11-20T12:00:00Z');
  const dayAt = (instant: Date) => dayText(learnerDayNumber(instant.getTime(), 'Pacific/Auckland', 4));
  const rows = LEARNER_ROWS.memories.map((row) => ({ ...row, last_practiced_date: new Date(at.getTime() - 3_600_000) }));
  const report = composeLearnerReport({ ...LEARNER_ROWS, at, dayAt, memories: rows });
  // By the wall clock it is the 21st; the learner's day of the 20th lasts until four.
  expect(report.as_of).toBe('2026-11-20');
  const chart = report.charts.find(({ id }) => id === 'forgetting_curves')!;
  expect(chart.table!.rows.map((row) => row[4])).toEqual(rows.map(() => '20 November'));
  for (const { wide } of chart.panels) expect(JSON.stringify(wide.layer[0]!.encoding.x)).toContain('20 Nov');
});

function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

test('a dot of calibration stands on the diagonal when the prediction came true, and is larger for more answers', () => {
  const bin = { measure: 'success', from: 0.4, to: 0.5, predicted_mean: 0.45, recalled_share: 0.45 } as const;
  const chart = chartIn(
    calibrationOf(
      [
        { ...bin, answers: 40 },
        { ...bin, measure: 'retention', answers: 7 },
      ],
      'success',
    ),
  );
  expect(chart.says).toBe('Of 40 answers, 45% were expected to be right, and 45% were. The predictions can be taken at their word.');
  expect(chart.table?.rows).toEqual([['40% to 50%', '45%', '45%', '40']]);
});

test('a square of the calendar has the area of its minutes, in the column of its week', () => {
  const day = { sessions: 1, answers: 5, streak: 1 };
  const rows = [
    { ...day, day: '2026-11-02', minutes: 60 },
    { ...day, day: '2026-11-11', minutes: 15 },
    { ...day, day: '2026-11-15', minutes: 30 },
  ];
  const chart = chartIn(studyCalendar(rows, '2026-11-21'));
  const squares = wideOf(chart).layer[1]!.data!.values.map(({ x, y, area }) => [Number(x) / 26 - 0.5, Number(y) / 26 - 0.5, Number(area)]);
  // Monday of the first week, Wednesday and Sunday of the second.
  expect(squares.map(([column, row]) => [column, row])).toEqual([
    [0, 0],
    [1, 2],
    [1, 6],
  ]);
  expect(squares.map(([, , area]) => Math.round((60 * area!) / squares[0]![2]!))).toEqual([60, 15, 30]);
  expect(chart.says).toContain('Study on 3 days since 2 November, 1 hr 45 min in all.');
});

test('a field of the heat map shows its figure and its step, the weak ones marked, the weakest learner and concept first', () => {
  const row = { subject: 'S', topic: 'T', retention: 1 };
  const rows = [
    { ...row, user_id: 'a', concept: 'easy', mastery: 0.93 },
    { ...row, user_id: 'a', concept: 'hard', mastery: 0.11 },
    { ...row, user_id: 'b', concept: 'easy', mastery: 1 },
    { ...row, user_id: 'nobody', concept: 'easy', mastery: 0 },
  ];
  const learners = [
    { user_id: 'b', name: 'Ann' },
    { user_id: 'a', name: 'Ann' },
    { user_id: 'c', name: 'Cy' },
  ];
  const chart = chartIn(classHeatMap({ mastery: rows, learners, masteredAbove: 0.8, unread: [] }));
  expect(chart.table?.columns.map(({ title }) => title)).toEqual(['Learner', 'Mean', 'hard', 'easy']);
  // Two of the same name stay two, and are distinguished.
  expect(chart.table?.rows).toEqual([
    ['Ann (a)', '52%', '11%', '93%'],
    ['Ann (b)', '100%', '–', '100%'],
    ['Cy', '–', '–', '–'],
  ]);
  expect(chart.grid).toMatchObject({
    columns: ['hard', 'easy'],
    rows: [
      { title: 'Ann (a)', cells: [0.11, 0.93] },
      { title: 'Ann (b)', cells: [null, 1] },
    ],
  });
  const html = gridHtml(chart.grid!, 'Who knows what');
  expect(html.match(/<td[^>]*>[^<]*/g)).toEqual(['<td class="heat-1 weak">11', '<td class="heat-5">93', '<td>', '<td class="heat-5">100']);
  expect(chart.says).toContain('2 of 3 learners have practised; 67% of what they met is mastered.');
});

test('the same rows give the same page wherever the machine stands', async () => {
  const zone = process.env['TZ'];
  const spec = wideOf(reviewsAhead(LEARNER_ROWS.forecast));
  const drawn: string[] = [];
  for (const each of ['Pacific/Apia', 'America/New_York', 'UTC']) {
    process.env['TZ'] = each;
    drawn.push(await paint(spec));
  }
  process.env['TZ'] = zone;
  if (zone === undefined) delete process.env['TZ'];
  expect(new Set(drawn).size).toBe(1);
  expect(drawn[0]).toContain('>28 Nov<');
});
