import { invalidInput } from '../../../errors.js';
import { checkItem, type ItemParameters } from '../item-response/item-parameters.js';

/** A calibrated item of a bank. */
export type BankItem = ItemParameters & {
  readonly id: string;
  /** The content area in the test's blueprint, such as a topic. Leave it out without a blueprint. */
  readonly area?: string | undefined;
};

/** A validated item bank. Create it with {@link buildItemBank}. */
export class ItemBank {
  readonly items: readonly BankItem[];
  /** The index in `items`, by item id. */
  readonly places: ReadonlyMap<string, number>;
  readonly discrimination: Float64Array;
  readonly difficulty: Float64Array;
  readonly guessing: Float64Array;

  constructor(items: readonly BankItem[]) {
    this.items = items;
    this.places = new Map(items.map(({ id }, place) => [id, place]));
    this.discrimination = Float64Array.from(items, ({ discrimination }) => discrimination);
    this.difficulty = Float64Array.from(items, ({ difficulty }) => difficulty);
    this.guessing = Float64Array.from(items, ({ guessing }) => guessing);
  }
}

/**
 * Validates an item bank once, so that {@link nextItem} need not do it for each question. Reuse the bank as long as the items do not change.
 *
 * @throws AdaptiveLearningError `invalid_input` on an empty list, an empty or repeated id, or a parameter that is missing or out of range
 *
 * @example
 * const bank = buildItemBank([{ id: 'q1', discrimination: 1.1, difficulty: 0.4, guessing: 0.2, area: 'cardiology' }]);
 * bank.places.get('q1') //=> 0
 * buildItemBank([{ id: 'q1', difficulty: 0.4 }]) //=> throws invalid_input
 */
export function buildItemBank(items: readonly BankItem[]): ItemBank {
  if (!Array.isArray(items) || items.length === 0) throw invalidInput('buildItemBank.items', 'a list of at least one item', items);
  const ids = new Set<string>();
  const copies = Array.from(items, (item: BankItem, index) => {
    const where = `buildItemBank.items[${index}]`;
    checkItem(where, item);
    const { id, area, discrimination, difficulty, guessing } = item;
    if (typeof id !== 'string' || id === '') throw invalidInput(`${where}.id`, 'a string that is not empty', id);
    if (ids.has(id)) throw invalidInput(`${where}.id`, 'an id that no earlier item has', id);
    if (area !== undefined && (typeof area !== 'string' || area === ''))
      throw invalidInput(`${where}.area`, 'a string that is not empty', area);
    ids.add(id);
    const parameters = { id, discrimination, difficulty, guessing };
    return Object.freeze(area === undefined ? parameters : { ...parameters, area });
  });
  return new ItemBank(Object.freeze(copies));
}

export function checkBank(where: string, bank: ItemBank): void {
  if (!(bank instanceof ItemBank)) throw invalidInput(where, 'an item bank, from buildItemBank', bank);
}
