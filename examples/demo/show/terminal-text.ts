/** Control characters, marks that turn the direction of text, ends of lines, halves of characters. The joiners of emoji and of Persian stay. */
const ACTS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/** A text as a terminal may have it: what it would act on, such as moving the cursor, is a question mark. */
export function terminalText(text: string): string {
  return text.replace(ACTS, '?');
}
