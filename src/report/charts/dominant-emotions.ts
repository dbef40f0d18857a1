import { EMOTIONS } from '../../algorithms/index.js';
import type { Followed } from '../followed.js';
import type { Section } from '../report.js';
import type { WellnessRow } from '../rows.js';
import { barList } from '../spec/bar-list.js';
import { ENGLISH_WORDING, type Wording } from '../wording/wording.js';
import { complete, noEmotions } from './summed-up.js';

/**
 * On how many days each emotion was the dominant one.
 *
 * @param rows - of `emotional_wellness_trends`
 * @param followed - `recorded_before` of the result, and the queried span
 */
export function dominantEmotions(rows: readonly WellnessRow[], followed: Followed, wording: Wording = ENGLISH_WORDING): Section {
  const id = 'dominant_emotions';
  const { say, count } = wording;
  const days = new Map<string, number>();
  for (const { dominant_emotion } of rows) if (dominant_emotion !== null) days.set(dominant_emotion, (days.get(dominant_emotion) ?? 0) + 1);
  const ranked = [...days].sort(([, a], [, b]) => b - a);
  const [top] = ranked;
  if (top === undefined) return noEmotions(id, followed);
  const total = ranked.reduce((sum, [, each]) => sum + each, 0);
  const pleasant = ranked.reduce((sum, [emotion, each]) => sum + (valenceOf(emotion) > 0 ? each : 0), 0);
  const list = {
    description: say('feelings_title'),
    rows: ranked.map(([emotion, each]) => ({
      label: wording.emotion(emotion),
      value: each,
      text: say('days_count', { n: each, days: count(each) }),
    })),
    most: top[1],
    axis: { values: [] },
  };
  return {
    id,
    title: say('feelings_title'),
    width: 'full',
    says: say('feelings_says', { n: total, emotion: wording.emotion(top[0]), most: top[1], pleasant }),
    note: complete(followed, wording).join(' '),
    key: [],
    panels: [{ wide: barList(list, 'wide'), narrow: barList(list, 'narrow') }],
    table: {
      columns: [
        { title: say('dominant_emotion'), side: 'left' },
        { title: say('kind'), side: 'left' },
        { title: say('days'), side: 'right' },
      ],
      rows: ranked.map(([emotion, each]) => [wording.emotion(emotion), say(kindOf(valenceOf(emotion))), count(each)]),
    },
  };
}

function valenceOf(emotion: string): number {
  return Object.hasOwn(EMOTIONS, emotion) ? EMOTIONS[emotion as keyof typeof EMOTIONS].valence : 0;
}

function kindOf(valence: number) {
  return valence > 0 ? 'pleasant' : valence < 0 ? 'unpleasant' : 'neither';
}
