import { z } from 'zod';

/** A schema for MongoDB's `$jsonSchema`. */
export type MongoSchema = { [keyword: string]: unknown };

/** Keywords that MongoDB's dialect does not know or that say nothing there. */
const UNKNOWN_TO_MONGODB = new Set(['$schema', 'default', 'format', 'propertyNames', 'id', '$id', 'maxBytes']);

/**
 * Derives the server's validator from the schema of a declaration, so that the same rules apply to documents that are written without the library.
 * Rules that only code can check, such as names of time zones and the size of metadata, are checked when a document is read.
 */
export function toMongoSchema(schema: z.ZodType): MongoSchema {
  const draft = z.toJSONSchema(schema, { target: 'draft-4', unrepresentable: 'any', reused: 'inline', override: nameRecordKeys });
  return translate(draft) as MongoSchema;
}

/** zod's draft-4 output forgets which keys a record of an enum may have. */
function nameRecordKeys({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { def } = zodSchema._zod;
  if (def.type !== 'record') return;
  const keys = def.keyType._zod.values;
  if (keys === undefined || keys.size === 0) return;
  const value = jsonSchema.additionalProperties;
  if (value === undefined) return;
  jsonSchema.properties = Object.fromEntries([...keys].map((key) => [String(key), value]));
  jsonSchema.additionalProperties = false;
  delete jsonSchema.required;
}

function translate(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(translate);
  if (typeof node !== 'object' || node === null) return node;
  const result: MongoSchema = {};
  for (const [keyword, value] of Object.entries(node)) {
    if (UNKNOWN_TO_MONGODB.has(keyword) || isNoBound(keyword, value)) continue;
    if (keyword === 'properties') {
      result['properties'] = Object.fromEntries(Object.entries(value as object).map(([key, child]) => [key, translate(child)]));
    } else if (keyword === 'type' && value === 'integer') {
      // A whole number may be stored as int, long or double; `type: integer` is refused by MongoDB.
      result['bsonType'] = 'number';
      result['multipleOf'] = 1;
    } else if (keyword === 'oneOf') {
      // The branches differ by their literal `type`: the first that fits is the only one, and anyOf stops there.
      result['anyOf'] = translate(value);
    } else {
      result[keyword] = translate(value);
    }
  }
  return result;
}

/** zod bounds a whole number by what a double can hold exactly, which is no rule of ours. */
function isNoBound(keyword: string, value: unknown): boolean {
  return (keyword === 'maximum' && value === Number.MAX_SAFE_INTEGER) || (keyword === 'minimum' && value === Number.MIN_SAFE_INTEGER);
}
