import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { COLLECTIONS } from '../../src/collections/index.js';
import { type AnyDeclaration, encryptedPathsOf, schemasAt, storedMongoSchema, toMongoSchema } from '../../src/schema/index.js';

const declared = {
  schema: z.strictObject({
    user_id: z.string(),
    name: z.string().optional(),
    profile: z.strictObject({ goals: z.array(z.string()), age: z.number() }),
    talks: z.array(z.strictObject({ id: z.string(), text: z.string(), answer: z.strictObject({ text: z.string(), cost: z.number() }) })),
  }),
  encrypted: ['name', 'profile.goals', 'talks.text', 'talks.answer.text'],
  entryIds: { talks: 'id' },
};
const paths = encryptedPathsOf(declared);
const document = {
  user_id: 'ada',
  name: 'Ada',
  profile: { goals: ['fractions'], age: 9 },
  talks: [
    { id: 'a', text: 'one', answer: { text: 'two', cost: 1 } },
    { id: 'b', text: 'three', answer: { text: 'four', cost: 2 } },
  ],
};

describe('encrypted paths', () => {
  test('each field is replaced once, with its path and the ids of its entries; the rest stays the same object', () => {
    const seen: [unknown, string, readonly string[]][] = [];
    const changed = paths.replaceIn(document, (value, { path, entries }) => {
      seen.push([value, path, entries]);
      return path === 'name' ? 'X' : value;
    });
    expect(seen).toEqual([
      ['Ada', 'name', []],
      [['fractions'], 'profile.goals', []],
      ['one', 'talks.text', ['s:a']],
      ['two', 'talks.answer.text', ['s:a']],
      ['three', 'talks.text', ['s:b']],
      ['four', 'talks.answer.text', ['s:b']],
    ]);
    expect(changed).toEqual({ ...document, name: 'X' });
    expect(changed.profile).toBe(document.profile);
    expect(changed.talks).toBe(document.talks);
    expect(document.name).toBe('Ada');
    expect(paths.replaceIn({ user_id: 'ada', profile: { age: 3 } }, () => 'X')).toEqual({ user_id: 'ada', profile: { age: 3 } });
  });

  test.each([
    ['user_id', 'apart'],
    ['profile.age', 'apart'],
    ['profile', 'above'],
    ['talks', 'above'],
    ['talks.0', 'above'],
    ['talks.answer', 'above'],
    ['talks.0.text', 'encrypted'],
    ['talks.text', 'encrypted'],
    ['name', 'encrypted'],
    ['profile.goals.0', 'encrypted'],
    ['name.first', 'below'],
    ['nam', 'apart'],
    ['constructor', 'apart'],
  ])('%s stands %s', (path, standing) => {
    expect(paths.standingOf(path)).toBe(standing);
  });

  test('the value of a change is replaced at, above and below a path', () => {
    const mark = (value: unknown, { path, entries }: { path: string; entries: readonly string[] }) => [value, path, ...entries];
    expect(paths.replaceAt('name', 'Ada', mark)).toEqual(['Ada', 'name']);
    expect(paths.replaceAt('profile', { goals: [], age: 3 }, mark)).toEqual({ goals: [[], 'profile.goals'], age: 3 });
    expect(paths.replaceAt('talks', [{ id: 'c', text: 'five' }], mark)).toEqual([{ id: 'c', text: ['five', 'talks.text', 's:c'] }]);
    expect(paths.replaceAt('talks.0.text', 'five', mark)).toEqual(['five', 'talks.text']);
    expect(paths.replaceAt('profile.age', 3, mark)).toBe(3);
    expect(paths.hasEntryIds('talks.0.text')).toBe(true);
    expect(paths.hasEntryIds('talks')).toBe(false);
    expect(paths.hasEntryIds('profile.goals')).toBe(false);
  });
});

describe('the stored schema', () => {
  test('has ciphertexts at encrypted fields and is the declared one elsewhere', () => {
    const clear = toMongoSchema(declared.schema) as { properties: Record<string, never> };
    const stored = storedMongoSchema(declared, 'encrypted') as unknown as {
      properties: { name: unknown; user_id: unknown; talks: { items: { properties: { text: unknown; answer: { properties: object } } } } };
      required: string[];
    };
    expect(storedMongoSchema(declared, 'clear')).toEqual(clear);
    expect(stored.properties.name).toEqual({ bsonType: 'binData' });
    expect(stored.properties.user_id).toEqual(clear.properties['user_id']);
    expect(stored.properties.talks.items.properties.text).toEqual({ bsonType: 'binData' });
    expect(stored.properties.talks.items.properties.answer.properties).toEqual({ text: { bsonType: 'binData' }, cost: { type: 'number' } });
    expect(stored.required).toEqual(['user_id', 'profile', 'talks']);
    const mixed = storedMongoSchema(declared, 'mixed') as unknown as { properties: { name: unknown } };
    expect(mixed.properties.name).toEqual({ anyOf: [{ bsonType: 'binData' }, clear.properties['name']] });
  });
});

describe.each(Object.values(COLLECTIONS) as readonly object[] as readonly AnyDeclaration[])('$name', (declaration) => {
  const own = encryptedPathsOf(declaration);

  test('its encrypted fields exist, each once, and belong to a learner', () => {
    for (const path of declaration.encrypted) {
      expect(schemasAt(declaration.schema, path), path).not.toEqual([]);
      expect(declaration.encrypted.filter((other) => other === path || other.startsWith(`${path}.`))).toEqual([path]);
    }
    if (declaration.encrypted.length > 0) expect(declaration.owner).not.toBe('nobody');
    for (const [list, field] of Object.entries(declaration.entryIds ?? {}))
      expect(schemasAt(declaration.schema, `${list}.${field}`), list).not.toEqual([]);
  });

  test('nothing that finds its documents is encrypted', () => {
    const used = declaration.indexes.flatMap(({ key, where = {} }) => [...Object.keys(key), ...Object.keys(where)]);
    const fields = [declaration.owner, ...declaration.identity, ...Object.keys(declaration.shardKey), ...used, 'revision', 'last_event'];
    expect(fields.filter((path) => own.standingOf(path) !== 'apart')).toEqual([]);
  });

  test('its stored schema holds a ciphertext at each encrypted field', () => {
    const count = JSON.stringify(storedMongoSchema(declaration, 'encrypted')).split('"binData"').length - 1;
    expect(count).toBeGreaterThanOrEqual(declaration.encrypted.length);
  });
});
