import { expect, inject, test } from 'vitest';
import { runExample } from '../../examples/run-example.js';

test('examples/bookmarks runs: the answer counts on the bookmark', async () => {
  const printed = await runExample('examples/bookmarks/main.ts', { MONGODB_URI: inject('mongoUri') });
  expect(printed).toContain('Slope: Ask about negative slopes. 1 answer\n');
  expect(printed).toContain("[ { bookmarks: 1, subject: 'Algebra', topic: 'Lines' } ]");
  expect(printed).toContain("{ outcome: 'done', report: { removed: 0 } }");
});
