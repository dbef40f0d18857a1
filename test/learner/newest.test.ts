import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepNewest } from '../../src/learner/newest.js';

describe('a list that keeps its newest entries', () => {
  it('is the end of the list that keeps all', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 12 }), fc.integer({ min: 1, max: 6 }), (items, max) => {
        const kept = items.reduce<number[]>((list, item) => keepNewest(list, item, max), []);
        expect(kept).toEqual(items.slice(-max));
      }),
    );
  });

  it('comes back to its bound when it was longer', () => {
    expect(keepNewest([1, 2, 3, 4, 5], 6, 3)).toEqual([4, 5, 6]);
  });

  it('is a new list', () => {
    const list = Object.freeze([1, 2]);
    expect(keepNewest(list, 3, 2)).toEqual([2, 3]);
    expect(list).toEqual([1, 2]);
  });
});
