const DAY_MS = 86_400_000;

interface State {
  readonly ease_factor: number;
  readonly interval_days: number;
  readonly repetitions: number;
}

/** SM-2 as it stands in many a repository. */
export function nextSm2(
  { ease_factor, interval_days, repetitions }: State = { ease_factor: 2.5, interval_days: 0, repetitions: 0 },
  correct: boolean,
): State {
  const quality = correct ? 4 : 1;
  const ease = Math.max(1.3, ease_factor + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02));
  if (!correct) return { ease_factor: ease, interval_days: 1, repetitions: 0 };
  const days = repetitions === 0 ? 1 : repetitions === 1 ? 6 : Math.round(interval_days * ease);
  return { ease_factor: ease, interval_days: days, repetitions: repetitions + 1 };
}

export function dueInDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY_MS);
}
