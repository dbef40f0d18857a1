import { ALGORITHMS } from 'adaptive-learning-engine/algorithms';
import { COLLECTIONS } from 'adaptive-learning-engine/collections';
import { PIPELINES } from 'adaptive-learning-engine/pipelines';

/** The tables that README.md must hold word for word, because the code says the same. */
export const README_TABLES = {
  collections: markdown(
    ['collection', 'one document is', 'lists, and how many entries they keep'],
    Object.values(COLLECTIONS).map(({ name, description, capped }) => [
      code(name),
      description,
      Object.entries(capped)
        .map(([path, entries]) => `${path.split('.').at(-1)} ${String(entries)}`)
        .join(', '),
    ]),
  ),
  algorithms: markdown(
    ['algorithm', 'kind', 'what it does', 'source'],
    ALGORITHMS.map(({ name, kind, summary, source }) => [code(name), kind, summary, source]),
  ),
  pipelines: markdown(
    ['pipeline', 'collection', 'the question that it answers'],
    Object.values(PIPELINES).map(({ name, collection, question }) => [code(name), code(collection), question]),
  ),
} as const;

function code(name: string): string {
  return `\`${name}\``;
}

function markdown(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(titles), `|${titles.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}
