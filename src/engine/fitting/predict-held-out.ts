import {
  type AnswerLog,
  type FitControl,
  type FittableRow,
  type JsonObject,
  type PredictionColumns,
  predictLogSteps,
  SLICES,
} from '../../algorithms/index.js';
import type { ConceptId } from '../../collections/index.js';
import { conceptKey, isKnowledge, type LearnerModels } from '../../learner/index.js';
import { aborted, runCooperatively, shouldYield, yieldToEventLoop } from '../../repositories/index.js';
import { playAnswers } from './play-answers.js';

export interface HeldOut {
  readonly log: AnswerLog;
  readonly concepts: readonly ConceptId[];
  /** 1 for each row that is to be judged. */
  readonly isTest: Uint8Array;
  readonly kind: FittableRow['kind'];
}

/** What models said of the answers that were held out, and whose each was. */
export interface HeldOutPredictions extends PredictionColumns {
  readonly learner: Int32Array;
}

const LATER_DAY = SLICES.indexOf('later_day');

/**
 * Has the engine's models predict, learner by learner, the answers that were held out: by the engine's own fold where they go by more than what
 * one concept's answers tell, as predictors and `ability` do.
 */
export async function predictHeldOut(
  { log, concepts, isTest, kind }: HeldOut,
  models: LearnerModels,
  { signal, pause = () => yieldToEventLoop('fit', signal) }: Pick<FitControl, 'signal' | 'pause'>,
): Promise<HeldOutPredictions> {
  const found: Found = { predicted: [], actual: [], learner: [] };
  for (const span of spansOf(log, isTest)) {
    const add = (row: number, predicted: number, actual: number) => {
      found.predicted.push(predicted);
      found.actual.push(actual);
      found.learner.push(log.learner[row] as number);
    };
    if (kind === 'predictor' || (kind === 'knowledge' && isKnowledge(models))) {
      let row = span.from;
      for (const { predicted, opinions } of playAnswers(log, concepts, span, models)) {
        if (isTest[row] === 1) add(row, kind === 'predictor' ? predicted : opinions.knowledge, log.correct[row] as number);
        row += 1;
        if (!shouldYield()) continue;
        await pause();
        if (signal?.aborted === true) throw aborted('fit', signal.reason);
      }
    } else {
      await predictSpan({ log, concepts, isTest, kind }, span, models[kind], add, signal);
    }
  }
  return {
    predicted: Float64Array.from(found.predicted),
    actual: Uint8Array.from(found.actual),
    learner: Int32Array.from(found.learner),
  };
}

interface Found {
  readonly predicted: number[];
  readonly actual: number[];
  readonly learner: number[];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Each learner's rows up to the last that is judged; learners of whom none is judged are passed over. */
function* spansOf({ learner }: AnswerLog, isTest: Uint8Array): Generator<Span> {
  for (let from = 0, next = 0; from < learner.length; from = next) {
    let to = from;
    for (next = from; next < learner.length && learner[next] === learner[from]; next += 1) if (isTest[next] === 1) to = next + 1;
    if (to > from) yield { from, to };
  }
}

async function predictSpan(
  { log, concepts, isTest, kind }: HeldOut,
  { from, to }: Span,
  { model, params, paramsByConcept }: LearnerModels['scheduler' | 'knowledge'],
  add: (row: number, predicted: number, actual: number) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const paramsOf = (concept: number): JsonObject =>
    (paramsByConcept?.get(conceptKey(concepts[concept] as ConceptId)) as JsonObject | undefined) ?? params;
  const own = partOf(log, from, to);
  const steps = predictLogSteps(model as never, paramsOf as never, own, (row) => isTest[from + row] === 1);
  const said = await runCooperatively(steps, { where: 'fit', signal });
  for (const [index, row] of said.row.entries()) {
    if (kind === 'scheduler' && said.slice[index] !== LATER_DAY) continue;
    add(from + row, said.predicted[index] as number, said.actual[index] as number);
  }
}

function partOf(log: AnswerLog, from: number, to: number): AnswerLog {
  return {
    ...log,
    learner: log.learner.subarray(from, to),
    concept: log.concept.subarray(from, to),
    at: log.at.subarray(from, to),
    day: log.day.subarray(from, to),
    rating: log.rating.subarray(from, to),
    correct: log.correct.subarray(from, to),
    item: log.item?.subarray(from, to),
    difficulty: log.difficulty?.subarray(from, to),
  };
}
