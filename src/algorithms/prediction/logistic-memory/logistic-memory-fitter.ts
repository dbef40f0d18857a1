import type { AnswerLog } from '../../fitting/answer-log.js';
import type { ConceptFit, FittedModel, Fitter } from '../../fitting/fitter.js';
import { runInSlices } from '../../fitting/run-in-slices.js';
import { logisticFitter } from '../logistic-fitter.js';
import type { LogisticPredictorParams } from '../logistic-predictor.js';
import { centreOfPractice } from './centre-of-practice.js';
import { earnedTrust } from './earned-trust.js';
import { FITTED_PRACTICE, type LogisticMemoryParams, logisticMemoryDefaults } from './logistic-memory-params.js';
import { memoryPopulation } from './memory-population.js';

/** Work of making a concept's parameters, in rows of a fit's objective. */
const WORK_OF_A_CONCEPT = 16;

/**
 * For `engine.fit`: the weights of logistic tracing by {@link logisticFitter}, drawn towards what is served before a fit, what new learners' memories begin with by what the log's
 * learners have shown of theirs, and how far the memory half is trusted at first. Where one of them cannot be told from the log, it stays as
 * `start` has it; where none can, the fit falls back for the reason of logistic tracing.
 */
export const logisticMemoryFitter: Fitter<LogisticMemoryParams> = async (log, { start, signal, ...control }) => {
  const begun = (start as LogisticMemoryParams | undefined) ?? logisticMemoryDefaults;
  const centre = { ...begun.logistic, population: centreOfPractice(begun) };
  const traced = await logisticFitter(log, { ...control, signal, start: centre });
  return runInSlices('logistic_memory.fit', joined(log, begun, traced), signal, control.pause);
};

function* joined(
  log: AnswerLog,
  start: LogisticMemoryParams,
  traced: FittedModel<LogisticPredictorParams>,
): Generator<number, FittedModel<LogisticMemoryParams>> {
  const population = yield* memoryPopulation(log, start);
  const isTraced = traced.fellBack === null;
  const { answers, learners } = population;
  const counts = { memory: { answers, learners, fitted: population.start !== null } };
  if (!isTraced && population.start === null) {
    const { leftOut, fellBack, report } = traced;
    return { params: start, leftOut, fellBack, report: { ...report, ...counts, trust: null } };
  }
  const found = { ...start, ...(isTraced && { logistic: traced.params, practice: FITTED_PRACTICE }) };
  const memory = { ...start.memory, ...population.start };
  const tracedConcepts = traced.byConcept ?? new Map<number, ConceptFit<LogisticPredictorParams>>();
  const ofConcept = (concept: number): LogisticPredictorParams => tracedConcepts.get(concept)?.params ?? found.logistic;
  const trust = yield* earnedTrust(log, { ...found, memory }, ofConcept);
  const params = { ...found, memory: { ...memory, trust: trust.trust } };
  const byConcept = new Map<number, ConceptFit<LogisticMemoryParams>>();
  for (const [concept, own] of tracedConcepts) {
    byConcept.set(concept, { ...own, params: { ...params, logistic: own.params } });
    yield WORK_OF_A_CONCEPT;
  }
  const { leftOut } = traced;
  return { params, byConcept, leftOut, fellBack: null, report: { ...traced.report, ...counts, trust: { ...trust } } };
}
