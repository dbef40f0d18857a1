import fc from 'fast-check';

/** Names that are legal data and mean something to a language, a database or a sort. */
export const ODD_NAMES = [
  '$where',
  '$$ROOT',
  'a.b',
  'constructor',
  'Änderung',
  '\u{1F600}',
  '\uFFEE',
  '7',
  'a b',
  'a'.repeat(120),
] as const;

export const oddName = fc.constantFrom(...ODD_NAMES);

/** The order of MongoDB, by the bytes of UTF-8; JavaScript orders by UTF-16 and differs beyond U+FFFF. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
