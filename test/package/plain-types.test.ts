import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { plainTypeFiles } from '../../scripts/docs/plain-type-files.js';

test('the plain types say what the schemas and the comments on their fields say: npm run docs', () => {
  expect([...plainTypeFiles()].filter(([file, text]) => readFileSync(file, 'utf8') !== text).map(([file]) => file)).toEqual([]);
});
