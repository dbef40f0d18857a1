import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentMastery, learningDna, learningEvents, learningSessions } from '../../src/collections/index.js';
import { COLLECTIONS } from '../../src/collections/table.js';
import { foldLog } from '../../src/learner/history.js';
import { isEqual } from '../../src/repositories/patch.js';
import { testOf } from '../../src/schema/fits.js';
import { withoutId } from '../../src/schema/index.js';
import { models } from '../learner/models.js';
import { randomHistory } from '../learner/random-history.js';

type Fields = { [key: string]: unknown };

/** What a stored value could have become: another type, out of range, or gone. */
const hostile = fc.constantFrom<unknown>(
  undefined,
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
  0.5,
  1e300,
  2 ** 60,
  '',
  '\ud800',
  'x'.repeat(400),
  '11111111-1111-4111-8111-11111111111A',
  true,
  new Date(Number.NaN),
  new Date(-1),
  new Date('2300-01-01'),
  [],
  ['x', 1],
  {},
  { unknown: 1 },
  { $ne: null },
  JSON.parse('{"__proto__": 1}'),
  Array.from({ length: 300 }, () => 'x'),
);

/** One place in a document: a choice at each step down, so that shrinking ends high up. */
const steps = fc.array(fc.nat(), { minLength: 1, maxLength: 6 });

describe.each(Object.entries(COLLECTIONS))('the plain test of %s', (_, { schema }) => {
  it('exists, so that reads are fast', () => {
    expect(testOf(schema)).toBeTypeOf('function');
  });
});

it.each([
  ['learning_events', withoutId(learningEvents.schema)],
  ['learning_sessions', withoutId(learningSessions.schema)],
  ['content_mastery', withoutId(contentMastery.schema)],
  ['learning_dna', withoutId(learningDna.schema)],
] as const)('says of any document of %s, whole or spoilt, what the schema says', (name, schema) => {
  const fits = testOf(schema);
  fc.assert(
    fc.property(randomHistory, steps, hostile, (events, path, value) => {
      for (const document of documentsOf(name, events).slice(0, 5)) {
        const spoilt = structuredClone(document) as Fields;
        for (const candidate of [document, put(spoilt, path, value)]) {
          const parsed = schema.safeParse(candidate);
          // What the schema would change, such as the case of an id, is left to it.
          const unchanged = parsed.success && isEqual(parsed.data, candidate);
          expect(fits?.(candidate)).toBe(unchanged);
        }
      }
    }),
    { numRuns: 150 },
  );
});

function documentsOf(name: string, events: Parameters<typeof foldLog>[0]): readonly object[] {
  if (name === 'learning_events') return events;
  const { dna, sessions, masteries } = foldLog(events, models);
  if (name === 'learning_sessions') return [...sessions.values()];
  if (name === 'content_mastery') return [...masteries.values()];
  return dna === null ? [] : [dna];
}

function put(document: Fields, [step = 0, ...rest]: readonly number[], value: unknown): Fields {
  const keys = Object.keys(document);
  const key = keys.length === 0 ? 'added' : (keys[step % (keys.length + 1)] ?? 'added');
  const child = document[key];
  if (rest.length > 0 && typeof child === 'object' && child !== null && !(child instanceof Date)) put(child as Fields, rest, value);
  else document[key] = value;
  return document;
}
