import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectFiles } from './project-files.js';

const MAKES = /\bmkdtemp(Sync)?\(/;
const REMOVES = /\brm(Sync)?\(/;
/** Returns its folder to scripts/matrix.ts, which removes it. */
const RETURNS_IT = 'scripts/matrix/quickstart-project.ts';

test('a file that makes a temporary folder removes it', () => {
  const makers = projectFiles().filter((file) => file.endsWith('.ts') && MAKES.test(readFileSync(file, 'utf8')));
  expect(makers.length).toBeGreaterThan(15);
  expect(makers.filter((file) => !REMOVES.test(readFileSync(file, 'utf8')))).toEqual([RETURNS_IT]);
});
