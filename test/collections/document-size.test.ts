import { BSON } from 'mongodb';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { COLLECTIONS } from '../../src/collections/index.js';
import { fields, LIMITS } from '../../src/schema/index.js';
import { largestDocument } from '../support/largest-document.js';

const rows = Object.values(COLLECTIONS).map((declaration) => [declaration.name, declaration] as const);

test.each(rows)('no document of %s can pass the limit, whatever learners and hosts write', (_, { schema }) => {
  const document = largestDocument(schema) as BSON.Document;
  expect(BSON.calculateObjectSize(document)).toBeLessThan(LIMITS.documentBytes);
});

test.each(rows)('the largest document of %s is one that its schema takes, so its size is not made up', (_, { schema }) => {
  const faults = schema.safeParse(largestDocument(schema)).error?.issues ?? [];
  // No time zone is as long as its field may be.
  expect(faults.filter(({ path }) => path.at(-1) !== 'timezone')).toEqual([]);
});

test.each([
  ['a string', z.strictObject({ deep: z.strictObject({ text: z.string() }) }), '.deep.text'],
  ['a list', z.strictObject({ list: z.array(z.int()) }), '.list'],
  ['a record', z.strictObject({ names: z.record(fields.name, z.int()) }), '.names'],
  ['a pattern', z.strictObject({ code: z.string().regex(/^[A-Z]+$/) }), '.code'],
])('%s without a bound is found out', (_, schema, path) => {
  expect(() => largestDocument(schema)).toThrow(path);
});
