import { describe, expect, test } from 'vitest';
import { readPoliciesOptions } from '../../bench/policies/options.js';
import { runPolicies } from '../../bench/policies/run-policies.js';
import { refusalAtOnce, refusalOf } from '../support/refusal.js';

async function policies(args: readonly string[], signal = new AbortController().signal) {
  const lines: string[] = [];
  const code = await runPolicies({ args, print: (line) => lines.push(line), tell: () => undefined, signal });
  return { code, lines };
}

describe('npm run policies, its short form', () => {
  test('says for each family where recommend stands, and exits by what it says: below neither SM-2 nor chance', async () => {
    const { code, lines } = await policies(['--minds', '3', '--weeks', '2', '--policy', 'oracle_plan_3']);
    const verdicts = lines.filter((line) => /: recommend [+−]/.test(line));
    expect(verdicts.map((line) => line.split(':')[0])).toEqual(['practice', 'practice', 'memory', 'memory', 'ladder', 'ladder']);
    for (const line of verdicts) expect(line).toMatch(/beside sm2, .* beside random, .* of the way to oracle_plan_3$/);
    expect(lines.filter((line) => line.includes('recommend falls below'))).toEqual([]);
    expect(code).toBe(0);
  });

  test('stops at its signal', async () => {
    const stop = new AbortController();
    const running = policies(['--family', 'practice'], stop.signal);
    setTimeout(() => stop.abort(), 300);
    expect(await refusalOf(running)).toMatchObject({ code: 'aborted' });
  });

  test('lists its options', async () => {
    expect((await policies(['--help'])).lines.join('\n')).toContain('--family <name>');
  });
});

test.each([
  [['--minds', '0'], '--minds'],
  [['--weeks', '1.5'], '--weeks'],
  [['--seed', 'x'], '--seed'],
  [['--family', 'nobody'], '--family'],
  [['--policy', 'nothing'], '--policy'],
  [['--nope'], 'policies'],
] as const)('%s is refused with the option that is wrong', (args, where) => {
  expect(refusalAtOnce(() => readPoliciesOptions(args))).toMatchObject({ code: 'invalid_input', where });
});
