import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import type { MongoSchema } from '../../src/schema/index.js';

type Fields = Record<string, unknown>;

/** One way to spoil one place of a document. */
export interface Corruption {
  readonly path: string;
  readonly kind: string;
  /** Makes the spoilt document; a function, so that a report of a failure stays short. */
  readonly make: () => Fields;
  /** Whether the server's validator, as it is derived, has the means to see it. */
  readonly serverSees: boolean;
}

interface Place {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly schema: MongoSchema;
  /** Null is as good a value as any there. */
  readonly isNullable: boolean;
}

/** Where the schema says nothing any more: metadata, model states. */
const FREE = (schema: MongoSchema) => schema['bsonType'] === 'object' && schema['properties'] === undefined;

/** All single-field corruptions of a document, to draw from. */
export function corruptions(document: Fields, schema: MongoSchema): fc.Arbitrary<Corruption> {
  const all = placesOf(document, branchOf(schema, document), []).flatMap((place) => spoil(document, place));
  return fc.constantFrom(...all);
}

/** Of a union of kinds of event, the one that the document is. */
function branchOf(schema: MongoSchema, document: Fields): MongoSchema {
  const branches = schema['anyOf'] as MongoSchema[] | undefined;
  const isOf = (branch: MongoSchema) =>
    ((branch['properties'] as Record<string, MongoSchema>)['type']?.['enum'] as unknown[] | undefined)?.includes(document['type']) === true;
  return branches?.find(isOf) ?? schema;
}

function placesOf(value: unknown, declared: MongoSchema, path: readonly string[]): Place[] {
  const schema = withoutNull(declared);
  const here: Place = { path, value, schema, isNullable: schema !== declared };
  if (Array.isArray(value))
    return [here, ...value.slice(0, 1).flatMap((item) => placesOf(item, schema['items'] as MongoSchema, [...path, '0']))];
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof ObjectId || FREE(schema)) return [here];
  const { properties = {}, additionalProperties } = schema as {
    properties?: Record<string, MongoSchema>;
    additionalProperties?: MongoSchema;
  };
  return [
    here,
    ...Object.entries(value).flatMap(([key, child]) => placesOf(child, properties[key] ?? additionalProperties ?? {}, [...path, key])),
  ];
}

/** Of a schema that takes null beside something else, that something; any other as it is. */
function withoutNull(schema: MongoSchema): MongoSchema {
  const branches = schema['anyOf'] as MongoSchema[] | undefined;
  if (branches?.some(({ type }) => type === 'null') !== true) return schema;
  return branches.find(({ type }) => type !== 'null') as MongoSchema;
}

function spoil(document: Fields, place: Place): Corruption[] {
  const { path, value, schema, isNullable } = place;
  const spoilt = (kind: string, next: unknown, serverSees = true): Corruption => ({
    path: path.join('.'),
    kind,
    make: () => withValue(document, path, next) as Fields,
    // The trial gives each document an id of its own.
    serverSees: serverSees && path[0] !== '_id',
  });
  const isObject =
    typeof value === 'object' && value !== null && !(value instanceof Date) && !(value instanceof ObjectId) && !Array.isArray(value);
  const result: Corruption[] = [];
  if (path.length > 0 && !isNullable) result.push(spoilt('null', null));
  const isNumber = typeof value === 'number' || schema['type'] === 'number' || schema['bsonType'] === 'number';
  if (path.length > 0) result.push(spoilt('another type', isNumber ? 'text' : 17));
  if (isObject && !FREE(schema)) {
    const named = schema['properties'] === undefined;
    if (!named) result.push(spoilt('unknown field', { ...value, unheard_of: 1 }));
    for (const key of (schema['required'] as string[] | undefined) ?? []) {
      if (key !== '_id') result.push(spoilt(`missing ${key}`, without(value as Fields, key)));
    }
  }
  if (value instanceof Date) {
    result.push(spoilt('a date as a text', value.toISOString()), spoilt('a date as a number', value.getTime()));
    result.push(spoilt('the year 9999', new Date('9999-01-01T00:00:00Z'), false), spoilt('before 1970', new Date(-1), false));
  }
  if (typeof value === 'number') {
    const bounded =
      schema['minimum'] !== undefined ||
      schema['maximum'] !== undefined ||
      schema['multipleOf'] !== undefined ||
      schema['enum'] !== undefined;
    result.push(spoilt('NaN', Number.NaN, bounded));
    result.push(
      spoilt(
        'Infinity',
        Number.POSITIVE_INFINITY,
        schema['maximum'] !== undefined || schema['multipleOf'] !== undefined || schema['enum'] !== undefined,
      ),
    );
    if (schema['minimum'] !== undefined) result.push(spoilt('below the minimum', (schema['minimum'] as number) - 1));
    if (schema['maximum'] !== undefined) result.push(spoilt('above the maximum', (schema['maximum'] as number) + 1));
    if (schema['multipleOf'] === 1) result.push(spoilt('a fraction', value + 0.5));
  }
  if (typeof value === 'string') {
    if (schema['enum'] !== undefined) result.push(spoilt('a wrong choice', `${value}x`));
    if (schema['maxLength'] !== undefined) result.push(spoilt('too long', 'x'.repeat((schema['maxLength'] as number) + 1)));
    if (schema['pattern'] !== undefined) result.push(spoilt('against the pattern', 'ä'));
  }
  if (Array.isArray(value) && schema['maxItems'] !== undefined && value.length > 0) {
    result.push(
      spoilt(
        'too many',
        Array.from({ length: (schema['maxItems'] as number) + 1 }, () => value[0]),
      ),
    );
  }
  return result;
}

function without(value: Fields, key: string): Fields {
  const { [key]: _, ...rest } = value;
  return rest;
}

function withValue(value: unknown, path: readonly string[], next: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return next;
  if (Array.isArray(value)) return value.with(Number(key), withValue(value[Number(key)], rest, next));
  return { ...(value as Fields), [key]: withValue((value as Fields)[key], rest, next) };
}
