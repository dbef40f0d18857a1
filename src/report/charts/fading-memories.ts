import { retention } from '../../algorithms/index.js';
import type { Chart, Panel } from '../report.js';
import type { MemoryRow } from '../rows.js';
import { frame, over } from '../spec/frame.js';
import { colorOf } from '../spec/palette.js';
import type { FieldChannel, Layer, Spec } from '../spec/spec.js';
import { count, dayName, dayOf, percent, plural, quoted } from '../spec/words.js';
import { nothingToShow } from './nothing-to-show.js';

const DAY_MS = 86_400_000;
/** Small pictures, side by side. */
const MOST_CONCEPTS = 6;
const MOST_REVIEWS = 12;
/** How far back a picture goes, and how far ahead at least. Days. */
const LONGEST_PAST_DAYS = 90;
const LEAST_AHEAD_DAYS = 7;
/** How much of a picture is still to come. */
const AHEAD_SHARE = 0.3;
/** Points of each line: so many that it looks like a curve. */
const POINTS = 24;
const PADDING = { left: 40, right: 14, top: 24, bottom: 26 } as const;
const HEIGHT = { small: 118, narrow: 96 } as const;

export interface CurvesAt {
  readonly at: Date;
  /** What to add to an instant so that its UTC day is the learner's. Milliseconds. */
  readonly offsetMs?: number;
}

/**
 * How the memory of some concepts fades: the reviews so far, the curve since the last of them, how it will go on without another, and when the
 * next is due. Only the newest curve is stored with a concept, so what lies before the last review has reviews and no line.
 *
 * @param rows - of `forgetting_curves`, the most urgent first; six are drawn
 */
export function fadingMemories(rows: readonly MemoryRow[], { at, offsetMs = 0 }: CurvesAt): Chart {
  const about = { id: 'forgetting_curves', title: 'Memories that fade next', width: 'full' } as const;
  if (rows.length === 0) return nothingToShow(about, 'There is nothing to remember yet.');
  const shown = rows.slice(0, MOST_CONCEPTS);
  const now = at.getTime();
  const local = (time: number) => dayName(dayOf(time + offsetMs));
  const left = shown.map((row) => retained(row, now));
  const lowest = left.indexOf(Math.min(...left));
  return {
    ...about,
    says:
      `Of the ${plural(shown.length, 'concept')} whose review is due first, ` +
      `${quoted(shown[lowest]?.concept ?? '')} is the most faded: it would be remembered today with a chance of ${percent(left[lowest] ?? 0)}.`,
    note: 'The line begins at the last review. Each review, at its score, renews the memory and flattens the curve.',
    key: [
      { mark: 'dot', color: 'ink', text: 'review, at its score' },
      { mark: 'line', color: 'mark', text: 'chance to remember' },
      { mark: 'dash', color: 'mark', text: 'without another review' },
      { mark: 'diamond', color: 'accent', text: 'next review' },
    ],
    panels: shown.map((row) => panelOf(row, now, offsetMs)),
    table: {
      columns: [
        { title: 'Concept', side: 'left' },
        { title: 'Topic', side: 'left' },
        { title: 'Remembered today', side: 'right' },
        { title: 'Reviews', side: 'right' },
        { title: 'Last practised', side: 'right' },
        { title: 'Next review', side: 'right' },
        { title: 'Falls to 90% in', side: 'right' },
      ],
      rows: shown.map((row, index) => [
        row.concept,
        row.topic,
        percent(left[index] ?? 0),
        count(row.review_history.length),
        local(row.last_practiced_date.getTime()),
        local(row.next_review_date.getTime()),
        `${row.forgetting_curve_parameters.stability.toFixed(1)} days`,
      ]),
    },
  };
}

function panelOf(row: MemoryRow, now: number, offsetMs: number): Panel {
  const spec = (breadth: keyof typeof HEIGHT) => curveSpec(row, { now, offsetMs, breadth });
  return { title: row.concept, wide: spec('small'), narrow: spec('narrow') };
}

interface Drawing {
  readonly now: number;
  readonly offsetMs: number;
  readonly breadth: keyof typeof HEIGHT;
}

function curveSpec(row: MemoryRow, { now, offsetMs, breadth }: Drawing): Spec {
  const practiced = Math.min(row.last_practiced_date.getTime(), now);
  const due = row.next_review_date.getTime();
  const reviews = row.review_history.slice(-MOST_REVIEWS).filter(({ date }) => date.getTime() >= now - LONGEST_PAST_DAYS * DAY_MS);
  const from = Math.max(now - LONGEST_PAST_DAYS * DAY_MS, Math.min(practiced, ...reviews.map(({ date }) => date.getTime())));
  const until = now + Math.max(LEAST_AHEAD_DAYS * DAY_MS, ((now - from) * AHEAD_SHARE) / (1 - AHEAD_SHARE));
  const point = (time: number) => ({ time: time + offsetMs, share: retained(row, time) });
  const line = (begin: number, end: number) => Array.from({ length: POINTS + 1 }, (_, n) => point(begin + ((end - begin) * n) / POINTS));
  const x: FieldChannel = {
    field: 'time',
    type: 'temporal',
    scale: { type: 'utc', domain: [from + offsetMs, until + offsetMs], nice: false },
    axis: { title: null, grid: false, format: '%-d %b', values: [from + offsetMs, now + offsetMs], tickSize: 4, labelFlush: true },
  };
  const y: FieldChannel = {
    field: 'share',
    type: 'quantitative',
    scale: { domain: [0, 1], nice: false },
    axis: { title: null, grid: true, domain: false, ticks: false, values: [0, 0.5, 1], format: '.0%' },
  };
  const stroke = { type: 'line', color: colorOf('mark'), strokeWidth: 2.5, strokeCap: 'round' } as const;
  const today = [{ ...point(now), text: percent(retained(row, now)) }];
  const layer: Layer[] = [
    over(today, { type: 'rule', color: colorOf('axis'), strokeWidth: 1 }, { x }),
    over(line(Math.max(practiced, from), now), stroke, { x, y }),
    over(line(now, until), { ...stroke, strokeDash: [3, 5] }, { x, y }),
    over(
      reviews.map(({ date, performance_score }) => ({ time: date.getTime() + offsetMs, share: performance_score })),
      { type: 'point', filled: true, color: colorOf('ink'), size: 34, opacity: 1 },
      { x, y },
    ),
    ...(due >= from && due <= until
      ? [over([point(due)], { type: 'point', filled: true, shape: 'diamond', color: colorOf('accent'), size: 90, opacity: 1 }, { x, y })]
      : []),
    over(today, { type: 'text', align: 'left', baseline: 'bottom', dx: 6, dy: -6, fontWeight: 'bold' }, { x, y, text: { field: 'text' } }),
  ];
  return frame(breadth, { description: `The memory of ${row.concept}`, height: HEIGHT[breadth], padding: PADDING, layer });
}

function retained(row: MemoryRow, time: number): number {
  return retention(row.forgetting_curve_parameters, Math.max(0, time - row.last_practiced_date.getTime()) / DAY_MS, { shape: row.curve });
}
