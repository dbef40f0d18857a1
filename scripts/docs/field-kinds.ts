import { z } from 'zod';
import { fields } from '../../src/schema/index.js';

/** Kinds of fields that have a name of their own. */
const NAMED = new Map<unknown, string>([
  [fields.userId, 'the id of a learner'],
  [fields.sessionId, 'the id of a session'],
  [fields.name, 'a name'],
  [fields.instant, 'an instant'],
  [fields.timeZone, 'an IANA time zone'],
  [fields.emotionalState, 'an emotional state'],
  [fields.objectId, 'an ObjectId'],
  [fields.metadata, "an object of the host's own"],
  [fields.modelState, 'an object'],
]);

/** One field of params or of a row, in words. */
export interface FieldKind {
  readonly name: string;
  readonly optional: boolean;
  /** `a whole number from 1 to 366`, `the id of a learner`. */
  readonly kind: string;
  readonly default: unknown;
}

/** The fields of an object, as a caller gives them (`input`) or gets them (`output`). */
export function fieldKinds(schema: z.ZodType, io: 'input' | 'output'): readonly FieldKind[] {
  const json = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline', override: nameKind }) as JsonSchema;
  if (json.properties === undefined) throw new Error('Only an object has fields that a table can show');
  const required = new Set(json.required ?? []);
  return Object.entries(json.properties).map(([name, field]) => ({
    name,
    optional: !required.has(name),
    kind: kindOf(field),
    default: field.default,
  }));
}

/** What is read here of a JSON Schema, and the name of a kind if it has one. */
interface JsonSchema {
  readonly type?: unknown;
  readonly kind?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: unknown;
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly additionalProperties?: unknown;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
}

function nameKind({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const kind = namedKind(zodSchema as z.ZodType) ?? (zodSchema instanceof z.ZodDate ? 'an instant' : undefined);
  if (kind !== undefined) jsonSchema['kind'] = kind;
}

/** A schema with a description of its own is a copy of the one that has a name. */
function namedKind(schema: z.core.$ZodType | undefined): string | undefined {
  return schema === undefined ? undefined : (NAMED.get(schema) ?? namedKind(schema._zod.parent));
}

function kindOf(field: JsonSchema): string {
  if (field.kind !== undefined) return field.kind;
  if (field.const !== undefined) return `\`${String(field.const)}\``;
  if (field.enum !== undefined) return listed(field.enum.map((value) => `\`${String(value)}\``));
  if (field.anyOf !== undefined) return listed(field.anyOf.map(kindOf));
  if (field.format === 'date') return 'a day as text, `2026-11-21`';
  const several = field.items as JsonSchema | undefined;
  switch (field.type) {
    case 'integer':
      return `a whole number${bounds(field.minimum, field.maximum)}`;
    case 'number':
      return `a number${bounds(field.minimum, field.maximum)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list${size(field.minItems, field.maxItems)}, each ${kindOf(several ?? {})}`;
    case 'object':
      return objectOf(field);
    case 'null':
      return 'null';
    case 'string':
      return 'a text';
    default:
      throw new Error(`No words for a field of this kind: ${JSON.stringify(field)}`);
  }
}

function objectOf({ properties, additionalProperties }: JsonSchema): string {
  if (properties !== undefined) return `an object of ${Object.keys(properties).map((name) => `\`${name}\``).join(', ')}`; // biome-ignore format: one thought
  const value = additionalProperties as JsonSchema | undefined;
  return value?.type === undefined ? 'an object' : `an object: by name, ${kindOf(value)}`;
}

function listed(kinds: readonly string[]): string {
  return kinds.length < 2 ? kinds.join('') : `${kinds.slice(0, -1).join(', ')} or ${kinds.at(-1)}`;
}

function bounds(least: number | undefined, most: number | undefined): string {
  const from = least === undefined || least <= Number.MIN_SAFE_INTEGER ? '' : ` from ${least}`;
  return most === undefined || most >= Number.MAX_SAFE_INTEGER ? from && `${from} on` : `${from} to ${most}`;
}

function size(least: number | undefined, most: number | undefined): string {
  if (most === undefined) return least === undefined ? '' : ` of ${least} or more`;
  return least === undefined ? ` of ${most} at most` : ` of ${least} to ${most}`;
}
