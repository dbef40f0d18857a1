/** A doc comment, taken apart: what it says, and its tags in order. */
export interface DocComment {
  readonly text: string;
  readonly tags: readonly { readonly name: string; readonly text: string }[];
}

/** The text between the stars of a comment, its indented blocks kept; an empty comment for none. */
export function readComment(raw: string | undefined): DocComment {
  const lines = (raw ?? '')
    .replace(/^\/\*\*/, '')
    .replace(/\*\/$/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd());
  const first = lines.findIndex((line) => line.startsWith('@'));
  const text = trimmed(lines.slice(0, first === -1 ? lines.length : first));
  const tags: { name: string; lines: string[] }[] = [];
  for (const line of first === -1 ? [] : lines.slice(first)) {
    const tag = /^@(?<name>\w+) ?(?<rest>.*)$/.exec(line)?.groups;
    if (tag?.['name'] === undefined) tags.at(-1)?.lines.push(line);
    else tags.push({ name: tag['name'], lines: [tag['rest'] ?? ''] });
  }
  return { text, tags: tags.map((tag) => ({ name: tag.name, text: trimmed(tag.lines) })) };
}

/** The first sentence, on one line: for tables and lists. */
export function firstSentence(text: string): string {
  const paragraph = (text.split(/\n\s*\n/)[0] ?? '').replaceAll(/\s+/g, ' ').trim();
  return /^.*?[.:](?=\s|$)/.exec(paragraph)?.[0].replace(/:$/, '.') ?? paragraph;
}

function trimmed(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/^\s*\n/, '')
    .trimEnd()
    .replace(/^ (?! )/, '');
}
