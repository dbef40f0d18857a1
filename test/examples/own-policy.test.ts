import { FAMILIES } from 'adaptive-learning-engine/simulator';
import { expect, test } from 'vitest';
import { runExample } from './run-example.js';

test('examples/own-policy.ts says of each family what three policies are worth beside SM-2', async () => {
  const lines = (await runExample('examples/own-policy.ts')).trimEnd().split('\n');
  const expected = FAMILIES.flatMap(({ name }) => ['weakest_first', 'recommend', 'random'].map((policy) => `${name}: ${policy}`));
  const said = lines.map((line) => /^(\w+), retained an hour beside SM-2: (\w+) [+−]\d+ % \([+−]\d+ % to [+−]\d+ %\)$/.exec(line));
  expect(said.map((parts) => `${parts?.[1]}: ${parts?.[2]}`)).toEqual(expected);
});
