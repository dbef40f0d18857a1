import type { AnswerLog } from '../../../fitting/answer-log.js';
import type { ConceptFit, FittedModel, Fitter, LeftOutConcept } from '../../../fitting/fitter.js';
import { runInSlices } from '../../../fitting/run-in-slices.js';
import { type AnswerCounts, type FitFallback, whyNotFitted } from '../../fit/why-not-fitted.js';
import { type AbilityModelParams, abilityModelDefaults } from '../ability-model-params.js';
import { abilityLoss, difficultyOf, type LearnerRows } from './ability-loss.js';
import { SEARCHED_PARAMS, type SearchedParam, searchAbility } from './ability-search.js';
import { someLearners } from './some-learners.js';

/** Rows that are counted between two turns. */
const STRETCH = 1_000;
/** Fewer say nothing of how learners differ. */
const LEAST_LEARNERS = 5;
const LEAST_ANSWERS = 200;
/** Of a concept, to have an ease of its own. */
const LEAST_OF_CONCEPT = { learners: 5, answers: 30 } as const;
/** How much concepts differ in ease before anything is known of one, as a variance. */
const EASE_VARIANCE = 1;
const EASE_ROUNDS = 3;
/** Answers on a later day, and answers to questions that are not average, that tell of forgetting and of hardness. */
const LEAST_LATER = 200;
const LEAST_HARD_OR_EASY = 200;
const HARD_OR_EASY = 0.1;
const FURTHEST_EASE = 5;
const DIGITS = 4;

/**
 * For `engine.fit`: how easy each concept is to everybody, how able learners are and how much they and their concepts differ, how much practice
 * adds, how fast it fades, and how much harder hard questions are, so that each answer is predicted best from those before it. What the log cannot
 * tell stays as `start` has it, and the report names it under `kept`.
 */
export const abilityFitter: Fitter<AbilityModelParams> = (log, { start, signal, pause, onProgress }) => {
  const begun = (start as AbilityModelParams | undefined) ?? abilityModelDefaults;
  return runInSlices('ability.fit', fitted(log, begun, onProgress), signal, pause);
};

function* fitted(
  log: AnswerLog,
  start: AbilityModelParams,
  onProgress: ((share: number) => void) | undefined,
): Generator<number, FittedModel<AbilityModelParams>> {
  const counts = yield* countsOf(log, [{ from: 0, to: log.at.length }]);
  const reason = whyNotFitted(wholeOf(log), LEAST_LEARNERS, LEAST_ANSWERS);
  if (reason !== undefined) {
    const leftOut = new Map(
      counts.flatMap((count, concept) => (count.answers === 0 ? [] : [[concept, leftOutFor(reason, count)] as const])),
    );
    return { params: start, leftOut, fellBack: reason, report: { answers: log.at.length, learners: log.learners } };
  }
  const learners = someLearners(log);
  const kept = yield* untold(log, learners);
  const playedCounts = yield* countsOf(log, learners);
  const told = SEARCHED_PARAMS.filter((name) => !kept.includes(name));
  const none = () => 0;
  const before = yield* abilityLoss(log, learners, start, none);
  const first = yield* easesOf(log, learners, start);
  onProgress?.(0.1);
  const searched = yield* searchAbility({ log, learners, easeOf: (concept) => first.eases[concept] as number }, first.params, told);
  onProgress?.(0.9);
  const { eases, params: found } = yield* easesOf(log, learners, searched);
  const after = yield* abilityLoss(log, learners, found, (concept) => eases[concept] as number);
  const byConcept = new Map<number, ConceptFit<AbilityModelParams>>();
  const leftOut = new Map<number, LeftOutConcept>();
  for (const [concept, count] of playedCounts.entries()) {
    const { answers, learners: asked } = count;
    const why = whyNotFitted(count, LEAST_OF_CONCEPT.learners, LEAST_OF_CONCEPT.answers);
    const tells = why === undefined || why.startsWith('only_');
    if (tells)
      byConcept.set(concept, { params: { ...found, concept_ease: eases[concept] as number }, report: { answers, learners: asked } });
    else if (answers > 0) leftOut.set(concept, leftOutFor(why, count));
  }
  const report = {
    answers: log.at.length,
    learners: log.learners,
    played: learners.reduce((sum, { from, to }) => sum + to - from, 0),
    kept: [...kept],
    logLossBefore: before.logLoss,
    logLossAfter: after.logLoss,
  };
  return { params: found, byConcept, leftOut, fellBack: null, report };
}

interface Eases {
  /** By the concept's number; 0 in the mean over answers. */
  readonly eases: Float64Array;
  /** With the ability that the mean belongs to. */
  readonly params: AbilityModelParams;
}

/** How easy each concept is, by Newton's steps on what was not expected; drawn to the others where little is known. */
function* easesOf(log: AnswerLog, learners: readonly LearnerRows[], start: AbilityModelParams): Generator<number, Eases> {
  let params = start;
  const eases = new Float64Array(log.names.length);
  for (let round = 0; round < EASE_ROUNDS; round += 1) {
    const { residual, information } = yield* abilityLoss(log, learners, params, (concept) => eases[concept] as number);
    for (const [concept, ease] of eases.entries()) {
      const step = ((residual[concept] as number) - ease / EASE_VARIANCE) / ((information[concept] as number) + 1 / EASE_VARIANCE);
      const moved = Math.min(FURTHEST_EASE, Math.max(-FURTHEST_EASE, ease + step));
      eases[concept] = moved;
    }
    const mean = log.concept.reduce((sum, concept) => sum + (eases[concept] as number), 0) / log.concept.length;
    for (const [concept, ease] of eases.entries()) eases[concept] = rounded(ease - mean);
    params = { ...params, ability: rounded(params.ability + mean) };
  }
  return { eases, params };
}

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS)) + 0;
}

/** What the answers of some learners say nothing of. */
function* untold(log: AnswerLog, learners: readonly LearnerRows[]): Generator<number, readonly SearchedParam[]> {
  let [later, hardOrEasy] = [0, 0];
  for (const { from, to } of learners) {
    const lastDay = new Map<number, number>();
    for (let row = from; row < to; row += 1) {
      const [concept, day] = [log.concept[row] as number, log.day[row] as number];
      const last = lastDay.get(concept);
      if (last !== undefined && last < day) later += 1;
      lastDay.set(concept, day);
      if (Math.abs(difficultyOf(log, row) - 0.5) >= HARD_OR_EASY) hardOrEasy += 1;
    }
    yield to - from;
  }
  return [
    ...(hardOrEasy < LEAST_HARD_OR_EASY ? (['question_hardness'] as const) : []),
    ...(later < LEAST_LATER ? (['forgetting_days', 'forgetting_power'] as const) : []),
  ];
}

function leftOutFor(reason: FitFallback, { learners, answers }: AnswerCounts): LeftOutConcept {
  return { reasons: [reason], learners, answers };
}

function wholeOf({ correct, learners }: AnswerLog): AnswerCounts {
  return { learners, answers: correct.length, right: correct.reduce((sum, each) => sum + each, 0) };
}

/** How often each concept was answered in some rows, and by how many. */
function* countsOf(
  { concept, learner, correct, names }: AnswerLog,
  stretches: readonly LearnerRows[],
): Generator<number, readonly AnswerCounts[]> {
  const counts = names.map(() => ({ learners: new Set<number>(), answers: 0, right: 0 }));
  for (const { from, to } of stretches)
    for (let row = from; row < to; row += 1) {
      const count = counts[concept[row] as number] as (typeof counts)[number];
      count.learners.add(learner[row] as number);
      count.answers += 1;
      count.right += correct[row] as number;
      if (row % STRETCH === 0) yield STRETCH;
    }
  return counts.map(({ learners, answers, right }) => ({ learners: learners.size, answers, right }));
}
