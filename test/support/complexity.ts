import { expect, it } from 'vitest';
import { operationsOf } from './operations.js';

/** A call whose argument has so many items: as many different names, days and kinds as there are items. */
export type Sized = (size: number) => () => unknown;

/** Calls by the name of the function; behind a comma, what grows. */
export type Walk = Readonly<Record<string, Sized>>;

const SIZE = 300;

/** n·log n is 5 times as much between a size and four times the size; n² is 16 times. */
const NEAR_LINEAR = 6;

/**
 * Tests that each call takes hardly more than four times the work for four times the input, or `atMost` times where more is inherent.
 */
export function growsByAtMost(walk: Walk, { size = SIZE, atMost = NEAR_LINEAR } = {}): void {
  it.each(Object.entries(walk))('%s', async (_: string, sized: Sized) => {
    // What is worked out once is so before it is counted.
    await sized(size)();
    const [small, large] = [await operationsOf(sized(size)), await operationsOf(sized(size * 4))];
    expect(large / small).toBeLessThan(atMost);
    // Each item is looked at.
    expect(small).toBeGreaterThan(size / 2);
  });
}

/** A list of so many things. */
export const list = <Item>(size: number, make: (at: number) => Item): Item[] => Array.from({ length: size }, (_, at) => make(at));

/** The functions of a subpath, also those that its tables hold; `ignored` are named by nobody. */
export function functionsOf(subpath: object, ignored: readonly unknown[] = []): readonly string[] {
  return Object.entries(subpath).flatMap(([name, value]) => {
    if (ignored.includes(value)) return [];
    if (typeof value === 'function') return [name];
    const held = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
    return held.flatMap(([key, each]) => (typeof each === 'function' ? [`${name}.${key}`] : []));
  });
}

/** The functions that walks look at. */
export const walked = (...walks: readonly Walk[]): readonly string[] => [
  ...new Set(walks.flatMap((walk) => Object.keys(walk).map((name) => name.split(',')[0] as string))),
];
