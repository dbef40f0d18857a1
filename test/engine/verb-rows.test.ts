import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type AnyRow, TABLES } from '../../scripts/docs/facade-files.js';
import { schemaOf, sentenceOf } from '../../scripts/docs/input-types.js';
import { optionsOf } from '../../src/runtime/verbs/define-verb.js';

const ROWS = Object.entries(TABLES).flatMap(([whose, { verbs }]) => verbs.map((verb) => [`${whose}.${verb.name}`, verb] as const));

describe.each(ROWS)('%s', (_, verb: AnyRow) => {
  test('says in whole sentences what it does and resolves to', () => {
    for (const sentence of [verb.summary, verb.result, ...(verb.details === undefined ? [] : [verb.details])])
      expect(sentence).toMatch(/^(?:[A-Z]|`).*\.$/);
    expect(verb.example).toContain(`.${verb.name}(`);
  });

  test('has a sentence for each field of its input, at every depth, and for each option of its control', () => {
    const schema = schemaOf(verb.input);
    const sentences = [...(schema === undefined ? [] : sentencesOf(schema, verb.name)), ...saidOfControl(verb)];
    expect(sentences.filter(([, sentence]) => !/^(?:[A-Z]|`|1 |SM-2).*\.$/.test(sentence ?? '')).map(([path]) => path)).toEqual([]);
  });
});

test('the tables name each verb as its row does', () => {
  for (const { verbs, table } of Object.values(TABLES)) expect(new Set(verbs.map(({ name }) => name)).size, table).toBe(verbs.length);
});

type Said = readonly [path: string, sentence: string | undefined];

function saidOfControl(verb: AnyRow): readonly Said[] {
  return Object.entries(optionsOf(verb)).map(([option, { sentence }]) => [option, sentence]);
}

function sentencesOf(schema: z.ZodType, path: string): readonly Said[] {
  const inner = (schema.def as { readonly innerType?: z.ZodType; readonly element?: z.ZodType }).innerType;
  const element = (schema.def as { readonly element?: z.ZodType }).element;
  if (inner !== undefined) return sentencesOf(inner, path);
  if (element !== undefined) return sentencesOf(element, path);
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as { readonly [field: string]: z.ZodType }).flatMap(([field, each]) => [
    [`${path}.${field}`, sentenceOf(each)] as const,
    ...sentencesOf(each, `${path}.${field}`),
  ]);
}
