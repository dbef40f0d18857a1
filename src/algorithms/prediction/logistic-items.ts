import { invalidInput } from '../../errors.js';
import { checkKnownKeys, checkObject, checkUnit } from '../argument-checks.js';
import { checkLogisticItemWeights, LARGEST_WEIGHT, type LogisticItemWeights } from '../knowledge/logistic/logistic-weights.js';
import type { AnswerMoment } from '../model.js';

/** The weights of the items of a concept, by item id. */
export type LogisticItems = { readonly [item: string]: LogisticItemWeights };

/** The effect of a question's recorded difficulty if its item has no weight of its own. */
export type LogisticDifficulty = {
  /** The difference in logit between the easiest (0) and the hardest (1) question, from 0 (difficulty is ignored) to 30. */
  readonly weight: number;
  /** The mean difficulty of the concept's questions, 0 to 1; a question of this difficulty gets no adjustment. */
  readonly typical: number;
};

/** One logit from the easiest question to the hardest: a cautious guess of ours for as long as no log tells. */
export const DEFAULT_DIFFICULTY: LogisticDifficulty = Object.freeze({ weight: 1, typical: 0.5 });

/**
 * The weights of the item that an answer is to. An item that is not known is as easy as its concept, moved by what the host says of its
 * difficulty; null where the host says nothing either.
 */
export function itemWeightsOf(
  items: LogisticItems | null,
  { weight, typical }: LogisticDifficulty,
  moment: AnswerMoment,
): LogisticItemWeights | null {
  const { item, itemDifficulty } = moment;
  if (item !== undefined) {
    if (typeof item !== 'string') throw invalidInput('logistic.moment.item', 'a string', item);
    // The ids are the host's: one may be called as what every object inherits.
    if (items !== null && Object.hasOwn(items, item)) return items[item] as LogisticItemWeights;
  }
  if (itemDifficulty === undefined) return null;
  checkUnit('logistic.moment.itemDifficulty', itemDifficulty);
  return { answers: 0, right: 0, weight: weight * (typical - itemDifficulty) + 0, square: 0 };
}

export function checkLogisticItems(where: string, items: LogisticItems): void {
  checkObject(where, items);
  if (Object.keys(items).length === 0) throw invalidInput(where, 'at least one item, or null', items);
  // Without the id: it is the host's, and may say more than an error should.
  for (const weights of Object.values(items)) checkLogisticItemWeights(`${where}.*`, weights);
}

export function checkLogisticDifficulty(where: string, difficulty: LogisticDifficulty): void {
  checkObject(where, difficulty);
  checkKnownKeys(where, difficulty, DEFAULT_DIFFICULTY);
  const { weight, typical } = difficulty;
  if (!(Number.isFinite(weight) && weight >= 0 && weight <= LARGEST_WEIGHT)) {
    throw invalidInput(`${where}.weight`, `a number from 0 to ${LARGEST_WEIGHT}`, weight);
  }
  checkUnit(`${where}.typical`, typical);
}
