import {
  type AnswerLog,
  baseRateLogLoss,
  type FitControl,
  type FittableRow,
  type FittedModel,
  type JsonObject,
  logLoss,
  splitByTime,
} from '../../algorithms/index.js';
import type { ConceptId, ModelFit } from '../../collections/index.js';
import { conceptKey, type LearnerModels, versionOf } from '../../learner/index.js';
import { type LossDifference, lossDifference } from './loss-difference.js';
import { predictHeldOut } from './predict-held-out.js';

/** The evaluation of a fit on held-out answers. */
export type Judgement = Pick<ModelFit, 'verdict' | 'held_out'>;

/** The newest part of the log, which the trial fit does not see. */
const TEST_SHARE = 0.2;

export interface JudgedLog {
  readonly log: AnswerLog;
  /** Concepts by their number in the log. */
  readonly concepts: readonly ConceptId[];
  /** The newest answer that the served parameters were fitted to: later ones judge them and the new fit alike. */
  readonly servedSawUntil?: Date | undefined;
  /** Of more answers that could judge, about so many do: those of learners picked evenly. All if not given. */
  readonly most?: number | undefined;
}

/**
 * Fits on the older four fifths of a log and judges on the newest, beside what the engine serves now in the model's place, be it the same
 * model or another. Schedulers are judged on answers of a later day than the one before, as they count days; all others on every answer.
 */
export async function judgeFit(
  row: FittableRow,
  { log, concepts, servedSawUntil, most }: JudgedLog,
  models: LearnerModels,
  control: FitControl,
): Promise<Judgement> {
  const isTest = heldOutOf(log, servedSawUntil);
  if (!isTest.includes(1)) return { verdict: 'no_better' };
  const train = withoutTest(log, isTest);
  // biome-ignore lint/nursery/useAwaitThenable: the rule does not see through the union of rows that a fit gives a promise
  const fitted = await row.fit(train, control);
  const { kind } = row;
  const judged = { log, concepts, isTest: ofSomeLearners(log.learner, isTest, most), kind };
  const found = await predictHeldOut(judged, { ...models, [kind]: choiceOf(row, fitted, concepts) }, control);
  const served = await predictHeldOut(judged, models, control);
  const [after, before, base] = [logLoss(found), logLoss(served), baseRateLogLoss(found)];
  if (after === null || before === null || base === null) return { verdict: 'no_better' };
  const { seed = 0, signal } = control;
  const { difference, drawn } = await lossDifference(found, served, found.learner, { seed, signal });
  return {
    verdict: verdictOf(difference),
    held_out: {
      answers: found.predicted.length,
      learners: new Set(found.learner).size,
      log_loss: after,
      log_loss_before: before,
      served: versionOf(models[kind]),
      base_rate_log_loss: base,
      difference,
      drawn,
    },
  };
}

/** Which rows judge: the newest fifth, and of those only what the served parameters have not seen either. */
function heldOutOf(log: AnswerLog, servedSawUntil: Date | undefined): Uint8Array {
  const isTest = new Uint8Array(log.at.length);
  if (log.at.length === 0) return isTest;
  const seen = servedSawUntil?.getTime() ?? Number.NEGATIVE_INFINITY;
  for (const row of splitByTime(log.at, TEST_SHARE).test) isTest[row] = (log.at[row] as number) > seen ? 1 : 0;
  return isTest;
}

/** The rows that judge, of every n-th learner who has any: whole learners, since what one learner's answers say hangs together. */
function ofSomeLearners(learner: Int32Array, isTest: Uint8Array, most = Number.POSITIVE_INFINITY): Uint8Array {
  const every = Math.ceil(isTest.reduce((sum, each) => sum + each, 0) / most);
  if (every <= 1) return isTest;
  const judging = [...new Set(learner.filter((_, row) => isTest[row] === 1))];
  const picked = new Set(judging.filter((_, place) => place % every === 0));
  return isTest.map((each, row) => (picked.has(learner[row] as number) ? each : 0));
}

function verdictOf({ low, high }: LossDifference): ModelFit['verdict'] {
  if (high < 0) return 'better_than_served';
  return low > 0 ? 'worse' : 'no_better';
}

/** A fit as the engine would serve it. */
function choiceOf(
  { model }: FittableRow,
  { params, byConcept = new Map() }: FittedModel,
  concepts: readonly ConceptId[],
): LearnerModels[FittableRow['kind']] {
  const paramsByConcept = new Map<string, JsonObject>(
    [...byConcept].map(([number, own]) => [conceptKey(concepts[number] as ConceptId), own.params]),
  );
  return { model, params, paramsByConcept, paramsVersion: 'held_out' } as LearnerModels[FittableRow['kind']];
}

/** The rows of a log that stay out of the test; learners and concepts keep their numbers. */
function withoutTest(log: AnswerLog, isTest: Uint8Array): AnswerLog {
  const isTrain = (_: number, row: number) => isTest[row] === 0;
  return {
    ...log,
    learner: log.learner.filter(isTrain),
    concept: log.concept.filter(isTrain),
    day: log.day.filter(isTrain),
    at: log.at.filter(isTrain),
    rating: log.rating.filter(isTrain),
    correct: log.correct.filter(isTrain),
    item: log.item?.filter(isTrain),
    difficulty: log.difficulty?.filter(isTrain),
  };
}
