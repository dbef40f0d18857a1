import { z } from 'zod';

/**
 * Gives each field of an input its sentence, which the types, the hover of an editor and the reference page show. A field without a sentence
 * does not compile.
 *
 * @example
 * z.strictObject(described({ limit: z.int() }, { limit: 'How many rows at most.' }));
 */
export function described<Shape extends z.ZodRawShape>(shape: Shape, sentences: { readonly [Field in keyof Shape]: string }): Shape {
  const entries = Object.entries<z.ZodType>(shape as object as { readonly [field: string]: z.ZodType });
  const sentenceOf: { readonly [field: string]: string } = sentences;
  return Object.fromEntries(entries.map(([field, schema]) => [field, schema.describe(sentenceOf[field] ?? '')])) as object as Shape;
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
