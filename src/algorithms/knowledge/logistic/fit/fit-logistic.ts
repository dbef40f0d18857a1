import { limitedMemoryMinimum } from '../../../fitting/limited-memory-minimum.js';
import { runInSlices } from '../../../fitting/run-in-slices.js';
import type { LogisticFactor } from '../logistic-factor.js';
import { SHARED_SIZE, SKILL_SIZE } from '../logistic-layout.js';
import { FRESH_ITEM_WEIGHTS, FRESH_SKILL_WEIGHTS, LARGEST_WEIGHT, type LogisticPopulation } from '../logistic-weights.js';
import { type FactorOnTop, factorOnTop } from './factor-on-top.js';
import { curvatureOf } from './logistic-curvature.js';
import { designOf, itemPlace, type LogisticDesign, skillCounts, skillPlace } from './logistic-design.js';
import { type CheckedLogisticFitOptions, checkedLogisticFitOptions, type LogisticFitOptions } from './logistic-fit-options.js';
import type { LogisticFallback, LogisticFit, LogisticFitReport } from './logistic-fit-report.js';
import { checkLogisticLog, type LogisticLog } from './logistic-log.js';
import { lossAndSquares, objectiveAt } from './logistic-objective.js';

/**
 * Fits the weights of logistic tracing to a log: the maximum a posteriori weights under a normal prior around `options.population`.
 *
 *     minimise Σ −ln P(answer) + ½ Σ λ_i·(w_i − centre_i)²
 *
 * λ is the precision of each kind of weight. The problem is convex, so the optimum does not depend on the starting point or, without items, on the
 * order of learners. It uses L-BFGS. The features of each answer are the ones that {@link logisticUpdate} has before it, so the weights can be used
 * directly. The prior keeps the weights of a skill or item with little data near 0.
 *
 * In addition, a factor of eight numbers per learner ({@link LogisticFactor}) is fitted by stochastic gradient descent to the residuals. Every eighth
 * learner is held out; if the factor predicts them worse, it is dropped. `report.factor` contains both results.
 *
 * @param log - see {@link LogisticLog}
 * @returns weights and a report; with too little data, the weights of `options.population`, and `report.fallback` says why. The promise rejects with
 * `aborted` soon after `options.signal` is aborted.
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const log = { learner: Int32Array.of(0), skills: ['fractions'], skill: Int32Array.of(0), correct: Uint8Array.of(1) };
 * fitLogistic(log) instanceof Promise //=> true
 * fitLogistic({ ...log, correct: Uint8Array.of(2) }) //=> throws invalid_input
 */
export function fitLogistic(log: LogisticLog, options: LogisticFitOptions = {}): Promise<LogisticFit> {
  const checked = checkedLogisticFitOptions(options);
  checkLogisticLog('fitLogistic.log', log);
  return runInSlices('fitLogistic', stepsOf(log, checked), checked.signal, checked.pause);
}

function* stepsOf(log: LogisticLog, options: CheckedLogisticFitOptions): Generator<number, LogisticFit> {
  const learners = new Set(log.learner).size;
  const answers = log.correct.length;
  const right = log.correct.reduce((sum, each) => sum + each, 0);
  const sizes = { n: answers, learners, skills: log.skills.length, items: log.items?.length ?? 0 };
  const share = right / Math.max(1, answers);
  const entropy = -share * Math.log(Math.max(share, 1e-300)) - (1 - share) * Math.log(Math.max(1 - share, 1e-300));
  const about = { ...sizes, baseRateLogLoss: answers === 0 ? null : Math.max(0, entropy) };
  const fallback = fallbackOf(answers, learners, right, options);
  if (fallback !== null) {
    const report = { ...about, weights: 0, logLoss: null, iterations: 0, converged: false, fallback, factor: null };
    return yield* fitOf(log, options.population, null, report);
  }
  const { base_rate } = options.population;
  const population = { ...options.population, base_rate: share };
  const design = yield* designOf(log, population);
  const objective = { design, centre: centreOf(design, population, base_rate), precision: precisionOf(design, log, options) };
  const found = yield* limitedMemoryMinimum((point, gradient) => objectiveAt(objective, point, gradient), {
    start: objective.centre.slice(),
    divideByCurvature: yield* curvatureOf(design, objective.precision, log.skills.length),
    tolerance: options.tolerance,
    mostIterations: options.mostIterations,
    onStep: (iterations, value) => options.onProgress?.({ iterations, mostIterations: options.mostIterations, loss: value / answers }),
  });
  const { loss, squares } = yield* lossAndSquares(design, found.point);
  const factor = options.factor ? yield* factorOnTop(log, design, objective.centre, found.point) : null;
  const { iterations, converged } = found;
  const logLoss = (factor?.loss ?? loss) / answers;
  const report = { ...about, weights: design.weights - 1, logLoss, iterations, converged, fallback, factor: factor?.report ?? null };
  return yield* fitOf(log, population, { weights: found.point, squares, factor }, report);
}

function fallbackOf(answers: number, learners: number, right: number, options: CheckedLogisticFitOptions): LogisticFallback | null {
  if (answers < Math.max(1, options.leastAnswers)) return 'too_few_answers';
  if (learners < options.leastLearners) return 'too_few_learners';
  if (right === answers) return 'only_right_answers';
  return right === 0 ? 'only_wrong_answers' : null;
}

/** The population's weights, moved to the log's share of right answers; 0 for skills and items. */
function centreOf(design: LogisticDesign, population: LogisticPopulation, typical: number): Float64Array {
  const centre = new Float64Array(design.weights);
  centre.set(population.weights);
  const moved = Math.log(population.base_rate / (1 - population.base_rate)) - Math.log(typical / (1 - typical));
  centre[0] = (centre[0] as number) + moved;
  return centre;
}

function precisionOf(design: LogisticDesign, { skills }: LogisticLog, options: CheckedLogisticFitOptions): Float64Array {
  return new Float64Array(design.weights)
    .fill(options.itemPrecision)
    .fill(options.skillPrecision, 0, itemPlace(skills.length, 0))
    .fill(options.sharedPrecision, 0, SHARED_SIZE);
}

interface Found {
  readonly weights: Float64Array;
  readonly squares: Float64Array;
  readonly factor: FactorOnTop | null;
}

/** Work of cutting out a skill's weights, in rows of the objective. */
const WORK_OF_A_SKILL = 64;

/** Cuts the vector of all weights into what belongs to the population, to each skill and to each item. */
function* fitOf(
  log: LogisticLog,
  population: LogisticPopulation,
  found: Found | null,
  report: LogisticFitReport,
): Generator<number, LogisticFit> {
  const { skills, skill, correct, items = [], item = new Int32Array(0) } = log;
  const ofSkills = skillCounts(skill, correct, skills.length);
  const ofItems = skillCounts(item, correct, items.length);
  yield correct.length;
  const cut = (values: Float64Array | undefined, from: number, size: number): number[] =>
    Array.from({ length: size }, (_, i) => Math.max(-LARGEST_WEIGHT, Math.min(LARGEST_WEIGHT, values?.[from + i] ?? 0)) + 0);
  const sums = (from: number, size: number): number[] => Array.from({ length: size }, (_, i) => found?.squares[from + i] ?? 0);
  const fit = {
    population:
      found === null
        ? population
        : { base_rate: population.base_rate, weights: cut(found.weights, 0, SHARED_SIZE), squares: sums(0, SHARED_SIZE) },
    skills: [] as LogisticFit['skills'][number][],
    items: [] as LogisticFit['items'][number][],
    report,
  };
  for (const [number, id] of skills.entries()) {
    const from = skillPlace(number);
    const learnt = { weights: cut(found?.weights, from, SKILL_SIZE), squares: sums(from, SKILL_SIZE) };
    fit.skills.push({
      id,
      weights: { ...FRESH_SKILL_WEIGHTS, ...ofSkills[number], ...learnt, ...factorOf(found?.factor?.ofSkills.get(number)) },
    });
    yield WORK_OF_A_SKILL;
  }
  for (const [number, id] of items.entries()) {
    const from = itemPlace(skills.length, number);
    const [weight = 0] = cut(found?.weights, from, 1);
    const [square = 0] = sums(from, 1);
    fit.items.push({
      id,
      weights: { ...FRESH_ITEM_WEIGHTS, ...ofItems[number], weight, square, ...factorOf(found?.factor?.ofItems.get(number)) },
    });
    yield 1;
  }
  return fit;
}

function factorOf(factor: LogisticFactor | undefined): { readonly factor: LogisticFactor | null } {
  return { factor: factor ?? null };
}
