/** No name is as long, whatever is taken out of it. UTF-16 units. */
const LONGEST = 2_000;
/** Names as nearly all are: printable ASCII, single spaces inside. They are their own canonical form. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;
/** What nobody sees, wherever it stands, but joiners and the marks that choose the look of an emoji: Unicode's ignorable code points. */
const UNSEEN = /(?!\u200c|\u200d|[\ufe00-\ufe0f]|[\u{e0020}-\u{e007f}]|[\u{e0100}-\u{e01ef}])\p{Default_Ignorable_Code_Point}/gu;
/** Behind cased letters, digits, spaces and punctuation a joiner joins nothing, and a mark chooses no other look. */
const IDLE = /(?<=[\p{Lu}\p{Ll}\p{Lt}\p{Nd}\p{Z}\p{P}])(?:\u200c|\u200d)+|(?<=[\p{Lu}\p{Ll}\p{Lt}\p{Z}])[\ufe00-\ufe0f]+/gu;
/** Joiners mean something between two letters of Persian or of Indic scripts, and in emoji; at an end they join nothing. */
const ENDS = /^(?:\s|\u200c|\u200d|[\ufe00-\ufe0f]|[\u{e0020}-\u{e007f}]|[\u{e0100}-\u{e01ef}])+|(?:\s|\u200c|\u200d)+$/gu;
/** The braille pattern without dots looks like a space, and is one here. */
const SPACES = /[\s\u2800]+/g;

/**
 * The one spelling of a name, so that names which look alike are one: NFC, without white space around it and what nobody can see in it, and
 * with single spaces inside.
 *
 * @example
 * canonicalName(' Cafe\u0301\u00a0 au lait ') //=> 'Café au lait'
 */
export function canonicalName(name: string): string {
  // Far too long for a name, and so refused as it is: what is looked for at its ends could take minutes.
  if (name.length > LONGEST || PLAIN.test(name)) return name;
  let canonical = once(name);
  // What is taken out may leave something bare behind it: until nothing changes any more.
  for (let next = once(canonical); next !== canonical; next = once(canonical)) canonical = next;
  return canonical;
}

function once(name: string): string {
  return name.normalize('NFC').replace(UNSEEN, '').replace(SPACES, ' ').replace(IDLE, '').replace(ENDS, '').normalize('NFC');
}
