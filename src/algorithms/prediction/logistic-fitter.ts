import type { AnswerLog } from '../fitting/answer-log.js';
import type { ConceptFit, Fitter, LeftOutConcept } from '../fitting/fitter.js';
import { runInSlices } from '../fitting/run-in-slices.js';
import { fitLogistic } from '../knowledge/logistic/fit/fit-logistic.js';
import type { LogisticFit } from '../knowledge/logistic/fit/logistic-fit-report.js';
import type { LogisticFactor } from '../knowledge/logistic/logistic-factor.js';
import { LARGEST_WEIGHT, type LogisticItemWeights, PRIOR_PRECISION } from '../knowledge/logistic/logistic-weights.js';
import { type FittedDifficulty, fitDifficulty } from './fit-difficulty.js';
import { DEFAULT_DIFFICULTY, type LogisticDifficulty, type LogisticItems } from './logistic-items.js';
import type { LogisticPredictorParams } from './logistic-predictor.js';
import { mostAnsweredItems } from './most-answered-items.js';

/** Digits that a stored weight keeps: more would say nothing, and what is stored with each concept must stay small. */
const DIGITS = 7;
/** Digits of gains and loads: each item may have sixteen of them. */
const FACTOR_DIGITS = 4;
/**
 * How much firmer than {@link PRIOR_PRECISION} the prior of shared weights is while a log has 5,000 answers or fewer; from ten times as many on it is no
 * firmer. What is served before a fit is good, and the answers of a few learners hang together. On the first 5,000 answers of three small deployments,
 * each on another log, ten times lost less than once and three times; on 40,000 answers ten times would lose AUC .001.
 */
const FIRMNESS = 10;
const YOUNG_ANSWERS = 5_000;
/** A young deployment has its first fit from so many answers on. */
const LEAST_ANSWERS = 300;
/** Work of rounding a concept's weights, in rows of a fit's objective. */
const WORK_OF_ROUNDING = 256;
/** Work of rounding an item's weights, in the same rows. */
const WORK_OF_AN_ITEM = 64;
/** p·(1 − p) of a typical answer: what one answer tells of its item. */
const TYPICAL_VARIANCE = 0.18;

/**
 * {@link fitLogistic} for `engine.fit`: shared weights, and weights of its own for each concept that the log has, with those of the concept's
 * most answered items. An item of few answers stays near its concept, or near what the host says of its difficulty, as far as the log bears
 * the host out. Its predictor does not move weights, so the squares that an online step would need are left at 0. A log that cannot tell
 * leaves every concept out.
 */
export const logisticFitter: Fitter<LogisticPredictorParams> = async (log, { start, signal, pause, onProgress }) => {
  const { learner, concept, names, correct, at, item, items } = log;
  const columns = items === undefined ? {} : { items: items.map((_, number) => String(number)), item };
  const fitted = await fitLogistic(
    { learner, skills: names, skill: concept, correct, at, ...columns },
    {
      population: (start as LogisticPredictorParams | undefined)?.population,
      sharedPrecision: PRIOR_PRECISION.shared * Math.min(FIRMNESS, Math.max(1, (FIRMNESS * YOUNG_ANSWERS) / at.length)),
      leastAnswers: LEAST_ANSWERS,
      signal,
      pause,
      onProgress: onProgress && (({ iterations, mostIterations }) => onProgress(iterations / mostIterations)),
    },
  );
  const { population, report } = fitted;
  const shared = { ...population, weights: population.weights.map(rounded), squares: population.weights.map(() => 0) };
  const unseen = { population: shared, skill_weights: null, items: null, difficulty: DEFAULT_DIFFICULTY };
  if (report.fallback !== null) {
    return { params: unseen, leftOut: allLeftOut(log, report.fallback), fellBack: report.fallback, report: { ...report } };
  }
  const difficulty = await runInSlices('fitLogistic', fitDifficulty(log), signal, pause);
  const params = { ...unseen, difficulty: difficultyOf(difficulty, undefined) };
  const byConcept = new Map<number, ConceptFit<LogisticPredictorParams>>();
  const rounding = function* (): Generator<number, void> {
    const ofItems = difficultiesOfItems(log, difficulty);
    yield at.length;
    const logged = itemsOf(log, fitted);
    yield at.length;
    const kept = mostAnsweredItems(logged);
    yield at.length;
    for (const [number, { weights: own }] of fitted.skills.entries()) {
      const { factor = null, ...ofSkill } = own;
      const weights = { weights: own.weights.map(rounded), squares: own.weights.map(() => 0) };
      const skill_weights = { ...ofSkill, ...weights, factor: factor && roundedFactor(factor) };
      const numbers = kept.get(number) ?? [];
      const ownItems: LogisticItems = Object.fromEntries(
        numbers.map((each) => [(items as readonly string[])[each] as string, itemWeights(fitted, each, ofItems[each] as number)]),
      );
      byConcept.set(number, {
        params: {
          population: shared,
          skill_weights,
          items: numbers.length === 0 ? null : ownItems,
          difficulty: difficultyOf(difficulty, number),
        },
        report: { answers: own.answers, right: own.right, items: numbers.length },
      });
      yield WORK_OF_ROUNDING + WORK_OF_AN_ITEM * numbers.length;
    }
  };
  await runInSlices('fitLogistic', rounding(), signal, pause);
  return { params, byConcept, leftOut: new Map(), fellBack: null, report: { ...report } };
};

function difficultyOf({ weight, typical }: FittedDifficulty, concept: number | undefined): LogisticDifficulty {
  const own = concept === undefined ? undefined : typical[concept];
  return { weight: rounded(weight), typical: own === undefined ? DEFAULT_DIFFICULTY.typical : rounded(own) };
}

/** The items of the log with their concepts; −1 for one that no answer is to. */
function itemsOf({ concept, item, items = [] }: AnswerLog, fitted: LogisticFit) {
  const concepts = new Int32Array(items.length).fill(-1);
  for (const [row, number] of (item ?? []).entries()) if (number >= 0) concepts[number] = concept[row] as number;
  return items.map((id, number) => ({
    id,
    concept: concepts[number] as number,
    answers: fitted.items[number]?.weights.answers ?? 0,
  }));
}

/** Of each item the logit that the host's word on its difficulty makes of it, beside a typical item of its concept. */
function difficultiesOfItems({ concept, item, items = [], difficulty }: AnswerLog, { weight, typical }: FittedDifficulty): Float64Array {
  const sums = new Float64Array(items.length);
  const counts = new Int32Array(items.length);
  for (const [row, number] of (item ?? []).entries()) {
    const said = difficulty?.[row] ?? Number.NaN;
    if (number < 0 || Number.isNaN(said)) continue;
    sums[number] = (sums[number] as number) + weight * ((typical[concept[row] as number] as number) - said);
    counts[number] = (counts[number] as number) + 1;
  }
  return sums.map((sum, number) => sum / Math.max(1, counts[number] as number));
}

/** The weights of an item as a prior around the host's difficulty would have drawn them: the fit drew them to 0, which is moved here. */
function itemWeights({ items }: LogisticFit, number: number, expected: number): LogisticItemWeights {
  const { factor = null, ...weights } = (items[number] as LogisticFit['items'][number]).weights;
  const drawn = PRIOR_PRECISION.item / (PRIOR_PRECISION.item + TYPICAL_VARIANCE * weights.answers);
  const moved = weights.weight + drawn * expected;
  const weight = rounded(Math.max(-LARGEST_WEIGHT, Math.min(LARGEST_WEIGHT, moved)));
  return { ...weights, weight, square: 0, ...(factor === null ? {} : { factor: roundedFactor(factor) }) };
}

function allLeftOut({ learner, concept }: AnswerLog, reason: string): ReadonlyMap<number, LeftOutConcept> {
  const counts = new Map<number, { readonly learners: Set<number>; answers: number }>();
  for (const [row, number] of concept.entries()) {
    const count = counts.get(number) ?? { learners: new Set<number>(), answers: 0 };
    counts.set(number, count);
    count.learners.add(learner[row] as number);
    count.answers += 1;
  }
  return new Map([...counts].map(([number, { learners, answers }]) => [number, { reasons: [reason], learners: learners.size, answers }]));
}

function roundedFactor({ gains, loads }: LogisticFactor): LogisticFactor {
  const short = (value: number): number => Number(value.toPrecision(FACTOR_DIGITS)) + 0;
  return { gains: gains.map(short), loads: loads.map(short) };
}

function rounded(weight: number): number {
  return Number(weight.toPrecision(DIGITS)) + 0;
}
