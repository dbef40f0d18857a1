import { z } from 'zod';
import type { VerbInput } from '../../src/runtime/verbs/define-verb.js';

/** What a schema is called, where its type has a name: `RecordAnswerInput`. */
export function titleOf(schema: z.ZodType): string | undefined {
  const { title } = schema.meta() ?? {};
  return title ?? (isWrapped(schema) ? titleOf(unwrapped(schema)) : undefined);
}

/** The schema of an input, or of one row of it; undefined for a verb without. */
export function schemaOf(input: VerbInput): z.ZodType | undefined {
  if (!('takes' in input)) return input;
  return 'item' in input ? input.item : undefined;
}

/** The interfaces of inputs as TypeScript: one for each name, the sentence of each field as its comment. */
export function inputInterfaces(schemas: Iterable<z.ZodType>): string {
  const found = new Map<string, z.ZodObject>();
  for (const schema of schemas) {
    const title = titleOf(schema);
    const object = bareObject(schema);
    if (title !== undefined && object !== undefined) found.set(title, object);
  }
  return [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([title, object]) => `export interface ${title} ${objectText(object, '')}\n`)
    .join('\n');
}

function objectText(schema: z.ZodObject, indent: string): string {
  const inner = `${indent}  `;
  const fields = Object.entries(schema.shape as { readonly [field: string]: z.ZodType }).map(([name, field]) => {
    const sentence = sentenceOf(field);
    const comment = sentence === undefined ? '' : commentText(sentence, inner);
    const optional = mayBeLeftOut(field);
    return `${comment}${inner}${name}${optional ? '?' : ''}: ${typeText(field, inner)}${optional ? ' | undefined' : ''};\n`;
  });
  return `{\n${fields.join('')}${indent}}`;
}

/** The sentence that a field's schema has, itself or within what makes it optional. */
export function sentenceOf(schema: z.ZodType): string | undefined {
  return schema.description ?? (isWrapped(schema) ? sentenceOf(unwrapped(schema)) : undefined);
}

/** Whether a caller may leave a field or an input out. */
export function mayBeLeftOut(schema: z.ZodType): boolean {
  return ['optional', 'default', 'prefault'].includes(schema.def.type);
}

/** A sentence or more as a doc comment. */
export function commentText(text: string, indent: string): string {
  const [prose = '', code] = text.split('\n@example\n');
  const example = code === undefined ? [] : ['@example', ...code.split('\n')];
  const lines = [...prose.split('\n').flatMap((line) => wrapped(line, 136 - indent.length)), ...example];
  if (lines.length === 1) return `${indent}/** ${lines[0] ?? ''} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

function wrapped(line: string, width: number): string[] {
  if (line.length <= width) return [line];
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current];
}

type Wrapped = z.ZodOptional<z.ZodType> | z.ZodDefault<z.ZodType> | z.ZodPrefault<z.ZodType> | z.ZodReadonly<z.ZodType>;

function isWrapped(schema: z.ZodType): schema is Wrapped {
  return ['optional', 'default', 'prefault', 'readonly'].includes(schema.def.type);
}

function unwrapped(schema: Wrapped): z.ZodType {
  return schema.unwrap();
}

function bareObject(schema: z.ZodType): z.ZodObject | undefined {
  if (isWrapped(schema)) return bareObject(unwrapped(schema));
  return schema instanceof z.ZodObject ? schema : undefined;
}

/** What a caller gives for a schema. */
function typeText(schema: z.ZodType, indent: string): string {
  const { def } = schema as unknown as z.core.$ZodTypes & { readonly def: z.core.$ZodTypes['_zod']['def'] };
  const text = (inner: z.core.$ZodType) => typeText(inner as z.ZodType, indent);
  switch (def.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return def.type;
    case 'date':
      return 'Date';
    case 'enum':
      return unionOf(Object.values(def.entries).map((value) => JSON.stringify(value).replaceAll('"', "'")));
    case 'literal':
      return unionOf(def.values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))));
    case 'array':
      return listText(text(def.element));
    case 'object':
      return objectText(schema as z.ZodObject, indent);
    case 'record':
      return `Record<${text(def.keyType)}, ${text(def.valueType)}>`;
    case 'optional':
    case 'default':
    case 'prefault':
    case 'readonly':
      return text(def.innerType);
    case 'nullable':
      return `${text(def.innerType)} | null`;
    case 'union':
      return unionOf(def.options.map(text));
    case 'pipe':
      return text(def.in);
    case 'custom':
      return 'Record<string, unknown>';
    default:
      throw new Error(`No type for a schema of the kind ${def.type}`);
  }
}

function unionOf(texts: readonly string[]): string {
  return [...new Set(texts)].join(' | ');
}

function listText(item: string): string {
  return / \| /.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
}
