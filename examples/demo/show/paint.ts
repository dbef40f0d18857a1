import { terminalText } from './terminal-text.js';

const COLOURS = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** Gives a text a colour where colours are wanted, and takes out of it in any case what a terminal would act on. */
export type Paint = { readonly [Colour in keyof typeof COLOURS]: (text: string) => string };

/** The colours that are given here, on and off: nothing else of the kind belongs in what is written. */
export const OWN_COLOURS = new RegExp(`(\u001B\\[(?:0|${Object.values(COLOURS).join('|')})m)`);

/** Colours for a terminal; none for a file or a pipe, nor where NO_COLOR is set (no-color.org). */
export function paintFor({ isTTY }: { readonly isTTY?: boolean | undefined }, env: NodeJS.ProcessEnv): Paint {
  const coloured = isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  const paint = (code: number) => (text: string) => {
    const plain = terminalText(text);
    return coloured && plain !== '' ? `\u001B[${code}m${plain}\u001B[0m` : plain;
  };
  return Object.fromEntries(Object.entries(COLOURS).map(([colour, code]) => [colour, paint(code)])) as Paint;
}
