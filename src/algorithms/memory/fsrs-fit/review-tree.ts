import { type CardHistory, WORK_PER_REVIEW } from './card-histories.js';

/** Above any number of days between two instants that a Date can hold (2 × 8.64e15 ms are 2e8 days). */
const MORE_THAN_ANY_DAYS = 2 ** 28;

/**
 * The histories of all cards, equal beginnings merged: two cards that went good, then again after two days, share both nodes.
 * Nodes stand level by level, each after its parent, and siblings by days and rating: sums over them do not depend on the order of the cards.
 */
export interface ReviewTree {
  readonly size: number;
  /** The node of the review before; −1 for a first review. */
  readonly parent: Int32Array;
  readonly rating: Uint8Array;
  /** Days since the review before. */
  readonly elapsed: Float64Array;
  /** How much the prediction of the node counts: summed over the reviews that meet in it, 0 where nothing is predicted. */
  readonly weight: Float64Array;
  /** How many predictions meet in the node. */
  readonly count: Float64Array;
  /** How many of them are the card's first. */
  readonly firstCount: Float64Array;
  /** Whether reviews on the same day have the formula of their own. */
  readonly shortTerm: boolean;
}

/** Builds the tree; yields after each level how much work it was. */
export function* buildReviewTree(cards: readonly CardHistory[], shortTerm: boolean): Generator<number, ReviewTree> {
  const lengths = cards.map(({ weights }) => 1 + weights.findLastIndex((weight) => weight > 0));
  const most = lengths.reduce((sum, length) => sum + length, 0);
  const tree = {
    parent: new Int32Array(most),
    rating: new Uint8Array(most),
    elapsed: new Float64Array(most),
    weight: new Float64Array(most),
    count: new Float64Array(most),
    firstCount: new Float64Array(most),
    shortTerm,
  };
  const places: CardPlace[] = cards.map((history, index) => ({ history, length: lengths[index] as number, node: -1, met: false }));
  let alive = places;
  let size = 0;
  for (let level = 0; ; level += 1) {
    alive = alive.filter(({ length }) => level < length);
    if (alive.length === 0) break;
    size = addLevel({ size, ...tree }, level, alive);
    yield alive.length * WORK_PER_REVIEW;
  }
  return { size, ...tree };
}

/** How far into the tree a card has been followed. */
interface CardPlace {
  readonly history: CardHistory;
  /** Reviews after the last prediction change nothing and are left out. */
  readonly length: number;
  node: number;
  /** Whether a prediction of this card lies behind. */
  met: boolean;
}

/** Adds the nodes of one level and returns the size that the tree then has. */
function addLevel(tree: ReviewTree, level: number, alive: readonly CardPlace[]): number {
  const { size, parent, rating, elapsed, weight, count, firstCount } = tree;
  const keys = Float64Array.from(alive, ({ node, history: { elapsedDays, ratings } }) => {
    return ((1 + node) * MORE_THAN_ANY_DAYS + (elapsedDays[level] as number)) * 4 + (ratings[level] as number) - 1;
  });
  const nodes = new Map<number, number>();
  for (const key of keys.slice().sort()) {
    if (nodes.has(key)) continue;
    const node = size + nodes.size;
    nodes.set(key, node);
    const parentAndDays = Math.floor(key / 4);
    parent[node] = Math.floor(parentAndDays / MORE_THAN_ANY_DAYS) - 1;
    elapsed[node] = parentAndDays % MORE_THAN_ANY_DAYS;
    rating[node] = 1 + (key % 4);
  }
  for (const [index, card] of alive.entries()) {
    const node = nodes.get(keys[index] as number) as number;
    card.node = node;
    const counted = card.history.weights[level] as number;
    if (counted === 0) continue;
    weight[node] = (weight[node] as number) + counted;
    count[node] = (count[node] as number) + 1;
    if (!card.met) firstCount[node] = (firstCount[node] as number) + 1;
    card.met = true;
  }
  return size + nodes.size;
}
