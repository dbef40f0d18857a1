/**
 * Runs the property tests that need no server on cases that no run has drawn yet, and prints the seed first: `FC_SEED=<seed> npm test` draws the
 * same ones again. CI judges a change by one seed that never changes, and by this one, so that a fault is found one day and not never.
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** Seeds of fast-check are 32 bits wide. */
const SEEDS = 2 ** 31;

const seed = randomInt(1, SEEDS);
const tests = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
const files = tests.map((file) => `test/${file}`).filter((file) => readFileSync(file, 'utf8').includes("from 'fast-check'"));
console.log(`FC_SEED=${seed}`);
// Without the JSON report, which is that of the whole run.
const args = ['--no-install', 'vitest', 'run', '--project', 'unit', '--reporter=dot', ...files];
const { status } = spawnSync('npx', args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, FC_SEED: String(seed) } });
if (status !== 0) console.log(`The cases that failed are drawn again by FC_SEED=${seed} npm run test:unit`);
process.exitCode = status ?? 1;
