import type { z } from 'zod';
import { withoutId } from '../schema/index.js';

const known = new WeakMap<z.ZodType, z.ZodType>();

/** The schema of a document before it is stored, made once for each declaration. */
export function contentSchemaOf(schema: z.ZodType): z.ZodType {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const content = withoutId(schema);
  known.set(schema, content);
  return content;
}
