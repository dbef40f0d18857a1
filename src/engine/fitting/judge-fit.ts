import {
  type AnswerLog,
  baseRateLogLoss,
  type FitControl,
  type FittableRow,
  type FittedModel,
  type JsonObject,
  logLoss,
  type PredictionColumns,
  predictLog,
  SLICES,
  splitByTime,
} from '../../algorithms/index.js';
import type { ModelFit } from '../../collections/index.js';

type Judged = NonNullable<ModelFit['held_out']>;
type ParamsOf = (concept: number) => JsonObject;

/** The newest part of the log, which the trial fit does not see. */
const TEST_SHARE = 0.2;

/**
 * Fits on the older four fifths of a log and judges on the newest, beside the parameters that are served now: a fit can do worse than what
 * was there, when the log is short. Schedulers are judged on answers of a later day than the one before, as they count days.
 */
export async function judgeFit(row: FittableRow, log: AnswerLog, served: ParamsOf, control: FitControl): Promise<Judged | undefined> {
  const { kind, model } = row;
  if (kind === 'predictor' || log.at.length === 0) return undefined;
  const { train, test } = splitByTime(log.at, TEST_SHARE);
  // biome-ignore lint/nursery/useAwaitThenable: the rule does not see through the union of rows that a fit gives a promise
  const fitted = await row.fit(rowsOf(log, train), control);
  const isTest = new Uint8Array(log.at.length);
  for (const row of test) isTest[row] = 1;
  const judge = (params: ParamsOf) => {
    const { predicted, actual, slice } = predictLog(model as never, params as never, log, (row) => isTest[row] === 1);
    const later = SLICES.indexOf('later_day');
    const kept = Array.from(predicted.keys()).filter((index) => kind === 'knowledge' || slice[index] === later);
    return {
      predicted: Float64Array.from(kept, (index) => predicted[index] as number),
      actual: Uint8Array.from(kept, (index) => actual[index] as number),
    };
  };
  const found: PredictionColumns = judge(paramsOf(fitted));
  const [after, before, base] = [logLoss(found), logLoss(judge(served)), baseRateLogLoss(found)];
  if (after === null || before === null || base === null) return undefined;
  return { answers: found.predicted.length, log_loss: after, log_loss_before: before, base_rate_log_loss: base };
}

function paramsOf({ params, byConcept }: FittedModel): ParamsOf {
  return (concept) => byConcept?.get(concept)?.params ?? params;
}

/** Some rows of a log; learners and concepts keep their numbers. */
function rowsOf(log: AnswerLog, rows: ArrayLike<number>): AnswerLog {
  const pick = (column: Int32Array) => Int32Array.from(rows, (row) => column[row] as number);
  return {
    ...log,
    learner: pick(log.learner),
    concept: pick(log.concept),
    day: pick(log.day),
    at: Float64Array.from(rows, (row) => log.at[row] as number),
    rating: Uint8Array.from(rows, (row) => log.rating[row] as number),
    correct: Uint8Array.from(rows, (row) => log.correct[row] as number),
  };
}
