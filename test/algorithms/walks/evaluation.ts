import { list, type Walk } from '../../support/complexity.js';
import { algorithms } from './counted.js';

const DAY_MS = 86_400_000;
const { bkt, fsrs } = algorithms;
/** Few draws: what is walked is how the work grows with the answers. */
const BOOTSTRAP = { replicates: 3, level: 0.9 };

const predictions = (size: number) => list(size, (at) => ({ predicted: (at % 997) / 997, actual: at % 3 === 0 }));
const ids = (size: number) => list(size, (at) => `l${at}`);
const answers = (size: number, learners: number) =>
  list(size, (at) => ({
    learner: `l${at % learners}`,
    concept: `c${at}`,
    at: at * DAY_MS,
    day: at,
    correct: at % 3 > 0,
    rating: at % 3 > 0 ? (3 as const) : (1 as const),
    grade: at % 3 > 0 ? (4 as const) : (1 as const),
  }));
const log = (size: number, learners = size) => algorithms.answerColumns(answers(size, learners));

export const EVALUATION: Walk = {
  auc: (size) => () => algorithms.auc(predictions(size)),
  baseRateLogLoss: (size) => () => algorithms.baseRateLogLoss(predictions(size)),
  brierScore: (size) => () => algorithms.brierScore(predictions(size)),
  calibration: (size) => () => algorithms.calibration(predictions(size), 10),
  'calibration, in bins': (size) => () => algorithms.calibration(predictions(size), Math.min(size, 1000)),
  logLoss: (size) => () => algorithms.logLoss(predictions(size)),
  rmse: (size) => () => algorithms.rmse(predictions(size)),
  rmseBins: (size) => () => algorithms.rmseBins(predictions(size), ids(size)),
  answerColumns: (size) => () => algorithms.answerColumns(answers(size, size)),
  estimateMeasures: (size) => () => algorithms.estimateMeasures(predictions(size), { ...BOOTSTRAP, clusters: ids(size) }),
  compareMeasures: (size) => () => algorithms.compareMeasures(predictions(size), predictions(size), { ...BOOTSTRAP, clusters: ids(size) }),
  splitByLearner: (size) => () => algorithms.splitByLearner(ids(size)),
  foldsByLearner: (size) => () => algorithms.foldsByLearner(ids(size)),
  splitByTime: (size) => () => algorithms.splitByTime(list(size, (at) => (at * 7919) % 1009)),
  predictLog: (size) => () => algorithms.predictLog(fsrs, fsrs.defaults, log(size)),
  'predictLog, of one learner': (size) => () => algorithms.predictLog(fsrs, fsrs.defaults, log(size, 1)),
  predictLogSteps: (size) => () => [...algorithms.predictLogSteps(bkt, bkt.defaults, log(size))],
  evaluateModel: (size) => () => algorithms.evaluateModel(bkt, bkt.defaults, log(size), BOOTSTRAP),
  'evaluateModel, of one learner': (size) => () => algorithms.evaluateModel(bkt, bkt.defaults, log(size, 1), BOOTSTRAP),
  evaluateModelAsync: (size) => () => algorithms.evaluateModelAsync(bkt, bkt.defaults, log(size), BOOTSTRAP),
};

/** A learner is in the training part of every fold but one: so many lists as there are folds are the answer itself. */
export const FOLDS: Walk = {
  'foldsByLearner, in folds': (size) => () => algorithms.foldsByLearner(ids(size), size),
};
