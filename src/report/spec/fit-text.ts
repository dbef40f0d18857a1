import { shownText } from '../shown-text.js';

/** How wide a letter is at most in the fonts that systems read by, on average, as a share of the font's size. */
const LETTER = 0.58;
/** Letters beyond Latin, Greek, Cyrillic, Hebrew and Arabic, and emoji, fill the square. */
const WIDE = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Cuts a text to what fits into so many pixels, with an ellipsis; whole letters, as people count them, are kept. An estimate: where no
 * browser is, no text can be measured. The full text stands in the table.
 *
 * @example
 * fitText('Linear equations in two unknowns', 120, 13) //=> 'Linear equatio…'
 */
export function fitText(text: string, pixels: number, fontSize: number): string {
  const room = pixels / fontSize;
  let used = 0;
  let kept = '';
  for (const { segment } of graphemes.segment(shownText(text).replaceAll(/\s+/g, ' ').trim())) {
    const next = used + (WIDE.test(segment) ? 1 : LETTER);
    // Room for the ellipsis is only needed where something follows.
    if (next > room) return `${withoutLast(kept, used + 1 > room)}…`;
    used = next;
    kept += segment;
  }
  return kept;
}

function withoutLast(text: string, isFull: boolean): string {
  if (!isFull) return text.trimEnd();
  const parts = [...graphemes.segment(text)];
  return parts
    .slice(0, -1)
    .map(({ segment }) => segment)
    .join('')
    .trimEnd();
}
