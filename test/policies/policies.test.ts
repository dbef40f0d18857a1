import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  test('goes on from what its state file keeps, and says what a run without a stop says', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'policies-'));
    try {
      const args = ['--family', 'ladder', '--minds', '2', '--weeks', '1', '--policy', 'course_order'];
      const state = join(folder, 'state.jsonl');
      const [stop, told]: [AbortController, string[]] = [new AbortController(), []];
      const tell = (text: string) => {
        told.push(text);
        if (text.startsWith('5 of')) stop.abort('enough');
      };
      const [first, kept]: [string[], string[]] = [[], ['--state', state]];
      const running = runPolicies({ args: [...args, ...kept], print: (line) => first.push(line), tell, signal: stop.signal });
      expect(await refusalOf(running)).toMatchObject({ code: 'aborted' });
      expect(first.at(-1)).toBe(`stopped: 5 of 16 terms are in ${state}, and the same command goes on from there`);
      // As a kill in the middle of a line leaves it.
      appendFileSync(state, '["ladder 1 ran');
      const alone = await policies(args);
      const resumed: string[] = [];
      const { signal } = new AbortController();
      const again = { args: [...args, ...kept], print: () => undefined, tell: (text: string) => resumed.push(text), signal };
      await runPolicies(again);
      expect(resumed[0]).toBe('5 of 16 terms');
      expect(readFileSync(state, 'utf8').trimEnd().split('\n')).toHaveLength(17);
      expect(await policies([...args, ...kept])).toEqual(alone);
      writeFileSync(state, 'policies 0123456789abcdef\n');
      expect(await refusalOf(policies([...args, ...kept]))).toMatchObject({ code: 'invalid_input', where: '--state' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('plays in processes what it plays here', async () => {
    const args = ['--family', 'ladder', '--minds', '40', '--weeks', '1', '--policy', 'sm2'];
    const folder = mkdtempSync(join(tmpdir(), 'policies-'));
    try {
      const state = join(folder, 'state.jsonl');
      const inProcesses = await policies([...args, '--processes', '2', '--state', state]);
      const [header, ...rows] = readFileSync(state, 'utf8').trimEnd().split('\n');
      expect(rows).toHaveLength(240);
      // So few are left that they are played here.
      writeFileSync(state, `${[header, ...rows.slice(0, 60)].join('\n')}\n`);
      expect(await policies([...args, '--state', state])).toEqual(inProcesses);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);

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
  [['--processes', '0'], '--processes'],
  [['--nope'], 'policies'],
] as const)('%s is refused with the option that is wrong', (args, where) => {
  expect(refusalAtOnce(() => readPoliciesOptions(args))).toMatchObject({ code: 'invalid_input', where });
});
