import { Random } from '../chance/random.js';
import type { Course } from './course.js';

/** Questions of each concept. */
const ITEMS_EACH = 12;
/** The easiest and the hardest question of a concept, before the chance of it. */
const RANGE = { low: 0.1, high: 0.9 } as const;
const JITTER = 0.04;
/** A question comes again only after so many others of its concept. */
const UNSEEN_AMONG = 4;

/** A question of the bank. */
export interface Item {
  readonly id: string;
  /** How hard it is, 0 to 1. */
  readonly difficulty: number;
}

/** The questions of a course: of each concept some, from easy to hard; the same for the same seed. */
export class ItemBank {
  readonly #items: readonly (readonly Item[])[];

  constructor({ concepts }: Course, seed: number) {
    const random = new Random('items', seed);
    this.#items = concepts.map(({ concept }) =>
      Array.from({ length: ITEMS_EACH }, (_, index) => {
        const even = RANGE.low + ((RANGE.high - RANGE.low) * index) / (ITEMS_EACH - 1);
        return { id: `${concept} ${index + 1}`, difficulty: even + random.between(-JITTER, JITTER) };
      }),
    );
  }

  /** The questions of a concept, the easiest first. */
  of(place: number): readonly Item[] {
    return this.#items[place] ?? [];
  }

  /**
   * A question of a concept that was not asked just now: the one nearest to the difficulty that is wished for, or any.
   *
   * @param asked - ids of the questions of this concept so far, the newest last
   */
  choose(place: number, wish: number | undefined, asked: readonly string[], random: Random): Item {
    const recent = asked.slice(-UNSEEN_AMONG);
    const open = this.of(place).filter(({ id }) => !recent.includes(id)) as [Item, ...Item[]];
    const any = random.pick(open);
    if (wish === undefined) return any;
    return open.reduce((best, item) => (Math.abs(item.difficulty - wish) < Math.abs(best.difficulty - wish) ? item : best));
  }
}
