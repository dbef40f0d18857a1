/** The typical share of right answers of a population that nothing is known about; about that of the simulated learners below. */
export const DEFAULT_BASE_RATE = 0.7;

/**
 * Shared weights that `fitLogistic` found, rounded to three digits, for 4,000 learners simulated from seed 1 by bench/evaluate/simulated-practice.ts, with
 * `sharedPrecision` 100: no answer of a person is in them. Many features say nearly the same, so a single weight means little.
 */
export const DEFAULT_WEIGHTS: readonly number[] = Object.freeze([
  // base
  0.645,
  // skill_rates
  0.094, 0.032, -0.157,
  // learner_rates
  -0.008, 0.019, 0.061, 0.354,
  // skill_outcomes
  -0.069, -0.029, 0.004, 0.012, 0.019,
  // learner_outcomes
  0.073, -0.002, 0.015, 0.026, 0.011,
  // skill_totals
  -0.13, -0.04, 0.189,
  // learner_totals
  -0.173, -0.085, 0.095, -0.074, 0.162,
  // first_tries
  0.1, 0.142, 0.059,
  // sequence
  0.037, 0.004, -0.109, 0.052,
  // ability
  0.545, 0.522, -0.05, -0.217,
  // time: learner, skill
  0.018, -0.043,
  // time: right within an hour, a day, a week, a month
  0.038, 0.013, 0.23, 0.012,
  // time: wrong
  0.039, 0.012, 0.078, -0.057,
  // streaks on the skill, from ten wrong to ten right
  0.063, -0.045, 0.018, 0.036, -0.07, 0.007, -0.007, -0.044, -0.062, -0.042, 0.037, -0.052, -0.012, -0.036, -0.006, -0.014, -0.001, -0.003,
  0.025, -0.027, -0.09,
  // streaks over all skills
  0.02, -0.099, -0.014, 0.012, 0.03, -0.046, -0.022, -0.073, -0.018, 0.033, -0.042, -0.071, -0.026, 0.026, 0.003, 0.004, -0.018, -0.004,
  -0.034, 0.033, -0.018,
]);
