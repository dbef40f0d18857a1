/** The usual share of right answers of a population of which nothing is known; about that of the simulated learners below. */
export const DEFAULT_BASE_RATE = 0.7;

/**
 * Shared weights that {@link fitLogistic} found, rounded to three digits, for 4,000 learners simulated from seed 1 (bench/evaluate/simulated-practice.ts)
 * with `sharedPrecision` 10: no answer of a person is in them. Half of the features say nearly the same, so single weights mean little.
 */
export const DEFAULT_WEIGHTS: readonly number[] = Object.freeze([
  // base
  0.376,
  // skill_rates
  0.57, -0.011, -0.182,
  // learner_rates
  -0.174, 0.175, -0.058, 0.304,
  // skill_outcomes
  -0.377, -0.049, -0.038, -0.002, 0.019,
  // learner_outcomes
  0.088, 0.045, 0.056, 0.016, 0.003,
  // skill_totals
  -0.381, 0.018, 0.502,
  // learner_totals
  -0.128, -0.141, 0.07, -0.523, 0.153,
  // first_tries
  0.208, 0.246, -0.061,
  // sequence
  0.142, -0.015, -0.083, 0.036,
  // ability
  0.82, 0.902, -0.163, -0.995,
  // time: learner, skill
  -0.022, 0,
  // time: right within an hour, a day, a week, a month
  0.005, 0.144, 0.21, 0.024,
  // time: wrong
  0.046, -0.093, 0.11, -0.087,
  // streaks on the skill, from ten wrong to ten right
  -0.018, 0.088, 0.036, 0.071, 0.024, -0.063, -0.064, -0.032, -0.004, -0.107, 0.142, 0.162, 0.037, -0.025, -0.055, -0.075, -0.084, -0.178, -0.11, 0.031, -0.151,
  // streaks over all skills
  0.063, -0.001, -0.04, -0.076, -0.075, 0.066, 0.021, 0, -0.124, -0.041, -0.048, -0.043, 0.004, -0.031, -0.011, 0.017, -0.017, 0.003, -0.01, -0.049, 0.019,
]);
