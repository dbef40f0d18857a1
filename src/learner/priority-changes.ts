import type { EmotionalState, RecentSuccess } from '../algorithms/index.js';
import type { PriorityChange } from './recommendation.js';
import { isHindering } from './session-emotion.js';

/** The share of right answers in a session that neither frustrates nor bores. Ours. */
const SUCCESS_BAND = { low: 0.5, high: 0.95 } as const;
/** Answers of a session at which its rate is half trusted: as of `targetDifficulty`. */
const HALF_TRUST = 3;
/** What is left of new concepts for who surely feels what holds learning back. Ours. */
const HINDERED = 0.6;
/** Behind all else that is worth a look, and a number that can be read. Ours. */
const PRACTISED_TODAY = 0.1;

/** What the factors of a priority follow from. */
export interface StepNow {
  readonly minutes: number;
  readonly typicalMinutes: number;
  readonly expectedSuccess: number;
  readonly isNew: boolean;
  readonly practisedToday: boolean;
  /** Of the session. */
  readonly recentSuccess: RecentSuccess | null;
  readonly emotion: { readonly emotion: EmotionalState; readonly confidence: number } | null;
}

/**
 * The factors between a gain and its priority, of p the expected success and r the session's share of right answers, trusted by w / (w + 3) for
 * w answers:
 *
 *     pace             typical minutes / minutes
 *     too_hard_lately  1 − trust·(0.5 − r)/0.5·(1 − p)     where r is below 0.5
 *     too_easy_lately  1 − trust·(r − 0.95)/0.05·p/2       where r is above 0.95
 *     hindered         1 − 0.4·confidence                  of a new concept
 *     practised_today  0.1
 */
export function priorityChanges({
  minutes,
  typicalMinutes,
  expectedSuccess,
  isNew,
  practisedToday,
  recentSuccess,
  emotion,
}: StepNow): readonly PriorityChange[] {
  const { rate, weight } = recentSuccess ?? { rate: 1, weight: 0 };
  const trust = weight / (weight + HALF_TRUST);
  const { low, high } = SUCCESS_BAND;
  const tooHard = (trust * Math.max(0, low - rate)) / low;
  const tooEasy = (trust * Math.max(0, rate - high)) / (1 - high);
  const hindered = isNew && emotion !== null && isHindering(emotion.emotion) ? emotion.confidence : 0;
  const changes: readonly PriorityChange[] = [
    { code: 'pace', factor: typicalMinutes / minutes },
    { code: 'too_hard_lately', factor: 1 - tooHard * (1 - expectedSuccess) },
    { code: 'too_easy_lately', factor: 1 - (tooEasy * expectedSuccess) / 2 },
    { code: 'hindered', factor: 1 - (1 - HINDERED) * hindered },
    { code: 'practised_today', factor: practisedToday ? PRACTISED_TODAY : 1 },
  ];
  return changes.filter(({ factor }) => factor !== 1);
}
