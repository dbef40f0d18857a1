import { COLLECTIONS } from 'adaptive-learning-engine/collections';
import { defineCollection, migration } from 'adaptive-learning-engine/modules';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bookmarks } from '../../examples/bookmarks/bookmarks.js';
import { isEqual } from '../../src/repositories/patch.js';
import { type AnyDeclaration, cutTo, inVersion, isOutdated, upToDate } from '../../src/schema/index.js';
import { randomDocument } from '../support/random-document.js';

type Fields = { readonly [field: string]: unknown };

const declared = [...Object.values(COLLECTIONS), bookmarks].map((each) => each as object as AnyDeclaration);
const steps = declared.flatMap((declaration) =>
  (declaration.migrations ?? []).map((step) => ({ name: declaration.name, declaration, step })),
);
const fieldsOf = (document: object) => Object.keys(document);

it('core and modules declare migrations', () => {
  expect(steps.map(({ name, step }) => `${name} ${step.from} → ${step.to}`)).toEqual([
    'emotional_analytics 1 → 2',
    'learning_events 1 → 2',
    'bookmarks 1 → 2',
  ]);
});

it('documents that are computed from the log have no steps: a replay makes them in today’s form, and recordings change single fields of them', () => {
  for (const name of ['learning_sessions', 'content_mastery', 'learning_dna'] as const)
    expect(COLLECTIONS[name].migrations).toBeUndefined();
});

describe.each(steps)('the step of $name from $step.from', ({ declaration, step }) => {
  const { from, to, before, fields, down } = step;
  const stored = randomDocument(before).map((document) => ({ ...(document as Fields), schema_version: from }));
  const next = declaration.migrations?.find((other) => other.from === to)?.before ?? declaration.schema;
  const fixed = ['_id', declaration.owner, ...declaration.identity, ...Object.keys(declaration.shardKey)];

  it('gives a document of the next form, changes no field that it does not name, and never what finds a document', () => {
    fc.assert(
      fc.property(stored, (document) => {
        const after = inVersion(declaration, document, to);
        const parsed = next.safeParse(after);
        expect(parsed.error?.issues ?? []).toEqual([]);
        const kept = [...fieldsOf(document), ...fieldsOf(after)].filter((field) => ![...fields, 'schema_version'].includes(field));
        for (const field of kept) expect(after[field]).toBe((document as Fields)[field]);
        for (const field of fixed) expect(after[field]).toBe((document as Fields)[field]);
        expect(after['schema_version']).toBe(to);
      }),
    );
  });

  it.runIf(down !== undefined)('and back is the document that there was', () => {
    fc.assert(
      fc.property(stored, (document) => {
        const back = inVersion(declaration, inVersion(declaration, document, to), from);
        expect(before.safeParse(back).error?.issues ?? []).toEqual([]);
        if (!isEqual(back, document)) expect(back).toEqual(document);
      }),
    );
  });

  it('is what a reader makes of an older document, and leaves one of today alone', () => {
    fc.assert(
      fc.property(stored, (document) => {
        expect(isOutdated(declaration, document)).toBe(true);
        const read = upToDate(declaration, document);
        expect(upToDate(declaration, read)).toBe(read);
        expect(declaration.schema.safeParse(read).success).toBe(true);
      }),
    );
  });
});

const summary = 'The comment is called note.';
const form = z.strictObject({ _id: z.any(), user_id: z.string(), note: z.string(), schema_version: z.int() });
const former = z.strictObject({ _id: z.any(), user_id: z.string(), comment: z.string(), schema_version: z.int() });
const declaration = {
  name: 'notes',
  description: 'a note',
  schema: form,
  schemaVersion: 2,
  owner: 'user_id',
  identity: ['user_id'],
  shardKey: { user_id: 1 },
  indexes: [],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [],
  pseudonymised: {},
} as const;
const rename = { from: 1, to: 2, sentence: summary, before: former, fields: ['comment', 'note'], up: (document: object) => document };

describe('a declaration', () => {
  it.each<readonly [string, object[], string]>([
    ['that does not end with its version', [migration({ ...rename, to: 3 })], 'migrations.0.to'],
    ['with a hole between its steps', [migration(rename), migration({ ...rename, from: 3, to: 4 })], 'migrations.0.to'],
    ['without a sentence', [migration({ ...rename, sentence: ' ' })], 'migrations.0.sentence'],
    ['with a step that changes an owner', [migration({ ...rename, fields: ['user_id'] })], 'migrations.0.fields'],
    ['with a field that no form has', [migration({ ...rename, fields: ['nots'] })], 'migrations.0.fields'],
    ['with no form before', [{ ...rename, before: {} }], 'migrations.0.before'],
    ['with an empty list', [], 'migrations'],
  ])('%s is refused, naming the place', (_, migrations, where) => {
    expect(() => defineCollection({ ...declaration, migrations: migrations as never })).toThrow(
      expect.objectContaining({ code: 'invalid_input', where: expect.stringContaining(`defineCollection.notes.${where}`) as string }),
    );
  });

  it('with migrations has an index of the documents that await one, and of no other', () => {
    const { indexes } = defineCollection({ ...declaration, migrations: [migration(rename)] });
    expect(indexes).toMatchObject([{ name: 'outdated', where: { schema_version: { $lt: 2 } } }]);
  });
});

it('a step that fails leaves a document as it is, so that the decode names it', () => {
  const failing = migration({
    ...rename,
    up: () => {
      throw new Error('no comment');
    },
  });
  const document = { user_id: 'ada', schema_version: 1 };
  expect(upToDate({ name: 'notes', schemaVersion: 2, migrations: [failing] }, document)).toBe(document);
});

it('cutTo leaves what a projection of the server leaves', () => {
  const document = { _id: 1, a: { b: 2, c: [1, 2, 3] }, d: [{ e: 1, f: 2 }], g: new Date(0) };
  expect(cutTo({ 'a.b': 1, 'd.e': 1, g: 1 })(document)).toEqual({ _id: 1, a: { b: 2 }, d: [{ e: 1 }], g: new Date(0) });
  expect(cutTo({ 'a.c': { $slice: -2 } })(document)).toEqual({ ...document, a: { b: 2, c: [2, 3] } });
  expect(cutTo({ missing: 1 })(document)).toEqual({ _id: 1 });
});
