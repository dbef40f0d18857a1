import type { LogisticLog } from './logistic-log.js';

/** Answers on an item before it has vectors of its own; others have those of their skill alone. Their prior is firm: 60 did no better on any log. */
const ITEM_ANSWERS = 20;
/** Rows of a learner between two steps of the fit: what is learnt from one stretch shows in the next. */
const STRETCH_ROWS = 200;
/** Every so-manieth learner is held out, to tell whether the factor is worth having. */
const HELD_OUT = 8;
const ROWS_BETWEEN_PAUSES = 4_096;

/** Answers of one learner that follow each other. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** The learner's first. */
  readonly opens: boolean;
  readonly heldOut: boolean;
}

/** A log as the fit of the factor walks it: learner by learner. */
export interface FactorRows {
  /** The rows of the log, in the order of learners' numbers and, of one learner, of time. */
  readonly order: Int32Array;
  readonly stretches: readonly Stretch[];
  /** Which vectors an answer is about, by place: those of skills first; −1 for an item without. */
  readonly skill: Int32Array;
  readonly item: Int32Array;
  readonly correct: Uint8Array;
  /** How many vectors there are: those of the skills, then those of the items. */
  readonly vectors: number;
  /** The item of each vector of an item. */
  readonly itemOf: Int32Array;
}

/** Learners stand in the order of their numbers, so that it does not matter in which order the log has them. Yields its work in pieces.
 *
 * @param withItems - whether items that are answered often have vectors of their own
 */
export function* factorRows(log: LogisticLog, withItems: boolean): Generator<number, FactorRows> {
  const { learner, skill, skills, item, items, correct } = log;
  const order = yield* rowsByLearner(learner);
  const answers = new Int32Array(items?.length ?? 0);
  for (const number of item ?? []) if (number >= 0) answers[number] = (answers[number] as number) + 1;
  const itemOf = Int32Array.from(answers.keys()).filter((number) => withItems && (answers[number] as number) >= ITEM_ANSWERS);
  const placeOf = new Int32Array(answers.length).fill(-1);
  for (const [i, number] of itemOf.entries()) placeOf[number] = skills.length + i;
  yield order.length;
  return {
    order,
    stretches: stretchesOf(order, learner),
    skill: order.map((row) => skill[row] as number),
    item: order.map((row) => placeOf[item?.[row] ?? -1] ?? -1),
    correct: Uint8Array.from(order, (row) => correct[row] as number),
    vectors: skills.length + itemOf.length,
    itemOf,
  };
}

/** The rows of the learner of the lowest number first, those of one learner in chronological order. */
function* rowsByLearner(learner: Int32Array): Generator<number, Int32Array> {
  const counts = new Map<number, number>();
  for (let row = 0; row < learner.length; row += 1) {
    const number = learner[row] as number;
    counts.set(number, (counts.get(number) ?? 0) + 1);
    if ((row + 1) % ROWS_BETWEEN_PAUSES === 0) yield ROWS_BETWEEN_PAUSES;
  }
  const next = new Map<number, number>();
  let begin = 0;
  for (const number of [...counts.keys()].sort((a, b) => a - b)) {
    next.set(number, begin);
    begin += counts.get(number) as number;
  }
  const order = new Int32Array(learner.length);
  for (let row = 0; row < learner.length; row += 1) {
    const number = learner[row] as number;
    const place = next.get(number) as number;
    order[place] = row;
    next.set(number, place + 1);
    if ((row + 1) % ROWS_BETWEEN_PAUSES === 0) yield ROWS_BETWEEN_PAUSES;
  }
  return order;
}

function stretchesOf(order: Int32Array, learner: Int32Array): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let begun = 0;
  let seen = 0;
  for (let i = 1; i <= order.length; i += 1) {
    const ends = i === order.length || learner[order[i] as number] !== learner[order[i - 1] as number];
    if (!ends) continue;
    for (let from = begun; from < i; from += STRETCH_ROWS) {
      stretches.push({ from, to: Math.min(i, from + STRETCH_ROWS), opens: from === begun, heldOut: seen % HELD_OUT === HELD_OUT - 1 });
    }
    begun = i;
    seen += 1;
  }
  return stretches;
}
