/** Tabs, ends of lines and what stands for them. */
const ENDS_OF_LINES = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** What turns the direction of the text behind it until it is ended, and may turn that of the page. Single marks of direction are letters of names. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;
/** Other control characters, and halves of characters. */
const CONTROLS = /[\p{Cc}\p{Cs}]/gu;

/**
 * A text as a report shows it, in HTML and in SVG: on one line, and without what would act instead of being read.
 *
 * @example
 * shownText('Ada\u0000\nMuster\u202e') //=> 'Ada\ufffd Muster'
 */
export function shownText(text: string): string {
  return text.replaceAll(ENDS_OF_LINES, ' ').replaceAll(DIRECTIONS, '').replaceAll(CONTROLS, '\ufffd');
}
