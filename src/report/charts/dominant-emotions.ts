import { EMOTIONS } from '../../algorithms/index.js';
import type { Followed } from '../followed.js';
import type { Chart } from '../report.js';
import type { WellnessRow } from '../rows.js';
import { barList } from '../spec/bar-list.js';
import { count, plural, readable } from '../spec/words.js';
import { nothingToShow } from './nothing-to-show.js';
import { noEmotions, summedUp } from './summed-up.js';

/**
 * On how many days each emotion was the dominant one.
 *
 * @param rows - of `emotional_wellness_trends`
 * @param followed - the answer's `recorded_before`, and what was asked about
 */
export function dominantEmotions(rows: readonly WellnessRow[], followed: Followed): Chart {
  const about = { id: 'dominant_emotions', title: 'Feelings of the days', width: 'full' } as const;
  const days = new Map<string, number>();
  for (const { dominant_emotion } of rows) if (dominant_emotion !== null) days.set(dominant_emotion, (days.get(dominant_emotion) ?? 0) + 1);
  const ranked = [...days].sort(([, a], [, b]) => b - a);
  const [top] = ranked;
  if (top === undefined) return nothingToShow(about, noEmotions(followed));
  const total = ranked.reduce((sum, [, each]) => sum + each, 0);
  const pleasant = ranked.reduce((sum, [emotion, each]) => sum + (valenceOf(emotion) > 0 ? each : 0), 0);
  const list = {
    description: 'On how many days each emotion was the dominant one',
    rows: ranked.map(([emotion, each]) => ({ label: readable(emotion), value: each, text: plural(each, 'day') })),
    most: top[1],
    axis: { values: [] },
  };
  return {
    ...about,
    says: `The commonest feeling was ${readable(top[0]).toLowerCase()}, on ${count(top[1])} of ${plural(total, 'day')}; on ${count(pleasant)} of them the feeling was a pleasant one.`,
    note: summedUp(followed),
    key: [],
    panels: [{ wide: barList(list, 'wide'), narrow: barList(list, 'narrow') }],
    table: {
      columns: [
        { title: 'Dominant emotion', side: 'left' },
        { title: 'Kind', side: 'left' },
        { title: 'Days', side: 'right' },
      ],
      rows: ranked.map(([emotion, each]) => [readable(emotion), kindOf(valenceOf(emotion)), count(each)]),
    },
  };
}

function valenceOf(emotion: string): number {
  return Object.hasOwn(EMOTIONS, emotion) ? EMOTIONS[emotion as keyof typeof EMOTIONS].valence : 0;
}

function kindOf(valence: number): string {
  return valence > 0 ? 'pleasant' : valence < 0 ? 'unpleasant' : 'neither';
}
