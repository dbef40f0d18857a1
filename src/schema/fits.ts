import type { z } from 'zod';
import { isSmallPlainObject, isSmallPlainStored } from './plain-data.js';

type Test = (value: unknown) => boolean;
type Fields = { readonly [key: string]: unknown };
type Node = z.core.$ZodTypes;

/**
 * A plain test that says of every value what the schema would, and is several times as fast: reads are many, and nearly all rows fit.
 * It neither copies nor explains; a value that does not pass goes to the schema itself. Nothing when the schema has parts
 * (defaults, transforms) that only zod can carry out.
 */
export function testOf(schema: z.core.$ZodType): Test | undefined {
  if (!compiled.has(schema)) compiled.set(schema, compile(schema));
  return compiled.get(schema);
}

const compiled = new WeakMap<z.core.$ZodType, Test | undefined>();

function compile(schema: z.core.$ZodType): Test | undefined {
  const { def } = (schema as Node)._zod;
  const kind = kindOf(def);
  const checks = (def.checks ?? []).map(checkOf);
  if (kind === undefined || !checks.every((check) => check !== undefined)) return undefined;
  if (checks.length === 0) return kind;
  const [first, second = yes, third = yes, fourth = yes, ...rest] = checks as [Test, ...Test[]];
  if (rest.length > 0) return undefined;
  return (value) => kind(value) && first(value) && second(value) && third(value) && fourth(value);
}

function kindOf(def: Node['_zod']['def']): Test | undefined {
  switch (def.type) {
    case 'object':
      return objectTest(def);
    case 'array':
      return mapped(
        [def.element],
        ([item]) =>
          (value) =>
            Array.isArray(value) && everyPlace(value, item as Test),
      );
    case 'record':
      return mapped([def.keyType, def.valueType], ([key, item]) => recordTest(key as Test, item as Test));
    case 'union':
      return mapped(def.options, (options) => (value) => options.some((option) => option(value)));
    case 'optional':
      return mapped(
        [def.innerType],
        ([inner]) =>
          (value) =>
            value === undefined || (inner as Test)(value),
      );
    case 'nullable':
      return mapped(
        [def.innerType],
        ([inner]) =>
          (value) =>
            value === null || (inner as Test)(value),
      );
    case 'enum':
      return memberTest(Object.values(def.entries));
    case 'literal':
      return memberTest(def.values);
    case 'string':
      return (value) => typeof value === 'string';
    case 'number':
      return 'format' in def ? (def.format === 'safeint' ? Number.isSafeInteger : undefined) : Number.isFinite;
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'date':
      return (value) => value instanceof Date && !Number.isNaN(value.getTime());
    case 'custom':
      if (!('fn' in def)) return undefined;
      return def.fn === isSmallPlainObject ? isSmallPlainStored : (def.fn as Test);
    default:
      return undefined;
  }
}

/** Holes too, which `every` would pass over. */
function everyPlace(list: readonly unknown[], passes: Test): boolean {
  for (let place = 0; place < list.length; place += 1) if (!passes(list[place])) return false;
  return true;
}

function checkOf(check: z.core.$ZodCheck<never>): Test | undefined {
  const { def } = (check as unknown as z.core.$ZodChecks)._zod;
  if ('fn' in def) return def.fn as Test;
  switch (def.check) {
    case 'greater_than':
      return above(Number(def.value), def.inclusive);
    case 'less_than':
      return below(Number(def.value), def.inclusive);
    case 'min_length':
      return (value) => (value as string).length >= def.minimum;
    case 'max_length':
      return (value) => (value as string).length <= def.maximum;
    case 'length_equals':
      return (value) => (value as string).length === def.length;
    case 'string_format':
      return def.pattern === undefined || def.pattern.global ? undefined : (value) => (def.pattern as RegExp).test(value as string);
    case 'overwrite':
      // A value that would be changed is the schema's business.
      return (value) => (def.tx as (value: unknown) => unknown)(value) === value;
    default:
      return undefined;
  }
}

/** The bound is made a number once: dates compare by their numbers too, and making one of a date at each read cost more than the rest. */
function above(bound: number, inclusive: boolean): Test {
  return inclusive ? (value) => (value as number) >= bound : (value) => (value as number) > bound;
}

function below(bound: number, inclusive: boolean): Test {
  return inclusive ? (value) => (value as number) <= bound : (value) => (value as number) < bound;
}

function objectTest(def: z.core.$ZodObjectDef): Test | undefined {
  if (def.catchall?._zod.def.type !== 'never') return undefined;
  const keys = Object.keys(def.shape);
  const known = new Set(keys);
  return mapped(Object.values(def.shape), (tests) => (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date) return false;
    for (let index = 0; index < keys.length; index += 1) {
      if (!(tests[index] as Test)((value as Fields)[keys[index] as string])) return false;
    }
    for (const key in value) if (!known.has(key)) return false;
    return true;
  });
}

function recordTest(key: Test, item: Test): Test {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date) return false;
    for (const name of Object.keys(value)) if (!key(name) || !item((value as Fields)[name])) return false;
    return true;
  };
}

function memberTest(values: readonly unknown[]): Test {
  const members = new Set(values);
  return (value) => members.has(value);
}

/** The tests of some schemas made into one; nothing when one of them has none. */
function mapped(schemas: readonly z.core.$ZodType[], make: (tests: readonly Test[]) => Test): Test | undefined {
  const tests = schemas.map(testOf);
  return tests.every((test) => test !== undefined) ? make(tests as readonly Test[]) : undefined;
}

function yes(): boolean {
  return true;
}
