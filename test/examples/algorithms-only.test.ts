import { expect, test } from 'vitest';
import { runExample } from './run-example.js';

test('examples/algorithms-only.ts runs without a database and prints what the literature says', async () => {
  expect((await runExample('examples/algorithms-only.ts')).trimEnd().split('\n')).toEqual([
    // A power curve fits Ebbinghaus's savings to within two hundredths, an exponential misses them by three times as much and more.
    'Ebbinghaus 1885, mean distance of the best power curve: 0.016',
    '            and that of the best exponential curve: 0.066',
    'SM-2, days to the next review: 1 6 15 1 1 6 16',
    'BKT, mastery after each answer: 0.775 0.945 0.716 0.927 0.985',
  ]);
});
