import { runInNewContext } from 'node:vm';
import type { Document } from 'mongodb';

/** The stages that a page shows for a pipeline, read as a shell reads them; undefined where it shows none. */
export function stagesOnPage(text: string, name: string): Document[] | undefined {
  const section = text.split(/^## /m).find((each) => each.startsWith(`\`${name}\`\n`)) ?? '';
  const stages = section.match(/^```js\n[\s\S]*?^```$/gm)?.at(-1);
  if (stages === undefined) return undefined;
  const code = stages.replace(/^```js\n/, '').replace(/```$/, '');
  return runInNewContext(`(${code})`, { ISODate: (instant: string) => new Date(instant) });
}
