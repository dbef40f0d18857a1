import { type AnswerLog, type FittableRow, type JsonObject, type PredictionColumns, predictLog, SLICES } from '../../algorithms/index.js';
import type { ConceptId } from '../../collections/index.js';
import { conceptKey, type LearnerModels } from '../../learner/index.js';
import { untilNextTurn } from './next-turn.js';
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

/** Rows predicted in one turn of the event loop: some milliseconds of a model by itself, and of the whole fold. */
const ROWS_A_TURN = { scheduler: 4_096, knowledge: 4_096, predictor: 128 } as const;
const LATER_DAY = SLICES.indexOf('later_day');

/** Has the engine's models predict, learner by learner, the answers that were held out. */
export async function predictHeldOut(
  { log, concepts, isTest, kind }: HeldOut,
  models: LearnerModels,
  signal: AbortSignal | undefined,
): Promise<HeldOutPredictions> {
  const found: Found = { predicted: [], actual: [], learner: [] };
  let worked = 0;
  const pause = async (rows: number) => {
    worked += rows;
    if (worked < ROWS_A_TURN[kind]) return;
    worked = 0;
    await untilNextTurn(signal);
  };
  for (const span of spansOf(log, isTest)) {
    const add = (row: number, predicted: number, actual: number) => {
      found.predicted.push(predicted);
      found.actual.push(actual);
      found.learner.push(log.learner[row] as number);
    };
    if (kind === 'predictor') {
      let row = span.from;
      for (const predicted of playAnswers(log, concepts, span, models)) {
        if (isTest[row] === 1) add(row, predicted, log.correct[row] as number);
        row += 1;
        await pause(1);
      }
    } else {
      predictSpan({ log, concepts, isTest, kind }, span, models[kind], add);
      await pause(span.to - span.from);
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

function predictSpan(
  { log, concepts, isTest, kind }: HeldOut,
  { from, to }: Span,
  { model, params, paramsByConcept }: LearnerModels['scheduler' | 'knowledge'],
  add: (row: number, predicted: number, actual: number) => void,
): void {
  const paramsOf = (concept: number): JsonObject =>
    (paramsByConcept?.get(conceptKey(concepts[concept] as ConceptId)) as JsonObject | undefined) ?? params;
  const own = partOf(log, from, to);
  const said = predictLog(model as never, paramsOf as never, own, (row) => isTest[from + row] === 1);
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
  };
}
