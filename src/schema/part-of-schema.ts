import type { MongoSchema } from './json-schema.js';

/**
 * The part of a `$jsonSchema` that speaks of some paths: a document that fits it may be anything elsewhere.
 * Of a schema with branches, those that know a path, each with the fields that tell the branches apart.
 *
 * @example
 * partOfSchema({ properties: { a: { type: 'string' }, b: { type: 'number' } }, required: ['a', 'b'], additionalProperties: false }, ['a'])
 * //=> { properties: { a: { type: 'string' } }, required: ['a'] }
 */
export function partOfSchema(schema: MongoSchema, paths: readonly string[]): MongoSchema {
  if (paths.includes('')) return schema;
  const branches = schema['anyOf'] as readonly MongoSchema[] | undefined;
  if (branches !== undefined) return { anyOf: branches.map((branch) => partOfSchema(branch, paths)) };
  const result: MongoSchema = {};
  for (const keyword of ['type', 'bsonType']) if (schema[keyword] !== undefined) result[keyword] = schema[keyword];
  if (schema['items'] !== undefined) return { ...result, items: partOfSchema(schema['items'] as MongoSchema, paths) };
  const known = (schema['properties'] ?? {}) as { readonly [key: string]: MongoSchema };
  const asked = new Map<string, string[]>();
  for (const path of paths) {
    const [head = '', ...rest] = path.split('.');
    if (head in known) asked.set(head, [...(asked.get(head) ?? []), rest.join('.')]);
  }
  for (const [key, { enum: values }] of Object.entries(known)) if (Array.isArray(values) && values.length === 1) asked.set(key, ['']);
  const required = ((schema['required'] ?? []) as readonly string[]).filter((key) => asked.has(key));
  if (asked.size > 0)
    result['properties'] = Object.fromEntries([...asked].map(([key, below]) => [key, partOfSchema(known[key] as MongoSchema, below)]));
  if (required.length > 0) result['required'] = required;
  return result;
}
