import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FOLDER = 'examples/bookmarks';
const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(`${FOLDER}/${file}`, 'utf8'));
const blocks = [...readFileSync('docs/modules.md', 'utf8').matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code = '']) => code.trim());

test('the code in docs/modules.md is that of the example, which the tests run', () => {
  expect(blocks.length).toBeGreaterThan(5);
  expect(blocks.filter((block) => !sources.some((source) => source.includes(block)))).toEqual([]);
});
