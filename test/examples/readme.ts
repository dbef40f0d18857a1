import { readdirSync, readFileSync } from 'node:fs';

export const README = readFileSync('README.md', 'utf8');

/** README.md and the pages that its longer parts stand on. */
export const PAGES: ReadonlyMap<string, string> = new Map(
  ['README.md', ...readdirSync('docs').flatMap((file) => (file.endsWith('.md') ? [`docs/${file}`] : []))].map((file) => [
    file,
    readFileSync(file, 'utf8'),
  ]),
);

/** The text between two lines that mark it, on README.md or a page beside it: `<!-- name -->` and the next empty line. */
export function markedBlock(name: string): string {
  const mark = new RegExp(`^<!-- ${name} -->\\n(?<block>(?:.+\\n)+)`, 'm');
  const found = [...PAGES.values()].flatMap((page) => mark.exec(page)?.groups?.['block'] ?? []);
  if (found.length !== 1) throw new Error(`Expected one block marked <!-- ${name} -->, got ${found.length}`);
  return (found[0] as string).trimEnd();
}

/** The code of the first fence of this language. */
export function fencedCode(language: string): string {
  const found = new RegExp(`^\`\`\`${language}\\n(?<code>[\\s\\S]*?)^\`\`\``, 'm').exec(README)?.groups?.['code'];
  if (found === undefined) throw new Error(`README.md has no block of ${language}`);
  return found;
}
