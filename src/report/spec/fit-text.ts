import { shownText } from '../shown-text.js';

/** How wide a letter is at most in the fonts that systems read by, on average, as a share of the font's size. */
const LETTER = 0.58;
/** Letters beyond Latin, Greek, Cyrillic, Hebrew and Arabic, and emoji, fill the square. */
const WIDE = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What the beginning of a text keeps at least where it is cut before its end. Ems. */
const LEAST_HEAD = 1.8;
/** Letters before the first difference that are shown at most. */
const MOST_SHARED = 8;

/**
 * Cuts a text to what fits into so many pixels, with an ellipsis; whole letters, as people count them, are kept. An estimate: where no
 * browser is, no text can be measured. The full text stands in the table.
 *
 * @example
 * fitText('Linear equations in two unknowns', 120, 13) //=> 'Linear equatio…'
 */
export function fitText(text: string, pixels: number, fontSize: number): string {
  const letters = lettersOf(text);
  const room = pixels / fontSize;
  if (breadthOf(letters) <= room) return letters.join('');
  return `${beginning(letters, room - 1)
    .join('')
    .trimEnd()}…`;
}

/**
 * Cuts several texts, each to its own room: at the end, or where another begins the same before the word from which on they
 * differ, so that they stay apart.
 *
 * @example
 * fitApart(['Linear equations, easy', 'Linear equations, hard'], () => 120, 13) //=> ['Linear eq…easy', 'Linear eq…hard']
 */
export function fitApart(texts: readonly string[], pixelsOf: (index: number) => number, fontSize: number): readonly string[] {
  return texts.map((text, index) => {
    const cut = fitText(text, pixelsOf(index), fontSize);
    const alike = cut.endsWith('…')
      ? texts.filter((other) => other !== text && lettersOf(other).join('').startsWith(cut.slice(0, -1)))
      : [];
    return alike.length === 0 ? cut : fitDifference(text, alike, pixelsOf(index) / fontSize);
  });
}

/** A text that is cut before the word from which on it differs from others. */
function fitDifference(text: string, alike: readonly string[], room: number): string {
  const letters = lettersOf(text);
  const shared = Math.min(...alike.map((other) => sharedBeginning(letters, lettersOf(other))));
  const end = letters.slice(Math.max(letters.lastIndexOf(' ', shared - 1) + 1, shared - MOST_SHARED));
  const head = beginning(letters, Math.max(LEAST_HEAD, room - 1 - breadthOf(end)));
  const tail = beginning(end, room - 1 - breadthOf(head));
  const more = tail.length < end.length ? '…' : '';
  return `${head.join('').trimEnd()}…${(more === '' ? tail : tail.slice(0, -1)).join('')}${more}`;
}

function sharedBeginning(letters: readonly string[], others: readonly string[]): number {
  const differs = letters.findIndex((letter, at) => letter !== others[at]);
  return differs < 0 ? letters.length : differs;
}

function lettersOf(text: string): readonly string[] {
  return Array.from(graphemes.segment(shownText(text).replaceAll(/\s+/g, ' ').trim()), ({ segment }) => segment);
}

function breadthOf(letters: readonly string[]): number {
  return letters.reduce((sum, letter) => sum + (WIDE.test(letter) ? 1 : LETTER), 0);
}

/** The first letters that fit into so many ems. */
function beginning(letters: readonly string[], room: number): readonly string[] {
  let used = 0;
  const end = letters.findIndex((letter) => {
    used += WIDE.test(letter) ? 1 : LETTER;
    return used > room;
  });
  return end < 0 ? letters : letters.slice(0, end);
}
