import type { EmotionalHour, EmotionalHours } from '../../algorithms/index.js';

/** What the hours of a day say, in sentences: how well each of the best felt, and how much of each hard one was lost. */
export function emotionalInsights({ hours, best_learning_times, challenging_periods }: EmotionalHours): string[] {
  const named = (clock: string) => hours.find(({ hour }) => clockOf(hour) === clock) as EmotionalHour;
  return [
    ...best_learning_times.map(named).map((hour) => `Feels best from ${span(hour)}: mean valence ${valence(hour)} ${seenIn(hour)}`),
    ...challenging_periods
      .map(named)
      .map((hour) => `Struggles from ${span(hour)}: ${share(hour)} % of the time in hindering states ${seenIn(hour)}`),
  ];
}

function clockOf(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function span({ hour }: EmotionalHour): string {
  return `${clockOf(hour)} to ${clockOf((hour + 1) % 24)}`;
}

function valence({ meanValence }: EmotionalHour): string {
  return meanValence.toFixed(2);
}

function share({ hinderingShare }: EmotionalHour): number {
  return Math.round(100 * hinderingShare);
}

function seenIn({ readings }: EmotionalHour): string {
  return `in ${readings} readings`;
}
