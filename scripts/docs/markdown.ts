export { markdownTable as table } from '../../src/engine/modules/markdown-table.js';

/** Turns a name into a link to where it is explained; the name itself in code when it is not. */
export type Link = (name: string) => string;

/** `{@link name}` in a comment becomes a link. */
export function prose(text: string, link: Link): string {
  return text.replaceAll(/\{@link (?<name>[\w.]+)\}/g, (_, name: string) => link(name));
}

export function fence(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}

/** Stands for the anchor of a name until all pages are there: {@link withAnchors} puts the real one. */
export function anchor(name: string): string {
  return `@${name}`;
}

/**
 * The pages with the anchors that GitHub gives to their headings: lower case, and numbered where two are alike, as of a function and the type
 * of what it returns.
 */
export function withAnchors(pages: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const anchorsOf = new Map([...pages].map(([file, text]) => [file, anchors(text)]));
  const resolved = (file: string, text: string): string =>
    text.replaceAll(/\]\((?<page>[\w-]*(?:\.md)?)#@(?<name>\w+)\)/g, (_, page: string, name: string) => {
      const found = anchorsOf.get(page === '' ? file : page)?.get(name);
      if (found === undefined) throw new Error(`${file} points to ${name} on ${page}, where it has no heading`);
      return `](${page}#${found})`;
    });
  return new Map([...pages].map(([file, text]) => [file, resolved(file, text)]));
}

/** The anchor of each name that is a heading in code. */
function anchors(text: string): ReadonlyMap<string, string> {
  const seen = new Map<string, number>();
  const found = new Map<string, string>();
  for (const { groups = {} } of text.matchAll(/^#+ (?<heading>.+)$/gm)) {
    const heading = groups['heading'] ?? '';
    const slug = heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    const name = /^`(?<name>\w+)`$/.exec(heading)?.groups?.['name'];
    if (name !== undefined) found.set(name, times === 0 ? slug : `${slug}-${times}`);
  }
  return found;
}
