import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { COLLECTIONS, type CollectionName } from '../../src/collections/index.js';
import { decodeDocument, fields, isInertData, parseDocument, parseInput, projectionOf, schemasAt } from '../../src/schema/index.js';
import { refusalAtOnce } from '../support/refusal.js';

const runsCode = () => {
  throw new Error('Code of the value has run');
};

class Point {
  x = 1;
}

const circle: Record<string, unknown> = {};
circle['self'] = circle;

/** Any data that JSON can hold, with half a character as one of its texts, or in one. */
const malformed = fc
  .tuple(fc.constantFrom('\ud800', '\udfff', 'a\udc00b', '\ude00\ud83d'), fc.array(fc.constantFrom('a', 'list'), { maxLength: 12 }))
  .map(([half, path]) =>
    path.reduceRight<unknown>((inner, kind) => (kind === 'list' ? [0, inner] : { a: inner, b: 'whole \u{1f600}' }), half),
  );

test('no schema lets half a character pass, wherever it stands', () => {
  fc.assert(
    fc.property(malformed, (value) => {
      const refusal = refusalAtOnce(() => parseInput(z.any(), value, 'call'));
      expect(refusal).toMatchObject({ code: 'invalid_input', expected: 'a string without lone surrogates' });
      expect(refusal.where).toMatch(/^call(\.(a|1))*$/);
    }),
  );
});

test('what is taken is a copy: nothing that its maker does later changes it, and -0 is 0', () => {
  const given = { at: new Date(5), deep: [{ text: 'x', zero: -0 }], none: undefined };
  const taken = parseInput(z.any(), given, 'call') as typeof given;
  given.at.setTime(9);
  given.deep.push({ text: 'y', zero: 1 });
  Object.assign(given.deep[0] as object, { text: 'z' });
  expect(taken).toStrictEqual({ at: new Date(5), deep: [{ text: 'x', zero: 0 }], none: undefined });
});

/** Values that may not come in, by what is wrong with them. None of their code may run. */
const HOSTILE: Record<string, () => unknown> = {
  'a __proto__ key': () => JSON.parse('{"__proto__": {"admin": true}}'),
  'a __proto__ key further in': () => JSON.parse('{"a": [{"__proto__": 1}]}'),
  'a getter': () => Object.defineProperty({}, 'name', { get: runsCode, enumerable: true }),
  'a setter': () => Object.defineProperty({}, 'name', { set: runsCode, enumerable: true }),
  'a getter that no loop shows': () => Object.defineProperty({}, 'name', { get: runsCode }),
  'a toBSON method': () => ({ toBSON: runsCode }),
  'a toJSON method': () => ({ a: { toJSON: runsCode } }),
  'a function': () => runsCode,
  'a symbol': () => ({ a: Symbol('s') }),
  'a symbol key': () => ({ [Symbol('s')]: 1 }),
  'a circle': () => circle,
  'a class instance': () => new Point(),
  'a Map': () => ({ a: new Map() }),
  'a boxed text': () => new String('text'),
  'a typed array': () => new Uint8Array(2),
  'a pattern': () => ({ a: /x/ }),
  'a date with a method of its own': () => Object.assign(new Date(0), { toBSON: runsCode }),
  'a date with a hidden method of its own': () => Object.defineProperty(new Date(0), 'toBSON', { value: runsCode }),
  'a date with a clock of its own': () => Object.defineProperty(new Date(0), 'getTime', { value: runsCode }),
  'a subclass of Date': () => new (class Later extends Date {})(0),
  'a list with a method of its own': () => ({ a: Object.assign([1], { toBSON: runsCode }) }),
  'a list whose every() lies': () => Object.assign([runsCode], { every: () => true }),
  'a list with a getter': () => Object.defineProperty([1], 0, { get: runsCode }),
  'a list with a hole': () => Object.assign(new Array<number>(2), { 1: 1 }),
  'a subclass of Array': () => new (class More extends Array {})(),
  'a reference as the driver knows them': () => ({ $ref: 'users', $id: 1 }),
  'an object that claims to be an ObjectId': () => JSON.parse('{"_bsontype": "ObjectId", "id": "x"}'),
  'a key with a NUL': () => ({ 'a\0b': 1 }),
  'nesting without end': () => Array.from({ length: 40 }).reduce<unknown>((inner) => ({ inner }), 1),
};

describe('isInertData', () => {
  test.each(Object.entries(HOSTILE))('is false for %s, and runs none of its code', (_, make) => {
    expect(isInertData(make())).toBe(false);
  });

  test('is true for all that JSON can make but the forbidden keys, and for dates and ids', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        fc.pre(!/"(__proto__|_bsontype|\$ref)"|\\u0000/.test(JSON.stringify(value)));
        expect(isInertData(value)).toBe(true);
        expect(isInertData({ value, at: new Date(0), id: new ObjectId() })).toBe(true);
      }),
    );
  });

  test('takes an object without a prototype', () => {
    expect(isInertData(Object.assign(Object.create(null), { a: 1 }))).toBe(true);
  });
});

const person = z.strictObject({
  name: fields.name,
  tags: fields.list(fields.name, 2).optional(),
  born: fields.instant.optional(),
  place: z.strictObject({ id: fields.objectId.optional(), zone: fields.timeZone.optional() }).optional(),
  metadata: fields.metadata.optional(),
});

describe('parseInput', () => {
  test.each(Object.entries(HOSTILE))('refuses %s, wherever it stands, and runs none of its code', (_, make) => {
    expect(refusalAtOnce(() => parseInput(person, make(), 'call'))).toMatchObject({
      code: 'invalid_input',
      where: expect.stringMatching(/^call/),
    });
    const inside = { name: 'Ada', metadata: { deep: make() } };
    expect(refusalAtOnce(() => parseInput(person, inside, 'call'))).toMatchObject({ code: 'invalid_input' });
  });

  test.each([
    ['a missing field', {}, 'call.name', 'a string', 'nothing'],
    ['a wrong type', { name: 7 }, 'call.name', 'a string (String(value) makes one)', 'a number'],
    ['an empty string', { name: '' }, 'call.name', 'a string of at least 1 character', 'an empty string'],
    [
      'a string that is too long',
      { name: 'x'.repeat(121) },
      'call.name',
      'a string of at most 120 characters',
      'a string of 121 characters',
    ],
    ['half a character', { name: 'a\ud800' }, 'call.name', expect.stringContaining('lone surrogates'), 'a string of 2 characters'],
    ['a list that is too long', { name: 'a', tags: ['a', 'b', 'c'] }, 'call.tags', 'a list of at most 2 entries', 'a list of 3'],
    ['a fault in a list', { name: 'a', tags: ['a', null] }, 'call.tags.1', 'a string', 'null'],
    ['an unknown field', { name: 'a', nmae: 'b' }, 'call', 'known fields only', 'the unknown field nmae'],
    ['a date as a text', { name: 'a', born: '2026-03-02' }, 'call.born', 'a Date (new Date(text) makes one)', 'a string of 10 characters'],
    ['an invalid date', { name: 'a', born: new Date('x') }, 'call.born', 'a Date (new Date(text) makes one)', 'an invalid date'],
    [
      'a zone that is an offset',
      { name: 'a', place: { zone: '+02:00' } },
      'call.place.zone',
      'an IANA time zone such as Europe/Zurich',
      'a string of 6 characters',
    ],
    ['a date as an object', { name: 'a', place: new Date(0) }, 'call.place', 'an object', 'the date 1970-01-01T00:00:00.000Z'],
    ['a string as an id', { name: 'a', place: { id: 'x'.repeat(24) } }, 'call.place.id', 'an ObjectId', 'a string of 24 characters'],
    [
      'metadata beyond 4 KiB',
      { name: 'a', metadata: { a: 'x'.repeat(4_090) } },
      'call.metadata',
      expect.stringContaining('4096'),
      'an object with the keys a',
    ],
  ])('names the place of %s, what was expected and what it got', (_, value, where, expected, received) => {
    expect(refusalAtOnce(() => parseInput(person, value, 'call'))).toMatchObject({ code: 'invalid_input', where, expected, received });
  });

  test.each([
    ['a number below its bound', z.number().min(0), -12, 'a number ≥ 0', '-12'],
    ['a number at an open bound', z.number().gt(0), 0, 'a number > 0', '0'],
    ['a number above its bound', z.int().max(5), 7, 'a number ≤ 5', '7'],
    ['a misspelt constant', z.enum(['easy', 'hard']), 'eazy', 'one of easy, hard', "'eazy'; did you mean 'easy'?"],
    ['a constant of another list', z.enum(['easy', 'hard']), 'weekly_report', 'one of easy, hard', "'weekly_report'"],
    ['a string that is no constant', z.enum(['easy', 'hard']), 'I feel Low', 'one of easy, hard', 'a string of 10 characters'],
  ])('says of %s what it got', (_, schema, value, expected, received) => {
    const refusal = refusalAtOnce(() => parseInput(z.strictObject({ value: schema }), { value }, 'call'));
    expect(refusal).toMatchObject({ expected, received, issues: [{ path: 'call.value', expected, received }] });
    expect(refusal.message).toBe(`call.value: expected ${expected}, got ${received}`);
  });

  test('names a date as an object also where a library has extended Date.prototype, as ts-fsrs does', () => {
    Object.defineProperty(Date.prototype, 'toTheHour', { value: () => undefined, enumerable: true, configurable: true });
    try {
      const refusal = refusalAtOnce(() => parseInput(person, { name: 'a', place: new Date(0) }, 'call'));
      expect(refusal).toMatchObject({ where: 'call.place', expected: 'an object', received: 'the date 1970-01-01T00:00:00.000Z' });
      expect(parseInput(person, { name: 'a', born: new Date(0) }, 'call')).toMatchObject({ born: new Date(0) });
    } finally {
      Reflect.deleteProperty(Date.prototype, 'toTheHour');
    }
  });

  test('names every fault of an input, the one of the message first, and twenty at most', () => {
    const { message, issues } = refusalAtOnce(() => parseInput(person, { name: 7, tags: 'x', nmae: 'b' }, 'call'));
    expect(issues).toEqual([
      { path: 'call.name', expected: 'a string (String(value) makes one)', received: 'a number' },
      { path: 'call.tags', expected: 'a list', received: 'a string of 1 characters' },
      { path: 'call', expected: 'known fields only', received: 'the unknown field nmae' },
    ]);
    expect(message).toBe('call.name: expected a string (String(value) makes one), got a number');
    const many = refusalAtOnce(() => parseInput(z.array(z.number()), new Array(50).fill('x'), 'call'));
    expect(many.issues).toHaveLength(20);
  });

  test.each([undefined, null, 7, 'text', true, []])('refuses %s in place of an object', (value) => {
    expect(refusalAtOnce(() => parseInput(person, value, 'call'))).toMatchObject({ code: 'invalid_input', where: 'call' });
  });

  test('repeats no text of the value in its message', () => {
    const secret = 'hunter2@example.org';
    for (const value of [
      { name: secret.repeat(9) },
      { name: [secret] },
      { name: 'a', tags: secret },
      { name: 'a', born: secret },
      secret,
    ]) {
      expect(refusalAtOnce(() => parseInput(person, value, 'call')).message).not.toContain('hunter2');
    }
  });

  test('leaves its argument alone and hands on what it was given', () => {
    const given = Object.freeze({ name: 'Ada', tags: Object.freeze(['a']) });
    expect(parseInput(person, given, 'call')).toEqual(given);
  });
});

test('decodeDocument names the collection, the document and the field', () => {
  const _id = new ObjectId();
  const refusal = refusalAtOnce(() => decodeDocument(z.strictObject({ _id: fields.objectId, n: fields.count }), { _id, n: -1 }, 'notes'));
  expect(refusal).toMatchObject({ code: 'corrupt_document', where: `notes ${String(_id)} n` });
  expect(refusal.message).toContain(`notes ${String(_id)}: n`);
});

describe('schemasAt', () => {
  test.each<[CollectionName, string]>([
    ['users', 'profile.location.region'],
    ['learning_sessions', 'interactions.ai_response.text'],
    ['learning_sessions', 'interactions.0.ai_response.text'],
    ['learning_sessions', 'metadata.any.depth'],
    ['learning_events', 'answer.concept'],
    ['learning_events', 'emotion.intensity'],
    ['learning_dna', 'learning_effectiveness.subjects_performance.Algebra.mastery_rate'],
    ['content_mastery', 'personalization_data.emotional_associations.boredom'],
  ])('finds %s %s', (name, path) => {
    expect(schemasAt(COLLECTIONS[name].schema, path).length).toBeGreaterThan(0);
  });

  test.each<[CollectionName, string]>([
    ['users', ''],
    ['users', '.'],
    ['users', 'profile.'],
    ['users', 'profile.nam'],
    ['users', 'profile.name.first'],
    ['users', 'constructor'],
    ['users', '__proto__'],
    ['users', 'profile.toString'],
    ['learning_sessions', 'interactions.x.ai_response'],
    ['learning_events', 'answer.intensity'],
    ['content_mastery', 'personalization_data.emotional_associations.joy'],
  ])('finds nothing in %s at %j', (name, path) => {
    expect(schemasAt(COLLECTIONS[name].schema, path)).toEqual([]);
  });
});

describe('a whole document that is parsed', () => {
  const schema = z.strictObject({ name: fields.name, at: fields.instant.optional() });

  test('comes back equal, and as an object of its own', () => {
    const document = { name: 'Slope', at: new Date(0) };
    const taken = parseDocument(schema, document, 'here');
    expect(taken).toEqual(document);
    expect(taken).not.toBe(document);
  });

  test.each([
    ['an unknown field', { name: 'Slope', surprise: 1 }],
    ['a value out of bounds', { name: '' }],
    ['code that would run', Object.defineProperty({}, 'name', { enumerable: true, get: () => 'Slope' })],
    ['no object', 7],
  ])('is refused with %s as any input is', (_, value) => {
    const refusal = refusalAtOnce(() => parseInput(schema, value, 'here'));
    expect(refusalAtOnce(() => parseDocument(schema, value, 'here'))).toEqual(refusal);
  });
});

test('a projection names what a part of a schema speaks of, as high up as it can', () => {
  const [a, c, d] = [z.string(), z.number(), z.strictObject({ e: z.string(), f: z.string() })];
  const whole = z.strictObject({ a, b: z.strictObject({ c, d }), g: a });
  const part = whole.pick({ a: true }).extend({ b: whole.shape.b.omit({ c: true }).extend({ d: d.pick({ f: true }) }) });
  expect(projectionOf(part, whole)).toEqual({ a: 1, 'b.d.f': 1 });
  expect(projectionOf(whole, whole)).toEqual({ a: 1, b: 1, g: 1 });
});
