import { z } from 'zod';

/**
 * Gives each field of an input its sentence, which the types, the hover of an editor and the reference page show. A field without a sentence
 * does not compile.
 *
 * @example
 * z.strictObject(described({ limit: z.int() }, { limit: 'How many rows at most.' }));
 */
export function described<Shape extends z.ZodRawShape>(shape: Shape, sentences: { readonly [Field in keyof Shape]: string }): Shape {
  return Object.fromEntries(
    Object.entries(shape as { readonly [field: string]: z.ZodType }).map(([field, schema]) => [
      field,
      schema.describe((sentences as { readonly [field: string]: string })[field] ?? ''),
    ]),
  ) as Shape;
}

/**
 * The input of a verb: an object without other fields, each with its sentence.
 *
 * @param name what its type is called: `RecordAnswerInput`
 */
export function inputSchema<Shape extends z.ZodRawShape>(
  name: string,
  shape: Shape,
  sentences: { readonly [Field in keyof Shape]: string },
): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(described(shape, sentences)).meta({ title: name });
}
