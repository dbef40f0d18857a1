import { Schema } from 'mongoose';
import type { z } from 'zod';

type Definition = { readonly type: string } & { readonly [part: string]: unknown };

/** A declaration's schema as a mongoose user would write it, so that mongoose casts and hydrates the same fields. */
export function toMongooseSchema(schema: z.ZodType): Schema {
  const { _id, ...fields } = fieldsOf(schema);
  return new Schema(fields, { versionKey: false, strict: true, minimize: false });
}

function fieldsOf(schema: z.ZodType): { [name: string]: object } {
  const { shape } = definitionOf(schema) as unknown as { readonly shape: { readonly [name: string]: z.ZodType } };
  return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, { type: typeOf(field) }]));
}

function typeOf(schema: z.ZodType): object {
  const definition = definitionOf(schema);
  switch (definition.type) {
    case 'optional':
      return typeOf(definition['innerType'] as z.ZodType);
    case 'object':
      return new Schema(fieldsOf(schema), { _id: false });
    case 'array':
      return [{ type: typeOf(definition['element'] as z.ZodType) }];
    case 'date':
      return Date;
    case 'number':
    case 'int':
      return Number;
    case 'boolean':
      return Boolean;
    case 'string':
    case 'enum':
      return String;
    default:
      return Schema.Types.Mixed;
  }
}

function definitionOf(schema: z.ZodType): Definition {
  return schema.def as unknown as Definition;
}
