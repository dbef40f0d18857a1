const COLOURS = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** Gives a text a colour, or leaves it as it is where colours are not wanted. */
export type Paint = { readonly [Colour in keyof typeof COLOURS]: (text: string) => string };

/** Colours for a terminal; none for a file or a pipe, nor where NO_COLOR is set (no-color.org). */
export function paintFor({ isTTY }: { readonly isTTY?: boolean | undefined }, env: NodeJS.ProcessEnv): Paint {
  const coloured = isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  const paint = (code: number) => (text: string) => (coloured && text !== '' ? `\u001B[${code}m${text}\u001B[0m` : text);
  return Object.fromEntries(Object.entries(COLOURS).map(([colour, code]) => [colour, paint(code)])) as Paint;
}
