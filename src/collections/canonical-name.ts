/** Names as nearly all are: printable ASCII, single spaces inside. They are their own canonical form. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;
/** Format characters that carry no meaning, wherever they stand: soft hyphen, zero-width space, word joiner, byte order mark, marks of direction. */
const UNSEEN = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;
/** Joiners mean something between two letters of Persian or of Indic scripts, and in emoji; at an end they join nothing. */
const JOINERS_AT_ENDS = /^[\s\u200c\u200d]+|[\s\u200c\u200d]+$/g;
const SPACES = /\s+/g;

/**
 * The one spelling of a name, so that names which look alike are one: NFC, without white space around it and what nobody can see in it, and
 * with single spaces inside.
 *
 * @example
 * canonicalName(' Cafe\u0301\u00a0 au lait ') //=> 'Café au lait'
 */
export function canonicalName(name: string): string {
  if (PLAIN.test(name)) return name;
  const seen = name.normalize('NFC').replace(UNSEEN, '').replace(JOINERS_AT_ENDS, '').replace(SPACES, ' ').normalize('NFC');
  return seen;
}
