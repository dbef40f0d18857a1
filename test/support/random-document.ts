import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { z } from 'zod';

/** Values of which some fit each leaf of a schema. */
const LEAVES: readonly unknown[] = [
  ...['a', 'Algebra', 'x'.repeat(64), '0b7e7a3c-2f5d-4c52-9a0e-1d3f5a7b9c11', '2026-03-01', 'Europe/London', 'ada@example.org', 'rollUp'],
  ...[0, 1, 2, 3, 4, 5, 0.25, 0.5, 7, 12, 60, 1_440, 20_000],
  ...[true, false, null, {}, { a: 1, b: ['c'] }],
  ...[new Date('2025-11-30T00:00:00Z'), new Date('2026-03-01T12:34:56.789Z')],
  new ObjectId('65a000000000000000000001'),
  new ObjectId('65a000000000000000000002'),
];

/** Random documents of a schema. @throws Error for a leaf that none of the values fits */
export function randomDocument(schema: z.core.$ZodType, path = ''): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object': {
      const entries = Object.entries(def.shape);
      const optional = entries.filter(([, child]) => (child as z.core.$ZodTypes)._zod.def.type === 'optional').map(([key]) => key);
      const model = Object.fromEntries(entries.map(([key, child]) => [key, randomDocument(child, `${path}.${key}`)]));
      return fc.record(model, { requiredKeys: entries.map(([key]) => key).filter((key) => !optional.includes(key)) });
    }
    case 'optional':
      return randomDocument(def.innerType, path);
    case 'nullable':
      return fc.option(randomDocument(def.innerType, path));
    case 'array':
      return fc.array(randomDocument(def.element, `${path}.0`), { maxLength: 3 }).filter((list) => z.safeParse(schema, list).success);
    case 'record':
      return fc
        .dictionary(randomDocument(def.keyType, path) as fc.Arbitrary<string>, randomDocument(def.valueType, path), { maxKeys: 2 })
        .filter((record) => z.safeParse(schema, record).success);
    case 'union':
      return fc.oneof(...def.options.map((option) => randomDocument(option, path)));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'literal':
      return fc.constantFrom(...def.values);
    default: {
      const fit = LEAVES.filter((leaf) => z.safeParse(schema, leaf).success);
      if (fit.length === 0) throw new Error(`${path}: no value fits`);
      return fc.constantFrom(...fit);
    }
  }
}
