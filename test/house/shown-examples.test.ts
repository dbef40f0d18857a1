import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const PAGES = ['README.md', ...readdirSync('docs').flatMap((file) => (file.endsWith('.md') ? [`docs/${file}`] : []))];
const SHOWN = PAGES.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/<!-- example: (\S+) -->\n```(?:ts|js)\n([\s\S]*?)```/g)].map(([, file = '', code = '']) => ({
    page,
    file,
    code,
  })),
);

test.each(SHOWN)('$page shows $file as it stands: tests run that file', ({ file, code }) => {
  expect(code).toBe(readFileSync(file, 'utf8'));
});

test('all code of docs/hosts.md is that of an example', () => {
  const blocks = [...readFileSync('docs/hosts.md', 'utf8').matchAll(/^```(?:ts|js)$/gm)];
  expect(SHOWN.filter(({ page }) => page === 'docs/hosts.md')).toHaveLength(blocks.length);
});

test('pages show the recipes of jobs', () => {
  expect(SHOWN.map(({ file }) => file)).toEqual(
    expect.arrayContaining(['cron', 'bullmq', 'agenda'].map((name) => `examples/jobs-${name}.ts`)),
  );
});
