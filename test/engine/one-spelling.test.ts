import { expect, test } from 'vitest';
import { z } from 'zod';
import { COLLECTIONS } from '../../src/collections/index.js';
import { ENGINE_VERBS } from '../../src/engine/engine-verbs.js';
import { LEARNER_VERBS } from '../../src/engine/learner-verbs.js';
import { PIPELINES } from '../../src/pipelines/index.js';
import type { VerbInput } from '../../src/runtime/verbs/define-verb.js';
import { canonicalName } from '../../src/schema/canonical-name.js';
import { bare } from '../../src/schema/index.js';
import { spellingOf } from '../../src/schema/spelling.js';

/** Fields that hold names by what they are called, wherever they stand. */
const NAMES = new Set([
  ...['subject', 'topic', 'topics', 'concept', 'strategy', 'trigger', 'item_id', 'intervention_type', 'plan', 'country', 'region'],
  ...['subjects_of_interest', 'effective_learning_strategies', 'concepts_introduced', 'concepts_practiced', 'concepts_mastered'],
]);

interface Leaf {
  readonly path: string;
  readonly schema: z.core.$ZodType;
}

/** Every text of a schema, and every list of texts, with its path. */
function leavesOf(schema: z.core.$ZodType, path: string): Leaf[] {
  const plain = bare(schema) as z.core.$ZodTypes;
  const { def } = plain._zod;
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).flatMap(([key, child]) => leavesOf(child, `${path}.${key}`));
    case 'array':
      return leavesOf(def.element, path);
    case 'union':
      return def.options.flatMap((option) => leavesOf(option, path));
    case 'default':
    case 'prefault':
      return leavesOf(def.innerType, path);
    case 'string':
      return [{ path, schema: plain }];
    default:
      return [];
  }
}

/** What verbs take, by their names. */
const INPUTS = Object.values<{ readonly name: string; readonly input: VerbInput }>({ ...ENGINE_VERBS, ...LEARNER_VERBS }).flatMap(
  ({ name, input }) => {
    const schema = 'takes' in input ? ('item' in input ? input.item : undefined) : input;
    return schema === undefined ? [] : [[name, schema] as const];
  },
);

const SCHEMAS: readonly (readonly [string, z.core.$ZodType])[] = [
  ...INPUTS,
  ...Object.values(PIPELINES).map(({ name, params }) => [`query.${name}`, params] as const),
  ...Object.values(COLLECTIONS).map(({ name, schema }) => [name, schema] as const),
];

const LEAVES = SCHEMAS.flatMap(([name, schema]) => leavesOf(schema, name)).filter(({ path }) => NAMES.has(path.split('.').at(-1) ?? ''));

test('every field that is a name, of inputs, params and documents, has one spelling, and none that nobody sees', () => {
  expect(LEAVES.length).toBeGreaterThan(60);
  for (const prefix of ['recordAnswer', 'renameConcept', 'upsertCurriculum', 'query.review_forecast', 'content_mastery'])
    expect(LEAVES.some(({ path }) => path.startsWith(prefix))).toBe(true);
  for (const { path, schema } of LEAVES) {
    expect(spellingOf(schema), path).toBe(canonicalName);
    for (const name of [
      'Cafe\u0301',
      ' Café',
      'Café\u00a0',
      '\u200bCa\u200bfé\u2060',
      '\u202eCafé\u202c',
      '\u2066Café\u2069',
      'Caf\u00ade\u0301',
    ])
      expect(z.parse(schema, name), path).toBe('Café');
    for (const blank of ['', ' ', '\u00a0', '\u200b', '\u202e\u202c', '\u3164', '\u2800', '\u200d\u200c'])
      expect(z.safeParse(schema, blank).success, `${path}: ${JSON.stringify(blank)}`).toBe(false);
  }
});
