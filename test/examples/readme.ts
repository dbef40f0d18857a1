import { readFileSync } from 'node:fs';

export const README = readFileSync('README.md', 'utf8');

/** The text between two lines of README.md that mark it: `<!-- name -->` and the next empty line. */
export function markedBlock(name: string): string {
  const found = new RegExp(`^<!-- ${name} -->\\n(?<block>(?:.+\\n)+)`, 'm').exec(README)?.groups?.['block'];
  if (found === undefined) throw new Error(`README.md has no block marked <!-- ${name} -->`);
  return found.trimEnd();
}

/** The code of the first fence of this language. */
export function fencedCode(language: string): string {
  const found = new RegExp(`^\`\`\`${language}\\n(?<code>[\\s\\S]*?)^\`\`\``, 'm').exec(README)?.groups?.['code'];
  if (found === undefined) throw new Error(`README.md has no block of ${language}`);
  return found;
}
