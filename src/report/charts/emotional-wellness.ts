import type { Followed } from '../followed.js';
import type { Chart } from '../report.js';
import type { WellnessRow } from '../rows.js';
import { evenDays } from '../spec/axis-steps.js';
import { frame, over } from '../spec/frame.js';
import { colorOf } from '../spec/palette.js';
import type { FieldChannel, Spec } from '../spec/spec.js';
import { dayTime, percent, plural, readable, shortDay } from '../spec/words.js';
import { nothingToShow } from './nothing-to-show.js';
import { noEmotions, summedUp } from './summed-up.js';

const PADDING = { left: 44, right: 14, top: 14, bottom: 26 } as const;
const HEIGHT = { wide: 180, narrow: 160 } as const;
const LABELS = { wide: 7, narrow: 4 } as const;
/** A change of less than this is none. */
const LEAST_CHANGE = 0.03;

/**
 * Emotional wellness day by day, with its moving average; a day without a reading has no dot.
 *
 * @param rows - of `emotional_wellness_trends`, in the order of time
 * @param followed - the answer's `recorded_before`, and what was asked about
 */
export function emotionalWellness(rows: readonly WellnessRow[], followed: Followed): Chart {
  const about = { id: 'emotional_wellness', title: 'Emotional wellness', width: 'full' } as const;
  const known = rows.filter((row): row is WellnessRow & { wellness: number } => row.wellness !== null);
  const first = known[0];
  const last = known.at(-1);
  if (first === undefined || last === undefined) return nothingToShow(about, noEmotions(followed));
  const mean = known.reduce((sum, { wellness }) => sum + wellness, 0) / known.length;
  const averages = rows.flatMap(({ moving_average }) => (moving_average === null ? [] : [moving_average]));
  return {
    ...about,
    says: `On ${plural(known.length, 'day')} with readings, wellness was ${percent(mean)} on average${trend(averages)}.`,
    note: `How pleasant the feelings of a day were by the time they lasted: at 50%, neither pleasant nor unpleasant. Days without a reading have no dot. ${summedUp(followed)}`,
    key: [
      { mark: 'ring', color: 'mark', text: 'a day' },
      { mark: 'line', color: 'mark', text: 'moving average' },
    ],
    panels: [{ wide: wellnessSpec(rows, 'wide'), narrow: wellnessSpec(rows, 'narrow') }],
    table: {
      columns: [
        { title: 'Day', side: 'left' },
        { title: 'Wellness', side: 'right' },
        { title: 'Moving average', side: 'right' },
        { title: 'Most time in', side: 'left' },
      ],
      rows: known.map((row) => [
        shortDay(row.day),
        percent(row.wellness),
        row.moving_average === null ? '–' : percent(row.moving_average),
        row.dominant_emotion === null ? '–' : readable(row.dominant_emotion),
      ]),
    },
  };
}

function wellnessSpec(rows: readonly WellnessRow[], breadth: 'wide' | 'narrow'): Spec {
  const begin = dayTime(rows[0]?.day ?? '1970-01-01');
  const end = dayTime(rows.at(-1)?.day ?? '1970-01-01');
  const x: FieldChannel = {
    field: 'time',
    type: 'temporal',
    scale: { type: 'utc', domain: [begin, Math.max(end, begin + 1)], nice: false },
    axis: { title: null, grid: false, format: '%-d %b', values: evenDays(begin, end, LABELS[breadth]), tickSize: 4, labelFlush: true },
  };
  const y: FieldChannel = {
    field: 'share',
    type: 'quantitative',
    scale: { domain: [0, 1], nice: false },
    axis: { title: null, grid: true, domain: false, ticks: false, values: [0, 0.5, 1], format: '.0%' },
  };
  const points = (of: (row: WellnessRow) => number | null) =>
    rows.flatMap((row) => {
      const share = of(row);
      return share === null ? [] : [{ time: dayTime(row.day), share }];
    });
  return frame(breadth, {
    description: 'Emotional wellness day by day',
    height: HEIGHT[breadth],
    padding: PADDING,
    layer: [
      over(
        points(({ wellness }) => wellness),
        { type: 'point', filled: true, fill: colorOf('paper'), stroke: colorOf('mark'), strokeWidth: 1.5, size: 30, opacity: 1 },
        { x, y },
      ),
      over(
        points(({ moving_average }) => moving_average),
        { type: 'line', color: colorOf('mark'), strokeWidth: 2.5, strokeJoin: 'round' },
        { x, y },
      ),
    ],
  });
}

function trend(averages: readonly number[]): string {
  const [first, last] = [averages[0], averages.at(-1)];
  if (first === undefined || last === undefined || averages.length < 2) return '';
  const change = last - first;
  if (Math.abs(change) < LEAST_CHANGE) return `; its moving average stands at ${percent(last)}, as at the beginning`;
  return `; its moving average ${change > 0 ? 'rose' : 'fell'} from ${percent(first)} to ${percent(last)}`;
}
