import type { Wording } from '../wording/wording.js';
import { dayOf, dayTime } from './axis-days.js';
import { labelled } from './axis-labels.js';
import { evenDays, roundSteps } from './axis-steps.js';
import { BREADTH, type Breadth, frame, over } from './frame.js';
import { colorOf } from './palette.js';
import type { FieldChannel, Layer, Spec } from './spec.js';

/** One day's bar; what is `before` stands at its foot, in another colour and under its own name. */
interface DayBar {
  readonly day: string;
  readonly value: number;
  readonly before?: number;
  /** Stands above the bar. */
  readonly text?: string;
}

export interface DayBars {
  readonly description: string;
  /** In chronological order, a row a day. */
  readonly bars: readonly DayBar[];
}

const DAY_MS = 86_400_000;
const PADDING = { left: 44, right: 10, top: 22, bottom: 26 } as const;
const HEIGHT = { wide: 190, narrow: 170, half: 170, small: 130 } as const;
/** The days that can be distinguished by their names below the axis. */
const LABELS = { wide: 8, narrow: 4, half: 4, small: 3 } as const;

/** A bar a day. */
export function dayBars({ description, bars }: DayBars, breadth: Breadth, wording: Wording): Spec {
  const first = dayTime(bars[0]?.day ?? '1970-01-01');
  const last = dayTime(bars.at(-1)?.day ?? '1970-01-01');
  const width = BREADTH[breadth] - PADDING.left - PADDING.right;
  const slot = width / ((last - first) / DAY_MS + 1);
  const most = Math.max(0, ...bars.map(({ value, before = 0 }) => value + before));
  const x: FieldChannel = {
    field: 'time',
    type: 'temporal',
    // A bar stands on the middle of its day.
    scale: { type: 'utc', domain: [first - DAY_MS / 2, last + DAY_MS / 2], nice: false },
    axis: {
      title: null,
      grid: false,
      ...labelled(evenDays(first, last, LABELS[breadth]), (time) => wording.tick(dayOf(time))),
      tickSize: 4,
      labelFlush: true,
      labelOverlap: false,
    },
  };
  const y: FieldChannel = {
    field: 'top',
    type: 'quantitative',
    scale: { domain: [0, most === 0 ? 1 : most], nice: most !== 0 },
    axis: { title: null, grid: true, domain: false, ticks: false, ...labelled(roundSteps(most), (value) => wording.count(value)) },
  };
  const rows = bars.map(({ day, value, before = 0, text = '' }) => ({
    time: dayTime(day),
    foot: before,
    top: before + value,
    zero: 0,
    text,
  }));
  const bar = { type: 'bar', width: Math.max(1, Math.min(slot * 0.72, 22)) } as const;
  const layer: Layer[] = [
    over(
      rows.filter(({ top, foot }) => top > foot),
      { ...bar, color: colorOf('mark') },
      { x, y, y2: { field: 'foot' } },
    ),
    over(
      rows.filter(({ foot }) => foot > 0),
      { ...bar, color: colorOf('accent') },
      { x, y: { ...y, field: 'foot' }, y2: { field: 'zero' } },
    ),
    over(
      rows.filter(({ text }) => text !== ''),
      { type: 'text', align: 'center', baseline: 'bottom', dy: -5, fontSize: 12 },
      { x, y, text: { field: 'text' } },
    ),
  ];
  return frame(breadth, { description, height: HEIGHT[breadth], padding: PADDING, layer });
}
