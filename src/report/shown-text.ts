/** Tabs, ends of lines and what stands for them. */
const ENDS_OF_LINES = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** What turns the direction of the text behind it until it is ended, and may turn that of the page. Single marks of direction are letters of names. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;
/** The same without the isolates that a sentence puts around a name. */
const TURNS = /[\u202a-\u202e\u2066\u2067]/g;
/** Other control characters, and halves of characters. */
const CONTROLS = /[\p{Cc}\p{Cs}]/gu;
/** First strong isolate, and the end of an isolate (Unicode, UAX 9). */
const ISOLATE = '\u2068';
const END = '\u2069';

/**
 * A text as a report shows it, in HTML and in SVG: on one line, and without what would act instead of being read. Isolates stay where
 * both ends are there: they keep the direction of a name from turning the sentence around it.
 *
 * @example
 * shownText('Ada\u0000\nMuster\u202e') //=> 'Ada\ufffd Muster'
 */
export function shownText(text: string): string {
  return withPairedIsolates(text.replaceAll(ENDS_OF_LINES, ' ').replaceAll(TURNS, '').replaceAll(CONTROLS, '\ufffd'));
}

/**
 * Somebody else's text inside a sentence: its own direction of writing does not turn what stands around it, and lines stay lines.
 *
 * @example
 * quoted('Ada\u2069 Muster') //=> '\u2068Ada Muster\u2069'
 */
export function quoted(text: string): string {
  return `${ISOLATE}${text.replaceAll(DIRECTIONS, '').replaceAll(/\s+/g, ' ')}${END}`;
}

/** Without isolates that nothing ends, and ends of none. */
function withPairedIsolates(text: string): string {
  if (!text.includes(ISOLATE) && !text.includes(END)) return text;
  const letters = text.split('');
  const open: number[] = [];
  for (const [place, letter] of letters.entries()) {
    if (letter === ISOLATE) open.push(place);
    else if (letter === END && open.pop() === undefined) letters[place] = '';
  }
  for (const place of open) letters[place] = '';
  return letters.join('');
}
