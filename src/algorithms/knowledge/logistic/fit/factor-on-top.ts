import { boundedVector, FACTOR_SIZE, type LogisticFactor } from '../logistic-factor.js';
import { type FactorRows, factorRows } from './factor-rows.js';
import { type FactorVectors, GAIN_SCALES } from './factor-walk.js';
import { type FactorGain, factorGain, fitFactor } from './fit-factor.js';
import type { LogisticDesign } from './logistic-design.js';
import type { LogisticFactorReport } from './logistic-fit-report.js';
import type { LogisticLog } from './logistic-log.js';
import { logitsAt } from './logistic-objective.js';
import { prequentialLogits } from './prequential-logits.js';

/** Below so many learners and answers, those held out could not tell whether the factor is worth having. */
const LEAST_LEARNERS = 24;
const LEAST_ANSWERS = 5_000;
/** A skill that was answered less says nothing of its own. */
const SKILL_ANSWERS = 20;

/** The factor that was fitted on top of the other weights. */
export interface FactorOnTop {
  /** By the number of the skill and of the item; none where the log has too little, or where the factor gained nothing. */
  readonly ofSkills: ReadonlyMap<number, LogisticFactor>;
  readonly ofItems: ReadonlyMap<number, LogisticFactor>;
  /** Log loss summed over all answers, with the factor; null where it was not kept. */
  readonly loss: number | null;
  readonly report: LogisticFactorReport | null;
}

const NONE: FactorOnTop = { ofSkills: new Map(), ofItems: new Map(), loss: null, report: null };

/**
 * Fits the factor to what weights that learn as they go leave to explain: once for skills alone, once for items too. The better of both stays,
 * unless it predicts learners that it did not see worse by more than a standard error.
 *
 * @param centre - where such weights begin
 * @param point - the weights that the factor will be served with
 */
export function* factorOnTop(
  log: LogisticLog,
  design: LogisticDesign,
  centre: Float64Array,
  point: Float64Array,
): Generator<number, FactorOnTop> {
  if (design.rows < LEAST_ANSWERS) return NONE;
  const plain = yield* factorRows(log, false);
  if (plain.stretches.filter(({ opens }) => opens).length < LEAST_LEARNERS) return NONE;
  const skills = log.skills.length;
  const unseen = inOrder(plain, yield* prequentialLogits(design, plain.order, centre, skills));
  let best = { rows: plain, ...(yield* fitFactor(plain, unseen, skills)) };
  const detailed = yield* factorRows(log, true);
  if (detailed.itemOf.length > 0) {
    const found = { rows: detailed, ...(yield* fitFactor(detailed, unseen, skills)) };
    if (found.heldOut.with < best.heldOut.with) best = found;
  }
  const { rows, vectors, heldOut } = best;
  const kept = isNoWorse(heldOut);
  const report = {
    heldOut: heldOut.answers,
    logLoss: heldOut.with / heldOut.answers,
    logLossWithout: heldOut.without / heldOut.answers,
    kept,
  };
  if (!kept) return { ...NONE, report };
  const answers = new Int32Array(rows.vectors);
  for (const number of rows.skill) answers[number] = (answers[number] as number) + 1;
  const tooFew = Int32Array.from(answers.keys()).filter((place) => place < skills && (answers[place] as number) < SKILL_ANSWERS);
  for (const place of tooFew) forget(vectors, place);
  const served = yield* logitsAt(design, point);
  const { with: loss } = yield* factorGain(rows, inOrder(rows, served), vectors, false);
  const found = Array.from({ length: rows.vectors }, (_, place) => [place, factorAt(vectors, place)] as const);
  yield rows.vectors;
  return {
    ofSkills: new Map(found.filter(([place]) => place < skills && (answers[place] as number) >= SKILL_ANSWERS)),
    ofItems: new Map(found.slice(skills).map(([place, factor]) => [rows.itemOf[place - skills] as number, factor])),
    loss,
    report,
  };
}

function inOrder({ order }: FactorRows, values: Float64Array): Float64Array {
  return Float64Array.from(order, (row) => values[row] as number);
}

function isNoWorse({ answers, without, with: withFactor, squares }: FactorGain): boolean {
  const mean = (without - withFactor) / answers;
  const variance = Math.max(0, squares / answers - mean * mean);
  return mean > -Math.sqrt(variance / answers);
}

function forget({ values, loads }: FactorVectors, place: number): void {
  for (const from of [place * FACTOR_SIZE, loads + place * FACTOR_SIZE]) values.fill(0, from, from + FACTOR_SIZE);
}

function factorAt({ values, loads }: FactorVectors, place: number): LogisticFactor {
  const from = place * FACTOR_SIZE;
  return {
    gains: boundedVector(values.subarray(from, from + FACTOR_SIZE), GAIN_SCALES),
    loads: boundedVector(values.subarray(loads + from, loads + from + FACTOR_SIZE), []),
  };
}
