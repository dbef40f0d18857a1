import { list, type Walk } from '../../support/complexity.js';
import { algorithms } from './counted.js';

const DAY_MS = 86_400_000;
/** A fit goes over its log again and again until it has converged: as often at each size, it must take as much for each answer. */
const STEPS = 3;
const ONE_LEARNER = { leastAnswers: 2, leastLearners: 1 };

/** As chance has it, the same at each run. */
const drawn = (size: number): readonly boolean[] => {
  const random = algorithms.seededRandom(size);
  return list(size, () => random() < 0.6);
};
const right = (size: number) => Uint8Array.from(drawn(size), Number);
const numbers = (size: number, apart: number) => Int32Array.from(list(size, (at) => at % apart));
const log = (size: number, learners: number, concepts: number) => ({
  learner: numbers(size, learners),
  concept: Int32Array.from(list(size, (at) => Math.floor((at * concepts) / size))),
  correct: right(size),
});
const logisticLog = (size: number, learners: number, skills: number) => ({
  learner: numbers(size, learners),
  skills: list(skills, (at) => `s${at}`),
  skill: numbers(size, skills),
  correct: right(size),
  items: list(skills, (at) => `i${at}`),
  item: numbers(size, skills),
  at: Float64Array.from(list(size, (at) => at * DAY_MS)),
});
/** Each learner's answers to the same number of items, hardly a pattern twice. */
const itemAnswers = (learners: number, items: number) => {
  const answers = learners * items;
  return {
    items: list(items, (at) => `i${at}`),
    learner: list(answers, (at) => Math.floor(at / items)),
    item: list(answers, (at) => at % items),
    correct: [...right(answers)],
  };
};
const reviews = (size: number, cards: number) =>
  drawn(size).map((recalled, at) => ({ card: `c${at % cards}`, at: at * DAY_MS, rating: recalled ? (3 as const) : (1 as const) }));
const recalls = (size: number) => list(size, (at) => ({ elapsedDays: 1 + at, recalled: (at % 4) / 3 }));
const bktOptions = { ...ONE_LEARNER, starts: 1, mostIterations: STEPS };
const logisticOptions = { ...ONE_LEARNER, mostIterations: STEPS };

export const FITS: Walk = {
  fitBkt: (size) => () => algorithms.fitBkt(log(size, size / 10, 1), bktOptions),
  'fitBkt, of one learner': (size) => () => algorithms.fitBkt(log(size, 1, 1), bktOptions),
  'fitBkt, in concepts': (size) => () => algorithms.fitBkt(log(size, 2, size / 10), bktOptions),
  'fitBkt, in classes': (size) => () => algorithms.fitBkt({ ...log(size, size / 10, 1), itemClass: numbers(size, size / 10) }, bktOptions),
  fitPfa: (size) => () => algorithms.fitPfa(log(size, size / 10, 1), ONE_LEARNER),
  'fitPfa, in concepts': (size) => () => algorithms.fitPfa(log(size, 2, size / 10), ONE_LEARNER),
  fitLogistic: (size) => () => algorithms.fitLogistic(logisticLog(size, size / 10, 3), logisticOptions),
  'fitLogistic, in skills': (size) => () => algorithms.fitLogistic(logisticLog(size, 3, size / 3), logisticOptions),
  fitItems: (size) => () => algorithms.fitItems(itemAnswers(size, 20), { most_iterations: STEPS }),
  fitForgettingCurve: (size) => () => algorithms.fitForgettingCurve(recalls(size)),
  fitHalfLifeRegression: (size) => () =>
    algorithms.fitHalfLifeRegression(
      recalls(size).map((recall, at) => ({ ...recall, features: [1, at % 3] })),
      { mostEvaluations: STEPS },
    ),
  fitHlr: (size) => () => algorithms.fitHlr(reviews(size, size / 10), { mostEvaluations: STEPS }),
  'fitHlr, of one card': (size) => () => algorithms.fitHlr(reviews(size, 1), { mostEvaluations: STEPS }),
  fitFsrs: (size) => () => algorithms.fitFsrs(reviews(size, size / 10), { mostEvaluations: STEPS }),
  'fitFsrs, of one card': (size) => () => algorithms.fitFsrs(reviews(size, 1), { mostEvaluations: STEPS }),
  fitFsrsInSlices: (size) => () => algorithms.fitFsrsInSlices(reviews(size, size / 10), { mostEvaluations: STEPS }),
};

/** Each pair of items has a covariance of its parameters, which a matrix is inverted for, as long as it has at most 600 rows. */
export const FITS_OF_ITEMS: Walk = {
  'fitItems, in items': (size) => () => algorithms.fitItems(itemAnswers(200, size), { most_iterations: STEPS }),
};
