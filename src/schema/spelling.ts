import type { z } from 'zod';
import { bare, schemasAt } from './schema-paths.js';

type Spelling = (text: string) => string;

const spellings = new WeakMap<z.core.$ZodType, Spelling>();

/** Says that texts of a schema have one spelling each, in which they are stored; a lookup spells its text the same way first. */
export function spelled<Schema extends z.ZodType>(schema: Schema, spelling: Spelling): Schema {
  spellings.set(schema, spelling);
  return schema;
}

/**
 * How the texts at a path of a document are spelt, also those in a list; undefined where a text is as it was given.
 *
 * @example
 * spellingAt(concepts.schema, 'subject')?.(' Cafe\u0301 ') //=> 'Café'
 */
export function spellingAt(schema: z.core.$ZodType, path: string): Spelling | undefined {
  for (const found of schemasAt(schema, path)) {
    const spelling = spellingOf(found);
    if (spelling !== undefined) return spelling;
  }
  return undefined;
}

/**
 * How texts of a schema, or of a list of them, are spelt.
 *
 * @internal a law asks it of every input
 */
export function spellingOf(schema: z.core.$ZodType): Spelling | undefined {
  const plain = bare(schema) as z.core.$ZodTypes;
  return spellingAmong(plain) ?? (plain._zod.def.type === 'array' ? spellingOf(plain._zod.def.element) : undefined);
}

/** A schema with a description of its own is a copy, whose parent the spelling was said of. */
function spellingAmong(schema: z.core.$ZodType | undefined): Spelling | undefined {
  return schema === undefined ? undefined : (spellings.get(schema) ?? spellingAmong(schema._zod.parent));
}
