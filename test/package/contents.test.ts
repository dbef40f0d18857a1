import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repositoryBase } from '../../scripts/repository-links.js';
import { tar } from './tarball.js';

const list = () => tar('-tzf').trim().split('\n');

test('the tarball holds the build, the documentation and the papers, nothing else', () => {
  const roots = new Set(list().map((file) => file.replace(/^package\//, '').split('/')[0]));
  expect([...roots].sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'docs', 'package.json']);
});

test('the build holds code, its types and its source maps, nothing else', () => {
  const built = list().filter((file) => file.startsWith('package/dist/'));
  expect(built.filter((file) => !/\.(c?js|c?js\.map|d\.c?ts)$/.test(file))).toEqual([]);
});

const unpacked = mkdtempSync(join(tmpdir(), 'ale-pages-'));
beforeAll(() => {
  tar('-xzf', '-C', unpacked, 'package/README.md', 'package/docs');
});
afterAll(() => rmSync(unpacked, { recursive: true }));

const linksOf = (page: string) =>
  [...readFileSync(join(unpacked, 'package', page), 'utf8').matchAll(/\]\((?!#)([^)#]+)[)#]/g)].map(([, target]) => target ?? '');

test('every link of the packed README is absolute and leads to a file of the repository', () => {
  const links = linksOf('README.md');
  const base = repositoryBase();
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter((link) => !(link.startsWith(base) && existsSync(link.slice(base.length))))).toEqual([]);
});

test('every link of a packed page leads to a packed file, or is absolute', () => {
  const files = list().map((file) => file.replace(/^package\//, ''));
  const pages = files.filter((file) => file.startsWith('docs/') && file.endsWith('.md'));
  const odd = pages.flatMap((page) =>
    linksOf(page)
      .filter((link) => !(/^https?:/.test(link) || files.includes(posix.join(dirname(page), link))))
      .map((link) => `${page}: ${link}`),
  );
  expect(odd).toEqual([]);
});
