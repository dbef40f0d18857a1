import { invalidInput } from '../../../errors.js';
import { areaBehind } from './content-balance.js';
import { isResting, showProbability } from './exposure.js';
import type { BankItem, ItemBank } from './item-bank.js';
import type { AdaptiveTestRules } from './test-rules.js';
import type { AdaptiveTestState } from './test-state.js';

/** Why an item was chosen; several reasons may apply. */
export const NEXT_ITEM_REASONS = [
  /** It was given out before and is not answered yet. */
  'pending',
  /** No other item that may be asked tells more at this ability. */
  'most_informative',
  /** It was drawn among the most informative. */
  'one_of_the_most_informative',
  /** Its area is the farthest behind the blueprint. */
  'area_behind',
  /** Exposure control kept a more informative one back. */
  'others_rest',
  /** Exposure control would have left nothing to ask, and was passed over. */
  'exposure_lifted',
] as const;

export type NextItemReason = (typeof NEXT_ITEM_REASONS)[number];

/** So many are kept in order one by one; more are found by sorting all. */
const FEW = 16;

/** Which item comes next, and why. */
export interface Choice {
  readonly place: number;
  readonly reasons: readonly NextItemReason[];
  readonly setAside: readonly string[];
}

/** Chooses among the items left: blueprint, exposure, information, chance; the order is told at `nextItem`. */
export function chooseItem(
  bank: ItemBank,
  state: AdaptiveTestState,
  answered: readonly number[],
  left: readonly number[],
  informations: Float64Array,
  rules: AdaptiveTestRules,
  random: () => number,
): Choice {
  const waiting = state.pending === null ? undefined : bank.places.get(state.pending);
  if (waiting !== undefined && left.includes(waiting)) return { place: waiting, reasons: ['pending'], setAside: state.set_aside };
  const { items } = bank;
  const aside = new Set(state.set_aside);
  const inArea = ofAreaBehind(items, answered, left, rules);
  const reasons: NextItemReason[] = rules.areas === null ? [] : ['area_behind'];
  const best = (places: readonly number[]): number => mostInformative(places, informations, 1)[0] as number;
  const allowed = inArea.filter((place) => {
    const { id } = items[place] as BankItem;
    return !aside.has(id) && !isResting(rules.exposure, id);
  });
  const shown = show(items, allowed, informations, rules, random, aside);
  const setAside = [...aside];
  if (shown === null) return { place: best(inArea), reasons: [...reasons, 'exposure_lifted', 'most_informative'], setAside };
  if ((informations[best(inArea)] as number) > (informations[shown.best] as number)) reasons.push('others_rest');
  const most = (informations[shown.place] as number) >= (informations[shown.best] as number);
  return { place: shown.place, reasons: [...reasons, most ? 'most_informative' : 'one_of_the_most_informative'], setAside };
}

function ofAreaBehind(
  items: readonly BankItem[],
  answered: readonly number[],
  left: readonly number[],
  { areas }: AdaptiveTestRules,
): readonly number[] {
  if (areas === null) return left;
  const counts = new Map<string, number>();
  for (const place of answered) {
    const area = items[place]?.area;
    if (area !== undefined) counts.set(area, (counts.get(area) ?? 0) + 1);
  }
  const behind = areaBehind(areas, counts, new Set(left.flatMap((place) => items[place]?.area ?? [])));
  return left.filter((place) => items[place]?.area === behind);
}

/**
 * Draws among the most informative until exposure control lets one through; adds those it does not to `aside`. Null when none is left.
 *
 * @returns the item's place, and that of the most informative one that was left when it was drawn
 */
function show(
  items: readonly BankItem[],
  allowed: readonly number[],
  informations: Float64Array,
  { randomesque, exposure }: AdaptiveTestRules,
  random: () => number,
  aside: Set<string>,
): { readonly place: number; readonly best: number } | null {
  const drawnFrom = mostInformative(allowed, informations, randomesque);
  // Sorted only once an item is kept back, for then others may be, all of a bank at worst.
  let others: Iterator<number> | undefined;
  while (drawnFrom.length > 0) {
    const nth = drawnFrom.length === 1 ? 0 : Math.floor(drawn(random) * drawnFrom.length);
    const [place, best] = [drawnFrom[nth] as number, drawnFrom[0] as number];
    const { id } = items[place] as BankItem;
    const probability = showProbability(exposure, id);
    if (probability >= 1 || drawn(random) < probability) return { place, best };
    aside.add(id);
    drawnFrom.splice(nth, 1);
    others ??= byInformation(allowed, informations).slice(randomesque).values();
    const next = others.next();
    if (next.done !== true) drawnFrom.push(next.value);
  }
  return null;
}

/** Indices by descending information; ties in bank order. */
function byInformation(places: readonly number[], informations: Float64Array): number[] {
  return [...places].sort((a, b) => (informations[b] as number) - (informations[a] as number) || a - b);
}

/** Indices of the `count` items with the most information, in descending order; ties in bank order. */
function mostInformative(places: readonly number[], informations: Float64Array, count: number): number[] {
  if (count > FEW) return byInformation(places, informations).slice(0, count);
  const top: number[] = [];
  for (const place of places) {
    const information = informations[place] as number;
    if (top.length === count && information <= (informations[top[count - 1] as number] as number)) continue;
    const before = top.findIndex((other) => information > (informations[other] as number));
    top.splice(before === -1 ? top.length : before, 0, place);
    if (top.length > count) top.pop();
  }
  return top;
}

function drawn(random: () => number): number {
  const number = random();
  if (!(typeof number === 'number' && number >= 0 && number < 1)) {
    throw invalidInput('nextItem.random', 'a function that returns numbers from 0 to below 1', number);
  }
  return number;
}
