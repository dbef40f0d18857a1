import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFromCache, encodeForCache } from '../../src/cache/cache-codec.js';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('$', '$$', '$d0', '$n1', '__proto__', 'constructor', '\ud800', 'a\u2028b', 'date', ''),
);
const number = fc.oneof(
  fc.double(),
  fc.constantFrom(-0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 53 + 2, 5e-324),
);
const instant = fc.date({ noInvalidDate: true });
const data = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 4 }, text, number, fc.boolean(), fc.constant(null), instant, tie('list'), tie('fields')),
  list: fc.array(tie('any'), { maxLength: 4 }),
  fields: fc.array(fc.tuple(text, tie('any')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries) as object),
})).any;

test('what was written is read again: dates, every number, any text, any key', () => {
  fc.assert(
    fc.property(data, (value) => {
      // Vitest's own comparison stumbles over data that has a key called constructor.
      expect(isDeepStrictEqual(decodeFromCache(encodeForCache(value)), value)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('each reading gives data of its own', () => {
  const kept = encodeForCache({ rows: [{ at: new Date(5) }] });
  const first = decodeFromCache(kept) as { rows: { at: Date }[] };
  first.rows[0]?.at.setTime(9);
  expect(decodeFromCache(kept)).toEqual({ rows: [{ at: new Date(5) }] });
});

test('sorted, equal data gives equal text, and other data another', () => {
  const shuffled = (value: object) => Object.fromEntries(Object.entries(value).reverse());
  const fields = fc.dictionary(text, data, { maxKeys: 5 });
  const sorted = (value: object) => encodeForCache(value, { sorted: true });
  fc.assert(
    fc.property(fields, (value) => {
      expect(sorted(shuffled(value))).toBe(sorted(value));
    }),
  );
  expect(sorted({ at: new Date(0) })).not.toBe(sorted({ at: new Date(0).toISOString() }));
  expect(sorted({ at: new Date(0) })).not.toBe(sorted({ at: '$d0' }));
});

describe('refused rather than bent', () => {
  const CASES = {
    'an instance of a class': new (class Id {})(),
    'a function': () => 1,
    'undefined in a list': [undefined],
    'an invalid date': new Date(Number.NaN),
    'a bigint': 1n,
  };
  test.each(Object.entries(CASES))('%s', (_, value) => expect(() => encodeForCache({ value })).toThrow(TypeError));
});
