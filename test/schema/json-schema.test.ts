import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { COLLECTIONS } from '../../src/collections/index.js';
import { fields, type MongoSchema, toMongoSchema } from '../../src/schema/index.js';

/** The keywords of JSON Schema that MongoDB takes, as its manual lists them. */
const KNOWN_TO_MONGODB = new Set([
  ...['bsonType', 'enum', 'type', 'allOf', 'anyOf', 'oneOf', 'not', 'multipleOf', 'maximum', 'exclusiveMaximum', 'minimum'],
  ...['exclusiveMinimum', 'maxLength', 'minLength', 'pattern', 'maxProperties', 'minProperties', 'required', 'additionalProperties'],
  ...[
    'properties',
    'patternProperties',
    'dependencies',
    'additionalItems',
    'items',
    'maxItems',
    'minItems',
    'uniqueItems',
    'title',
    'description',
  ],
]);

test('a schema becomes what MongoDB understands, with every bound that it can hold', () => {
  const schema = z.strictObject({
    _id: fields.objectId,
    at: fields.instant,
    share: fields.unitInterval,
    count: fields.count,
    rating: z.literal([1, 2, 3]),
    kind: z.enum(['a', 'b']).optional(),
    tags: fields.list(fields.text(5), 2),
    byKind: z.partialRecord(z.enum(['a', 'b']), fields.amount),
    byName: fields.byName(z.boolean()),
    metadata: fields.metadata.optional(),
  });
  expect(toMongoSchema(schema)).toEqual({
    type: 'object',
    properties: {
      _id: { bsonType: 'objectId' },
      at: { bsonType: 'date' },
      share: { type: 'number', minimum: 0, maximum: 1 },
      count: { bsonType: 'number', multipleOf: 1, minimum: 0 },
      rating: { type: 'number', enum: [1, 2, 3] },
      kind: { type: 'string', enum: ['a', 'b'] },
      tags: { type: 'array', maxItems: 2, items: { type: 'string', minLength: 1, maxLength: 5 } },
      byKind: {
        type: 'object',
        properties: { a: { type: 'number', minimum: 0 }, b: { type: 'number', minimum: 0 } },
        additionalProperties: false,
      },
      byName: { type: 'object', additionalProperties: { type: 'boolean' }, maxProperties: 50 },
      metadata: { bsonType: 'object' },
    },
    required: ['_id', 'at', 'share', 'count', 'rating', 'tags', 'byKind', 'byName'],
    additionalProperties: false,
  });
});

describe.each(Object.values(COLLECTIONS))('the validator of $name', ({ schema }) => {
  const nodes = [...nodesOf(toMongoSchema(schema))];

  test('uses only keywords that MongoDB takes', () => {
    expect(nodes.flatMap((node) => Object.keys(node)).filter((keyword) => !KNOWN_TO_MONGODB.has(keyword))).toEqual([]);
  });

  test('lets no unknown field into any object but the host’s and the models’ own', () => {
    const objects = nodes.filter((node) => node['type'] === 'object');
    expect(objects).not.toEqual([]);
    expect(objects.filter((node) => node['additionalProperties'] === undefined || node['additionalProperties'] === true)).toEqual([]);
  });

  test('bounds every list and every record', () => {
    expect(nodes.filter((node) => node['type'] === 'array' && node['maxItems'] === undefined)).toEqual([]);
    const records = nodes.filter((node) => node['type'] === 'object' && typeof node['additionalProperties'] === 'object');
    expect(records.filter((node) => node['maxProperties'] === undefined)).toEqual([]);
  });

  test('asks for the id, and for the version of the schema', () => {
    for (const node of (toMongoSchema(schema)['anyOf'] as MongoSchema[] | undefined) ?? [toMongoSchema(schema)]) {
      expect(node['required']).toEqual(expect.arrayContaining(['_id', 'schema_version']));
    }
  });
});

function* nodesOf(node: MongoSchema): Generator<MongoSchema> {
  yield node;
  for (const branch of (node['anyOf'] as MongoSchema[] | undefined) ?? []) yield* nodesOf(branch);
  for (const child of Object.values((node['properties'] as Record<string, MongoSchema> | undefined) ?? {})) yield* nodesOf(child);
  if (typeof node['items'] === 'object') yield* nodesOf(node['items'] as MongoSchema);
  if (typeof node['additionalProperties'] === 'object') yield* nodesOf(node['additionalProperties'] as MongoSchema);
}
