import type { Followed } from '../followed.js';
import type { Section } from '../report.js';
import type { WellnessRow } from '../rows.js';
import { dayOf, dayTime } from '../spec/axis-days.js';
import { labelled, shares } from '../spec/axis-labels.js';
import { evenDays } from '../spec/axis-steps.js';
import { frame, over } from '../spec/frame.js';
import { colorOf } from '../spec/palette.js';
import type { FieldChannel, Spec } from '../spec/spec.js';
import { ENGLISH_WORDING, type Wording } from '../wording/wording.js';
import { complete, noEmotions } from './summed-up.js';

const PADDING = { left: 44, right: 14, top: 14, bottom: 26 } as const;
const HEIGHT = { wide: 180, narrow: 160 } as const;
const LABELS = { wide: 7, narrow: 4 } as const;
/** A change of less than this is none. */
const LEAST_CHANGE = 0.03;

/**
 * Emotional wellness by day, with its moving average; days without readings have no dot.
 *
 * @param rows - rows of `emotional_wellness_trends`, in chronological order
 * @param followed - `recorded_before` of the result, and the queried span
 */
export function emotionalWellness(rows: readonly WellnessRow[], followed: Followed, wording: Wording = ENGLISH_WORDING): Section {
  const id = 'emotional_wellness';
  const known = rows.filter((row): row is WellnessRow & { wellness: number } => row.wellness !== null);
  if (known.length === 0) return noEmotions(id, followed);
  const { say, percent } = wording;
  const mean = known.reduce((sum, { wellness }) => sum + wellness, 0) / known.length;
  const averages = rows.flatMap(({ moving_average }) => (moving_average === null ? [] : [moving_average]));
  return {
    id,
    title: say('wellness_title'),
    width: 'full',
    says: [say('wellness_says', { n: known.length, share: percent(mean) }), ...trend(averages, wording)].join(' '),
    note: [say('wellness_note', { middle: percent(0.5) }), ...complete(followed, wording)].join(' '),
    key: [
      { mark: 'ring', color: 'mark', text: say('key_day') },
      { mark: 'line', color: 'mark', text: say('key_average') },
    ],
    panels: [{ wide: wellnessSpec(rows, 'wide', wording), narrow: wellnessSpec(rows, 'narrow', wording) }],
    table: {
      columns: [
        { title: say('day'), side: 'left' },
        { title: say('wellness'), side: 'right' },
        { title: say('moving_average'), side: 'right' },
        { title: say('most_time_in'), side: 'left' },
      ],
      rows: known.map((row) => [
        wording.shortDay(row.day),
        percent(row.wellness),
        row.moving_average === null ? say('none') : percent(row.moving_average),
        row.dominant_emotion === null ? say('none') : wording.emotion(row.dominant_emotion),
      ]),
    },
  };
}

function wellnessSpec(rows: readonly WellnessRow[], breadth: 'wide' | 'narrow', wording: Wording): Spec {
  const begin = dayTime(rows[0]?.day ?? '1970-01-01');
  const end = dayTime(rows.at(-1)?.day ?? '1970-01-01');
  const x: FieldChannel = {
    field: 'time',
    type: 'temporal',
    scale: { type: 'utc', domain: [begin, Math.max(end, begin + 1)], nice: false },
    axis: {
      title: null,
      grid: false,
      ...labelled(evenDays(begin, end, LABELS[breadth]), (time) => wording.tick(dayOf(time))),
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
  const points = (of: (row: WellnessRow) => number | null) =>
    rows.flatMap((row) => {
      const share = of(row);
      return share === null ? [] : [{ time: dayTime(row.day), share }];
    });
  return frame(breadth, {
    description: wording.say('wellness_title'),
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

function trend(averages: readonly number[], { say, percent }: Wording): readonly string[] {
  const [first, last] = [averages[0], averages.at(-1)];
  if (first === undefined || last === undefined || averages.length < 2) return [];
  const change = last - first;
  const ends = { from: percent(first), to: percent(last) };
  if (Math.abs(change) < LEAST_CHANGE) return [say('wellness_stayed', ends)];
  return [say(change > 0 ? 'wellness_rose' : 'wellness_fell', ends)];
}
