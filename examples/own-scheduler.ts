import type { Scheduler } from 'adaptive-learning-engine/algorithms';

/** The interval in days of each box. */
type LeitnerParams = { readonly days: readonly number[] };
/** The box, from 0; null before the first review. */
type LeitnerState = { readonly box: number; readonly last_review: number | null };

const DAY_MS = 86_400_000;

/**
 * A Leitner box (S. Leitner, So lernt man lernen, 1972): a right answer moves a card to the next box, a wrong one back to the first. The engine
 * accepts any scheduler of pure functions over a JSON-safe state:
 *
 *     const engine = await createEngine({ db, scheduler: { model: leitner } });
 */
export const leitner: Scheduler<LeitnerState, LeitnerParams> = {
  name: 'leitner',
  version: '1',
  defaults: { days: [1, 2, 4, 8, 16] },
  initial: () => ({ box: 0, last_review: null }),
  update: ({ box, last_review }, { at, rating }, { days }) => {
    const first = last_review === null;
    const next = rating === 1 || first ? 0 : Math.min(box + 1, days.length - 1);
    return { box: next, last_review: at };
  },
  intervalDays: waiting,
  dueAt: (state, params) => (state.last_review ?? 0) + waiting(state, params) * DAY_MS,
  // A box does not model forgetting: assume 0.9 at the due date, falling exponentially.
  predict: (state, at, params) =>
    state.last_review === null ? 0.5 : 0.9 ** (Math.max(0, at - state.last_review) / (waiting(state, params) * DAY_MS)),
};

function waiting({ box, last_review }: LeitnerState, { days }: LeitnerParams): number {
  return last_review === null ? 0 : (days[box] ?? 1);
}
