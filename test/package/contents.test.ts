import { expect, test } from 'vitest';
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
