import { z } from 'zod';

/**
 * The schemas that may stand at a dotted path of a document, through lists as MongoDB's own paths do; empty when the path does not exist.
 *
 * @example
 * schemasAt(users.schema, 'profile.nam') //=> []
 */
export function schemasAt(schema: z.core.$ZodType, path: string): readonly z.core.$ZodType[] {
  let here = [schema];
  for (const key of path.split('.')) {
    here = here.flatMap((node) => childrenOf(node, key));
    if (here.length === 0) return here;
  }
  return here;
}

/** A schema without what only says whether a value may be absent. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'optional' || def.type === 'nullable' ? bare(def.innerType) : schema;
}

function childrenOf(schema: z.core.$ZodType, key: string): z.core.$ZodType[] {
  const { def } = (bare(schema) as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object': {
      const child = Object.hasOwn(def.shape, key) ? def.shape[key] : undefined;
      return child === undefined ? [] : [child];
    }
    case 'array':
      // Both `interactions.user_input` and `interactions.0` are paths.
      return /^\d+$/.test(key) ? [def.element] : childrenOf(def.element, key);
    case 'record':
      return z.safeParse(def.keyType, key).success ? [def.valueType] : [];
    case 'union':
      return def.options.flatMap((option) => childrenOf(option, key));
    case 'custom':
      // Metadata and model states: what is in them is their maker's business.
      return [z.unknown()];
    case 'unknown':
      return [schema];
    default:
      return [];
  }
}

/** The schema of a document before it has an `_id`. */
export function withoutId(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) return schema.omit({ _id: true });
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const options = schema.options.map((option) => (option as z.ZodObject).omit({ _id: true }));
    return z.discriminatedUnion(schema.def.discriminator, options as [z.ZodObject, ...z.ZodObject[]]);
  }
  throw new TypeError('A collection is declared by an object or a discriminated union of objects');
}

/** The schema of a document that may have lost some top-level parts. */
export function withoutParts(schema: z.ZodType, parts: readonly string[]): z.ZodType {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) throw new TypeError('A log is declared by a discriminated union of objects');
  const options = schema.options.map((option) => {
    const object = option as z.ZodObject;
    const there = parts.filter((part) => Object.hasOwn(object.shape, part));
    return object.partial(Object.fromEntries(there.map((part) => [part, true] as const)) as Record<never, true>);
  });
  return z.discriminatedUnion(schema.def.discriminator, options as [z.ZodObject, ...z.ZodObject[]]);
}

/** The schema of a document read with only some of its top-level fields. */
export function onlyFields(schema: z.ZodType, fields: readonly string[]): z.ZodType {
  const pick = (object: z.ZodObject) => {
    const known = ['_id', ...fields].filter((field) => Object.hasOwn(object.shape, field));
    return object.pick(Object.fromEntries(known.map((field) => [field, true] as const)) as Record<never, true>);
  };
  if (schema instanceof z.ZodObject) return pick(schema);
  if (schema instanceof z.ZodDiscriminatedUnion) return z.union(schema.options.map((option) => pick(option as z.ZodObject)));
  throw new TypeError('A collection is declared by an object or a discriminated union of objects');
}

/**
 * The projection that leaves of a document what a part of its schema speaks of, named at the highest level at which both are the same.
 *
 * @example
 * projectionOf(z.object({ a, b: z.object({ c }) }), z.object({ a, b: z.object({ c, d }) })) //=> { a: 1, 'b.c': 1 }
 */
export function projectionOf(part: z.ZodObject, whole: z.ZodType | undefined, above = ''): { readonly [path: string]: 1 } {
  const paths = Object.entries(part.shape).map(([key, schema]) => {
    const declared = whole instanceof z.ZodObject ? whole.shape[key] : undefined;
    const isCut = schema instanceof z.ZodObject && schema !== declared;
    return isCut ? projectionOf(schema, declared, `${above}${key}.`) : ({ [above + key]: 1 } as const);
  });
  return Object.assign({}, ...paths);
}
