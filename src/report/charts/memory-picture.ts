import type { MemoryRow } from '../rows.js';
import { labelled, shares } from '../spec/axis-labels.js';
import { frame, over } from '../spec/frame.js';
import { colorOf } from '../spec/palette.js';
import type { FieldChannel, Layer, Spec } from '../spec/spec.js';
import type { Wording } from '../wording/wording.js';
import { retainedAt } from './retained-at.js';

const DAY_MS = 86_400_000;
const MOST_REVIEWS = 12;
/** How far back a picture goes, and how far ahead at least. Days. */
export const LONGEST_PAST_DAYS = 90;
const LEAST_AHEAD_DAYS = 7;
/** How much of a picture is still to come. */
const AHEAD_SHARE = 0.3;
/** What a picture shows of the time before it begins, as a share of it. */
const BEFORE = 0.03;
/** Points of each line: so many that it looks like a curve. */
const POINTS = 24;
const PADDING = { left: 46, right: 14, top: 24, bottom: 26 } as const;
const HEIGHT = { small: 118, narrow: 96 } as const;

interface Drawing {
  readonly at: Date;
  readonly dayAt: (instant: Date) => string;
  readonly breadth: keyof typeof HEIGHT;
  /** What the concept is called on the page. */
  readonly name: string;
  readonly wording: Wording;
}

/** The reviews that a picture has room for: the newest of its span. */
export function reviewsDrawn(row: MemoryRow, now: number): MemoryRow['review_history'] {
  return row.review_history.slice(-MOST_REVIEWS).filter(({ date }) => date.getTime() >= now - LONGEST_PAST_DAYS * DAY_MS);
}

/** Whether the next review lies in the span of a picture. */
export function isDueDrawn(row: MemoryRow, now: number): boolean {
  const { from, until } = spanOf(row, now);
  const due = row.next_review_date.getTime();
  return due >= from && due <= until;
}

function spanOf(row: MemoryRow, now: number): { readonly from: number; readonly until: number } {
  const practised = Math.min(row.last_practiced_date.getTime(), now);
  const begin = Math.min(practised, ...reviewsDrawn(row, now).map(({ date }) => date.getTime()));
  const from = Math.max(now - LONGEST_PAST_DAYS * DAY_MS, begin);
  return { from, until: now + Math.max(LEAST_AHEAD_DAYS * DAY_MS, ((now - from) * AHEAD_SHARE) / (1 - AHEAD_SHARE)) };
}

/** One concept's reviews, its curve since the last of them, and how it will go on. */
export function memoryPicture(row: MemoryRow, { at, dayAt, breadth, name, wording }: Drawing): Spec {
  const now = at.getTime();
  const practised = Math.min(row.last_practiced_date.getTime(), now);
  const due = row.next_review_date.getTime();
  const { from, until } = spanOf(row, now);
  const point = (time: number) => ({ time, share: retainedAt(row, time, dayAt) });
  const line = (begin: number, end: number) =>
    Array.from({ length: POINTS + 1 }, (_, n) => point(Math.round(begin + ((end - begin) * n) / POINTS)));
  const x: FieldChannel = {
    field: 'time',
    type: 'quantitative',
    // A mark at the very beginning keeps clear of the axis and its figures.
    scale: { domain: [from - (until - from) * BEFORE, until], nice: false, zero: false },
    axis: {
      title: null,
      grid: false,
      // Where there is nothing before now, one name is enough.
      ...labelled(from < now ? [from, now] : [now], (time) => wording.tick(dayAt(new Date(time)))),
      tickSize: 4,
      labelFlush: true,
    },
  };
  const y: FieldChannel = {
    field: 'share',
    type: 'quantitative',
    scale: { domain: [0, 1], nice: false },
    axis: { title: null, grid: true, domain: false, ticks: false, ...shares([0, 0.5, 1], wording) },
  };
  const stroke = { type: 'line', color: colorOf('mark'), strokeWidth: 2.5, strokeCap: 'round' } as const;
  const today = [{ ...point(now), text: wording.percent(retainedAt(row, now, dayAt)) }];
  const layer: Layer[] = [
    over(today, { type: 'rule', color: colorOf('axis'), strokeWidth: 1 }, { x }),
    over(line(Math.max(practised, from), now), stroke, { x, y }),
    over(line(now, until), { ...stroke, strokeDash: [3, 5] }, { x, y }),
    over(
      reviewsDrawn(row, now).map(({ date, performance_score }) => ({ time: date.getTime(), share: performance_score })),
      { type: 'point', filled: true, color: colorOf('ink'), size: 34, opacity: 1 },
      { x, y },
    ),
    ...(isDueDrawn(row, now)
      ? [over([point(due)], { type: 'point', filled: true, shape: 'diamond', color: colorOf('accent'), size: 90, opacity: 1 }, { x, y })]
      : []),
    over(today, { type: 'text', align: 'left', baseline: 'bottom', dx: 6, dy: -6, fontWeight: 'bold' }, { x, y, text: { field: 'text' } }),
  ];
  return frame(breadth, { description: name, height: HEIGHT[breadth], padding: PADDING, layer });
}
