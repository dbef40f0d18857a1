import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalName } from '../../src/schema/canonical-name.js';
import { fields, parseInput } from '../../src/schema/index.js';
import { refusalAtOnce } from '../support/refusal.js';

test.each([
  ['decomposed', 'cafe\u0301', 'café'],
  ['padded', '  Fractions\t', 'Fractions'],
  ['padded by no-break spaces', '\u00a0Fractions\u202f', 'Fractions'],
  ['padded by zero-width characters', '\u200bFractions\ufeff\u2060\u200d', 'Fractions'],
  ['with a zero-width space inside', 'Frac\u200btions', 'Fractions'],
  ['with runs of spaces inside', 'Linear \u00a0\u3000 equations', 'Linear equations'],
  ['between marks of direction', '\u202eFractions\u202c', 'Fractions'],
  ['with a joiner between Latin letters', 'Frac\u200dtions', 'Fractions'],
  ['with a Hangul filler at its end', 'Fractions\u3164', 'Fractions'],
  ['with a blank of braille inside', 'Linear\u2800equations', 'Linear equations'],
  ['with a mark that chooses a look behind a letter', 'Fractions\ufe0f', 'Fractions'],
  ['an emoji whose look is chosen', '\u2764\ufe0f', '\u2764\ufe0f'],
  ['plain', 'Linear equations', 'Linear equations'],
  ['Persian, whose non-joiner means something', 'می\u200cخواهم', 'می\u200cخواهم'],
  ['an emoji of several people', '\u{1F469}\u200d\u{1F4BB}', '\u{1F469}\u200d\u{1F4BB}'],
])('a name that is %s has one spelling', (_, given, canonical) => {
  expect(parseInput(fields.name, given, 'call')).toBe(canonical);
});

test.each(['', ' ', '\u00a0', '\u200b', '\t\n', '\u200d', '\u2060\ufeff ', '\u3164', '\u2800', '\u202e\u202c'])(
  'a blank name is refused: %j',
  (blank) => {
    expect(refusalAtOnce(() => parseInput(fields.name, blank, 'call'))).toMatchObject({ code: 'invalid_input', where: 'call' });
  },
);

test.each(['a\0b', 'a\u001bb', 'a\u0085\u0007b', 'a\ud800', '__proto__', '\u200b__proto__ ', '$ref'])(
  'a name that does harm is refused: %j',
  (name) => {
    expect(refusalAtOnce(() => parseInput(fields.name, name, 'call'))).toMatchObject({ code: 'invalid_input', where: 'call' });
  },
);

test('the canonical form is its own, and the same for every composition of a name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', ' ', '\u00a0', '\u200b', '\ufeff'), (name, pad) => {
      const canonical = canonicalName(name);
      expect(canonicalName(canonical)).toBe(canonical);
      expect(canonicalName(pad + name.normalize('NFD') + pad)).toBe(canonical);
    }),
  );
});

test('a string far too long for a name is refused at once, whatever it is full of', () => {
  const begun = performance.now();
  for (const filling of [' ', '\u200c', '\u200b', ' \u200d'])
    expect(refusalAtOnce(() => parseInput(fields.name, `\u0627${filling.repeat(500_000)}x`, 'call'))).toMatchObject({
      code: 'invalid_input',
    });
  expect(performance.now() - begun).toBeLessThan(2_000);
});
