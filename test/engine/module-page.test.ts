import { defineCollection, defineModule, fields, inputSchema, learnerVerb, modulePage, NOTHING } from 'adaptive-learning-engine/modules';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bookmarks } from '../../examples/bookmarks/module.js';

const summary = 'Notes of a learner.';
const base = { kind: 'call', summary, result: 'A result.', run: async () => 1 } as const;
const anything = z.strictObject({
  _id: fields.objectId,
  kind: z.enum(['a', 'b']),
  any: z.unknown(),
  when: z.date(),
  schema_version: fields.schemaVersion,
});

describe('the page of a module', () => {
  test('names every part that is declared', () => {
    const module = bookmarks();
    const page = modulePage(module);
    const names = [
      ...Object.keys(module.learner).map((verb) => `learner.bookmarks.${verb}`),
      ...Object.keys(module.engine).map((verb) => `engine.bookmarks.${verb}`),
      ...Object.keys(module.collections),
      ...Object.keys(module.policy),
      ...module.pipelines.map(({ name }) => name),
      ...Object.keys(module.jobs).map((job) => `bookmarks.${job}`),
      ...Object.keys(module.reactions),
    ];
    for (const name of names) expect(page).toContain(`\`${name}\``);
    const rows = [
      ...Object.values(module.learner),
      ...Object.values(module.engine),
      ...Object.values(module.jobs),
      ...Object.values(module.reactions),
    ];
    for (const row of rows) expect(page).toContain(row.summary);
    for (const { result } of [...Object.values(module.learner), ...Object.values(module.engine)]) expect(page).toContain(result);
  });

  test('says errors, defaults, bounds and the account that a verb asks for, and keeps a bar in its cell', () => {
    const input = inputSchema(
      'WriteInput',
      { size: z.int().min(1).max(5).default(3), text: fields.name },
      { size: 'One | five.', text: 'The text.' },
    );
    const write = learnerVerb({ ...base, action: 'record', account: 'any', input, errors: { already_exists: 'a note that is there' } });
    const drop = learnerVerb({ ...base, action: 'drop', input: NOTHING });
    const page = modulePage(
      defineModule({ name: 'notes', summary, requires: ['bookmarks'], policy: { drop: ['admin'] }, learner: { write, drop } }),
    );
    expect(page).toContain('It requires `bookmarks`.');
    expect(page).toContain('| `size` | integer from 1 to 5 | `3` | One \\| five. |');
    expect(page).toContain('- **throws**: `already_exists` for a note that is there');
    expect(page).toContain('- **account**: active, suspended or deleted');
    expect(page).toContain('- **roles**: `admin`');
    expect(page).toContain('- **input**: no input');
  });

  test('has words for any field of a collection', () => {
    const notes = defineCollection({
      name: 'notes',
      description: 'a note',
      schema: anything,
      schemaVersion: 1,
      owner: 'nobody',
      identity: ['kind'],
      shardKey: { kind: 1 },
      indexes: [{ name: 'identity', key: { kind: 1 }, unique: true, why: 'one of a kind' }],
      capped: {},
      encrypted: [],
      consent: {},
      retention: [],
      pseudonymised: {},
    });
    const page = modulePage(defineModule({ name: 'notes', summary, collections: { notes } }));
    expect(page).toContain('- **personal data of**: nobody');
    expect(page).toContain('| `kind` | `a` or `b` |');
    expect(page).toContain('| `any` | any value |');
    expect(page).toContain('| `when` | Date |');
  });
});

test.each([undefined, null, 7, {}, { name: 'x', sumary: 'a' }])('what is no module has no page: %j', (given) => {
  expect(() => modulePage(given as never)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
});
