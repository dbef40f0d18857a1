import type { z } from 'zod';
import type { WithEncrypted } from './encrypted-paths.js';
import { type MongoSchema, toMongoSchema } from './json-schema.js';

/**
 * What stands at encrypted fields in the database: the declared values (`clear`), ciphertexts (`encrypted`), or either, as while documents in
 * clear are being encrypted (`mixed`).
 */
export type StoredForm = 'clear' | 'encrypted' | 'mixed';

const CIPHERTEXT: MongoSchema = { bsonType: 'binData' };

/**
 * The schema of documents as they are stored: that of the declaration, with ciphertexts at its encrypted fields.
 *
 * @example
 * storedMongoSchema({ schema: z.object({ name: z.string() }), encrypted: ['name'] }, 'encrypted').properties //=> { name: { bsonType: 'binData' } }
 */
export function storedMongoSchema({ schema, encrypted }: WithEncrypted & { readonly schema: z.ZodType }, form: StoredForm): MongoSchema {
  const declared = toMongoSchema(schema);
  if (form === 'clear') return declared;
  return encrypted.reduce((stored, path) => withCiphertext(stored, path.split('.'), form), declared);
}

function withCiphertext(node: MongoSchema, [key, ...below]: readonly string[], form: StoredForm): MongoSchema {
  if (key === undefined) return form === 'mixed' ? { anyOf: [CIPHERTEXT, node] } : CIPHERTEXT;
  const path = [key, ...below];
  const branches = node['anyOf'] as readonly MongoSchema[] | undefined;
  if (branches !== undefined) return { ...node, anyOf: branches.map((branch) => withCiphertext(branch, path, form)) };
  if (node['items'] !== undefined) return { ...node, items: withCiphertext(node['items'] as MongoSchema, path, form) };
  const properties = node['properties'] as { readonly [name: string]: MongoSchema } | undefined;
  const child = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
  return child === undefined ? node : { ...node, properties: { ...properties, [key]: withCiphertext(child, below, form) } };
}
