import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectFiles } from './project-files.js';

test('the lock file names no registry, so an install asks the one that its user has configured', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved"');
});

test('no file holds a path that only one machine has', () => {
  const ownPath = /(?<![\w.~-])\/(root|work|workspace|mnt)\/\w/;
  const texts = projectFiles().filter((file) => /\.(ts|mjs|js|json|md|ya?ml)$|^\.ci\//.test(file));
  expect(texts.filter((file) => ownPath.test(readFileSync(file, 'utf8')))).toEqual([]);
});
