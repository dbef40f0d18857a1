import { describe, expect, test } from 'vitest';
import { isSameIndex, type StoredIndex } from '../../src/repositories/index-specification.js';

const declared = { name: 'n', key: { a: 1, b: -1 } as const, unique: true, partialFilterExpression: { type: 'answer' } };
const stored: StoredIndex = { name: 'other name', key: { a: 1, b: -1 }, unique: true, partialFilterExpression: { type: 'answer' } };
const text = { name: 't', key: { b: 'text', a: 'text' } as const };
const storedText: StoredIndex = { name: 't', key: { _fts: 'text', _ftsx: 1 }, weights: { a: 1, b: 1 } };

describe('an index is the declared one', () => {
  test('whatever its name', () => {
    expect(isSameIndex(declared, stored)).toBe(true);
  });

  test('when it is over the same texts, in whatever order', () => {
    expect(isSameIndex(text, storedText)).toBe(true);
  });

  test.each([
    ['another order of fields', { key: { b: -1, a: 1 } }],
    ['another direction', { key: { a: 1, b: 1 } }],
    ['no uniqueness', { unique: false }],
    ['another part of the documents', { partialFilterExpression: { type: 'emotion' } }],
    ['an end to its documents', { expireAfterSeconds: 5 }],
    ['a passing over of documents', { sparse: true }],
    ['a collation', { collation: { locale: 'de' } }],
    ['a veil over it', { hidden: true }],
  ])('but not with %s', (_, change) => {
    expect(isSameIndex(declared, { ...stored, ...change })).toBe(false);
  });

  test('when both end their documents at the same time, and when both have the same filters beside a text', () => {
    const token = { name: 'expiry', key: { expires_at: 1 } as const, expireAfterSeconds: 0 };
    expect(isSameIndex(token, { name: 'expiry', key: { expires_at: 1 }, expireAfterSeconds: 0 })).toBe(true);
    expect(isSameIndex(token, { name: 'expiry', key: { expires_at: 1 }, expireAfterSeconds: 60 })).toBe(false);
    expect(isSameIndex(token, { name: 'expiry', key: { expires_at: 1 } })).toBe(false);
    const filtered = { name: 't', key: { level: 1, title: 'text', body: 'text', at: -1 } as const };
    const key = { level: 1, _fts: 'text', _ftsx: 1, at: -1 };
    expect(isSameIndex(filtered, { name: 't', key, weights: { body: 1, title: 1 } })).toBe(true);
    expect(isSameIndex(filtered, { name: 't', key: { _fts: 'text', _ftsx: 1 }, weights: { body: 1, title: 1 } })).toBe(false);
    expect(isSameIndex(filtered, { name: 't', key: { ...key, level: -1 }, weights: { body: 1, title: 1 } })).toBe(false);
  });

  test.each([
    ['other weights', { weights: { a: 1, b: 2 } }],
    ['fewer texts', { weights: { a: 1 } }],
    ['more texts', { weights: { a: 1, b: 1, c: 1 } }],
  ])('but not with %s', (_, change) => {
    expect(isSameIndex(text, { ...storedText, ...change })).toBe(false);
  });
});
