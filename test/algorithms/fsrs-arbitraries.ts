import fc from 'fast-check';
import {
  FSRS_WEIGHTS,
  type FsrsObservation,
  type FsrsParams,
  type FsrsState,
  fsrs,
  fsrsParams,
  fsrsReview,
  type Rating,
} from '../../src/algorithms/index.js';

export const DAY_MS = 86_400_000;

export const anyRating = fc.constantFrom<Rating>(1, 2, 3, 4);

/** Any weights within their bounds: also such as no fit would give, a first answer of again that is remembered longer than an easy one, say. */
const anyWeights = fc.tuple(...FSRS_WEIGHTS.map(({ lowest, highest }) => fc.double({ min: lowest, max: highest, noNaN: true })));

const anySteps = fc
  .array(fc.double({ min: 0.1, max: 1439, noNaN: true }), { maxLength: 4 })
  .map((steps) => [...steps].sort((one, other) => one - other));

export const anyParams: fc.Arbitrary<FsrsParams> = fc
  .record(
    {
      weights: anyWeights,
      desired_retention: fc.double({ min: 0.05, max: 0.995, noNaN: true }),
      maximum_interval_days: fc.integer({ min: 1, max: 36_500 }),
      learning_steps: anySteps,
      relearning_steps: anySteps,
      short_term: fc.boolean(),
      fuzz: fc.boolean(),
      day_count: fc.constantFrom('calendar', 'hours24'),
      hard_step: fc.constantFrom('current', 'first'),
      grade_spacing: fc.constantFrom('day', 'none'),
    },
    { requiredKeys: [] },
  )
  .map((changes) => fsrsParams(changes as Partial<FsrsParams>));

/** Answers in chronological order, from minutes to years apart. */
export const anyHistory: fc.Arbitrary<readonly FsrsObservation[]> = fc
  .array(fc.tuple(fc.oneof(fc.nat(DAY_MS), fc.nat(40 * DAY_MS), fc.nat(2000 * DAY_MS)), anyRating), { maxLength: 12 })
  .map((answers) => {
    let at = 0;
    return answers.map(([wait, rating]) => {
      at += wait;
      return { at, rating };
    });
  });

export function statesOf(history: readonly FsrsObservation[], params: FsrsParams): readonly FsrsState[] {
  const states: FsrsState[] = [];
  let state = fsrs.initial(params);
  for (const review of history) {
    state = fsrsReview(state, review, params);
    states.push(state);
  }
  return states;
}
