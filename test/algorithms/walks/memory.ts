import { list, type Walk } from '../../support/complexity.js';
import { algorithms } from './counted.js';

const DAY_MS = 86_400_000;

/** At most a thousand features: as many as are allowed. */
const features = (size: number) => list(Math.floor(size * 0.8), (at) => (at % 2) / 100);
const everyOther = (size: number, from: number) => list(size, (at) => at * 2 + from);
const streak = { current: 1, longest: 5, study_days: 9, since_day: 0, last: { at: 0, day: 0, offset_minutes: 0 } };

/** What was worked out of an offset is kept: each span is another. */
let since = 0;

/** Days, and single cards and learners. */
export const MEMORY: Walk = {
  streakOf: (size) => () => algorithms.streakOf(everyOther(size, 0), everyOther(size, 1)),
  updateStreak: (size) => () => algorithms.updateStreak(streak, 2 * size, everyOther(size, 1)),
  streakAt: (size) => () => algorithms.streakAt(streak, 2 * size, everyOther(size, 1)),
  zoneOffsets: (size) => () => {
    since += 10_000 * DAY_MS;
    algorithms.zoneOffsets('Europe/Zurich', since, since + size * DAY_MS);
  },
  sm2FromHistory: (size) => () => algorithms.sm2FromHistory(list(size, (at) => ({ at: at * DAY_MS, grade: 4 as const }))),
  fsrsFromHistory: (size) => () => algorithms.fsrsFromHistory(list(size, (at) => ({ at: at * DAY_MS, rating: 3 as const }))),
  halfLifeDays: (size) => () => algorithms.halfLifeDays(features(size), features(size)),
  halfLifeStep: (size) => () =>
    algorithms.halfLifeStep(
      { weights: features(size), counts: features(size).map(() => 1) },
      { features: features(size), elapsedDays: 1, recalled: 1 },
    ),
  pfaProbability: (size) => () =>
    algorithms.pfaProbability(list(size, (at) => ({ state: { successes: at, failures: 1 }, params: algorithms.pfaDefaults }))),
  residualPopulation: (size) => () => algorithms.residualPopulation(list(size, () => algorithms.residualInitialLearner())),
};
