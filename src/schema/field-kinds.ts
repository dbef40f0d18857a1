import { z } from 'zod';
import * as fields from './fields.js';

/** Kinds of fields that have a name of their own. */
const NAMED = new Map<unknown, string>([
  [fields.userId, 'string (id of a learner)'],
  [fields.sessionId, 'string (id of a session)'],
  [fields.name, 'string'],
  [fields.instant, 'Date'],
  [fields.timeZone, 'string (IANA time zone)'],
  [fields.emotionalState, 'EmotionalState'],
  [fields.objectId, 'ObjectId'],
  [fields.metadata, 'JSON object'],
  [fields.modelState, 'JSON object'],
]);

/** One field of an input, a row or a document, in words. */
export interface FieldKind {
  readonly name: string;
  readonly optional: boolean;
  /** `integer from 1 to 366`, `string (id of a learner)`. */
  readonly kind: string;
  readonly default: unknown;
  /** Its sentence, if it has one. */
  readonly sentence: string | undefined;
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
    sentence: field.description,
  }));
}

/** What is read here of a JSON Schema, and the name of a kind if it has one. */
interface JsonSchema {
  readonly type?: unknown;
  readonly description?: string;
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
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
}

function nameKind({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const kind = namedKind(zodSchema as z.ZodType) ?? (zodSchema instanceof z.ZodDate ? 'Date' : undefined);
  if (kind !== undefined) jsonSchema['kind'] = kind;
}

/** A schema with a description of its own is a copy of the one that has a name. */
function namedKind(schema: z.core.$ZodType | undefined): string | undefined {
  return schema === undefined ? undefined : (NAMED.get(schema) ?? namedKind(schema._zod.parent));
}

function kindOf(field: JsonSchema): string {
  if (field.kind !== undefined) return field.kind;
  if (Object.keys(field).every((key) => key === 'description')) return 'any value';
  if (field.const !== undefined) return `\`${String(field.const)}\``;
  if (field.enum !== undefined) return listed(field.enum.map((value) => `\`${String(value)}\``));
  if (field.anyOf !== undefined) return listed(field.anyOf.map(kindOf));
  if (field.format === 'date') return 'string (date, `2026-11-21`)';
  const several = field.items as JsonSchema | undefined;
  switch (field.type) {
    case 'integer':
      return `integer${bounds(field.minimum, field.maximum)}`;
    case 'number':
      return `number${bounds(field.minimum, field.maximum, field.exclusiveMinimum)}`;
    case 'boolean':
      return 'boolean';
    case 'array':
      return `array${size(field.minItems, field.maxItems)}, each ${kindOf(several ?? {})}`;
    case 'object':
      return objectOf(field);
    case 'null':
      return 'null';
    case 'string':
      return 'string';
    default:
      throw new Error(`No words for a field of this kind: ${JSON.stringify(field)}`);
  }
}

function objectOf({ properties, additionalProperties }: JsonSchema): string {
  if (properties !== undefined) return `object with ${Object.keys(properties).map((name) => `\`${name}\``).join(', ')}`; // biome-ignore format: one thought
  const value = additionalProperties as JsonSchema | undefined;
  return value?.type === undefined ? 'object' : `object with values ${kindOf(value)}`;
}

function listed(kinds: readonly string[]): string {
  return kinds.length < 2 ? kinds.join('') : `${kinds.slice(0, -1).join(', ')} or ${kinds.at(-1)}`;
}

function bounds(least: number | undefined, most: number | undefined, above?: number): string {
  const hasLeast = least !== undefined && least > Number.MIN_SAFE_INTEGER;
  const hasMost = most !== undefined && most < Number.MAX_SAFE_INTEGER;
  if (above !== undefined) return hasMost ? ` > ${above} and ≤ ${most}` : ` > ${above}`;
  if (hasLeast && hasMost) return ` from ${least} to ${most}`;
  return hasLeast ? ` ≥ ${least}` : hasMost ? ` ≤ ${most}` : '';
}

function size(least: number | undefined, most: number | undefined): string {
  if (most === undefined) return least === undefined ? '' : ` of at least ${least}`;
  return least === undefined ? ` of at most ${most}` : ` of ${least} to ${most}`;
}
