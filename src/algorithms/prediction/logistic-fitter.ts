import type { AnswerLog } from '../fitting/answer-log.js';
import type { ConceptFit, Fitter, LeftOutConcept } from '../fitting/fitter.js';
import { runInSlices } from '../fitting/run-in-slices.js';
import { fitLogistic } from '../knowledge/logistic/fit/fit-logistic.js';
import type { LogisticPredictorParams } from './logistic-predictor.js';

/** Digits that a stored weight keeps: more would say nothing, and what is stored with each concept must stay small. */
const DIGITS = 7;
/** Work of rounding a concept's weights, in rows of a fit's objective. */
const WORK_OF_ROUNDING = 256;

/**
 * {@link fitLogistic} for `engine.fit`: shared weights, and weights of its own for each concept that the log has. Its predictor does not move
 * weights, so the squares that an online step would need are left at 0. A log that cannot tell leaves every concept out.
 */
export const logisticFitter: Fitter<LogisticPredictorParams> = async (log, { start, signal, onProgress }) => {
  const { learner, concept, names, correct, at } = log;
  const { population, skills, report } = await fitLogistic(
    { learner, skills: names, skill: concept, correct, at },
    {
      population: (start as LogisticPredictorParams | undefined)?.population,
      signal,
      onProgress: onProgress && (({ iterations, mostIterations }) => onProgress(iterations / mostIterations)),
    },
  );
  const shared = { ...population, weights: population.weights.map(rounded), squares: population.weights.map(() => 0) };
  const numbers = new Map(names.map((name, number) => [name, number]));
  if (report.fallback !== null) {
    const params = { population: shared, skill_weights: null };
    return { params, leftOut: allLeftOut(log, report.fallback), fellBack: report.fallback, report: { ...report } };
  }
  const byConcept = new Map<number, ConceptFit<LogisticPredictorParams>>();
  const rounding = function* (): Generator<number, void> {
    for (const { id, weights: own } of skills) {
      const skill_weights = { ...own, weights: own.weights.map(rounded), squares: own.weights.map(() => 0) };
      const ofSkill = { answers: own.answers, right: own.right };
      byConcept.set(numbers.get(id) as number, { params: { population: shared, skill_weights }, report: ofSkill });
      yield WORK_OF_ROUNDING;
    }
  };
  await runInSlices('fitLogistic', rounding(), signal);
  return { params: { population: shared, skill_weights: null }, byConcept, leftOut: new Map(), fellBack: null, report: { ...report } };
};

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

function rounded(weight: number): number {
  return Number(weight.toPrecision(DIGITS)) + 0;
}
