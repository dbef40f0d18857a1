import { readFileSync } from 'node:fs';
import { computeParameters, FSRSBindingItem, FSRSBindingReview } from '@open-spaced-repetition/binding';
import { FSRS_WEIGHTS, type LoggedReview } from 'adaptive-learning-engine/algorithms';

const PACKAGE = new URL('../../node_modules/@open-spaced-repetition/binding/package.json', import.meta.url);

/** fsrs-rs, compiled for Node. */
export const NATIVE_FIT = `@open-spaced-repetition/binding ${(JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string }).version}`;

export interface NativeFit {
  /** The weights, as 64-bit numbers within the bounds that 32-bit rounding may have crossed. */
  readonly weights: readonly number[];
  readonly wallMs: number;
  /** What the process's threads worked meanwhile: the binding hands its result over on a timer of half a second. */
  readonly cpuMs: number;
}

/** Prepares a log, in chronological order and each with its day, as the native optimizer wants it, and returns the fit: only that is timed. */
export function nativeFit(reviews: readonly LoggedReview[]): () => Promise<NativeFit> {
  const histories = new Map<string, { readonly review: FSRSBindingReview; readonly day: number }[]>();
  const items: FSRSBindingItem[] = [];
  for (const { card, rating, day = 0 } of reviews) {
    const history = histories.get(card) ?? [];
    histories.set(card, history);
    const elapsed = day - (history.at(-1)?.day ?? day);
    history.push({ review: new FSRSBindingReview(rating, elapsed), day });
    if (elapsed > 0) items.push(new FSRSBindingItem(history.map(({ review }) => review)));
  }
  return async () => {
    const cpuBefore = process.cpuUsage();
    const startedAt = performance.now();
    const weights = await computeParameters(items, { enableShortTerm: true });
    const wallMs = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(cpuBefore);
    return { weights: weights.map(withinBounds), wallMs, cpuMs: (user + system) / 1000 };
  };
}

function withinBounds(weight: number, index: number): number {
  const { lowest = weight, highest = weight } = FSRS_WEIGHTS[index] ?? {};
  return Math.min(highest, Math.max(lowest, weight));
}
