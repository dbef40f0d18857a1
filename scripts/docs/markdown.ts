/** Turns a name into a link to where it is explained; the name itself in code when it is not. */
export type Link = (name: string) => string;

/** `{@link name}` in a comment becomes a link. */
export function prose(text: string, link: Link): string {
  return text.replaceAll(/\{@link (?<name>[\w.]+)\}/g, (_, name: string) => link(name));
}

export function fence(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}

export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(titles), `|${titles.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

/** One line, whose bars do not end it. */
function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}

/** The anchor that GitHub gives to a heading of one name in code. */
export function anchor(name: string): string {
  return name.toLowerCase();
}
