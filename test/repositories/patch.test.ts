import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isEqual, type Patch, patchOf } from '../../src/repositories/patch.js';

type Fields = Record<string, unknown>;

/** What the server makes of a document with a patch: `$set` and `$unset` by path, `$push` with `$slice`. */
function applied(before: Fields, { $set = {}, $unset = {}, $push = {} }: Patch): Fields {
  const document = structuredClone(before);
  const change = (path: string, work: (parent: Fields, key: string) => void) => {
    const keys = path.split('.');
    const parent = keys.slice(0, -1).reduce<Fields>((here, key) => here[key] as Fields, document);
    work(parent, keys.at(-1) as string);
  };
  for (const [path, value] of Object.entries($set)) change(path, (parent, key) => Object.assign(parent, { [key]: structuredClone(value) }));
  for (const path of Object.keys($unset)) change(path, (parent, key) => delete parent[key]);
  for (const [path, { $each, $slice }] of Object.entries($push)) {
    change(path, (parent, key) => Object.assign(parent, { [key]: [...(parent[key] as unknown[]), ...$each].slice($slice) }));
  }
  return document;
}

/** Few keys, so that two documents share some; among them those that MongoDB's paths cannot hold. */
const key = fc.constantFrom('a', 'b', 'c', 'x.y', '$set', '7', '', 'constructor');
const leaf = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.constantFrom('s', null, true),
  fc.date({ noInvalidDate: true }),
  fc.array(fc.nat(3), { maxLength: 3 }),
);
const { document } = fc.letrec<{ value: unknown; document: Fields }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, tie('document')),
  document: fc.dictionary(key, tie('value'), { maxKeys: 5 }) as fc.Arbitrary<Fields>,
}));
/** At the top stand the declared fields, whose names are plain. */
const whole = fc.record({ a: document, b: document, c: leaf });

describe('patchOf', () => {
  test('turns any document into any other', () => {
    fc.assert(
      fc.property(whole, whole, (before, after) => {
        expect(isEqual(applied(before, patchOf(before, after, {})), after)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('of equal documents is empty', () => {
    fc.assert(
      fc.property(whole, (before) => {
        expect(patchOf(before, structuredClone(before), {})).toEqual({});
      }),
    );
  });

  test('names what changed and nothing beside it', () => {
    const before = { a: { b: 1, c: 2 }, list: [1], at: new Date(0), gone: 1 };
    const after = { a: { b: 1, c: 3 }, list: [1], at: new Date(0), more: { x: 1 } };
    expect(patchOf(before, after, {})).toEqual({ $set: { 'a.c': 3, more: { x: 1 } }, $unset: { gone: true } });
  });

  test('pushes to a list that was not loaded, and lets the server keep its newest', () => {
    const before = { journal: { list: [], other: [1] } };
    const after = { journal: { list: [4, 5], other: [1, 2] } };
    expect(patchOf(before, after, { 'journal.list': 3 })).toEqual({
      $set: { 'journal.other': [1, 2] },
      $push: { 'journal.list': { $each: [4, 5], $slice: -3 } },
    });
    expect(patchOf(before, before, { 'journal.list': 3 })).toEqual({});
  });

  test('sets a list that was loaded', () => {
    expect(patchOf({ list: [{ id: 1 }] }, { list: [{ id: 1, rating: 5 }] }, { list: 3 })).toEqual({
      $set: { list: [{ id: 1, rating: 5 }] },
    });
  });

  test('takes undefined for a field that is not there', () => {
    expect(patchOf({ a: 1 }, { a: 1, b: undefined }, {})).toEqual({});
    expect(patchOf({ a: 1, b: 2 }, { a: 1, b: undefined }, {})).toEqual({ $unset: { b: true } });
  });

  test.each(['x.y', '$set', '7', ''])('sets the whole object that has a key like %j, which no path can name', (odd) => {
    const after = { names: { [odd]: { n: 2 }, plain: 1 } };
    expect(patchOf({ names: { [odd]: { n: 1 }, plain: 1 } }, after, {})).toEqual({ $set: after });
  });
});

describe('isEqual', () => {
  test.each([
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [{ a: undefined }, {}],
    [
      [1, { a: new Date(5) }],
      [1, { a: new Date(5) }],
    ],
    [Number.NaN, Number.NaN],
  ])('is true for %j and %j', (a, b) => {
    expect(isEqual(a, b)).toBe(true);
  });

  test.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{}, { a: null }],
    [
      [1, 2],
      [2, 1],
    ],
    [[], {}],
    [new Date(5), new Date(6)],
    [new Date(5), 5],
    ['1', 1],
    [0, -0],
    [{ toString: 1 }, {}],
  ])('is false for %j and %j', (a, b) => {
    expect(isEqual(a, b)).toBe(false);
    expect(isEqual(b, a)).toBe(false);
  });
});
