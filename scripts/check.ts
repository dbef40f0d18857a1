/**
 * Runs every check of the project, goes on when one fails, and ends with `N passed, N failed`.
 * A test counts as one and so does each other check. For .ci/run, which has just run the tests and prints
 * the last line itself: `--tests-exited=<code>` takes their results as they are, `--summary=<file>` gets the line.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { countTests, failedTests, TEST_RESULTS } from './test-results.js';

const CHECKS = ['types', 'lint', 'rooms', 'unused', 'test:fresh', 'tarball'];

function npmRun(script: string): number {
  console.log(`\n— ${script}`);
  return spawnSync('npm', ['run', '--silent', script], { stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1;
}

function runTests(): number {
  rmSync(TEST_RESULTS, { force: true });
  return npmRun('test');
}

const { values } = parseArgs({ options: { 'tests-exited': { type: 'string' }, summary: { type: 'string' } } });
const testsExited = values['tests-exited'];
const tests = countTests(testsExited === undefined ? runTests() : Number(testsExited));

const failing = CHECKS.filter((check) => npmRun(check) !== 0);
const passed = tests.passed + CHECKS.length - failing.length;
const failed = tests.failed + failing.length;

if (tests.failed > 0) {
  failing.unshift('test');
  for (const test of failedTests()) console.log(`\n✗ ${test}`);
}
console.log(failing.length === 0 ? '\nEvery check passed' : `\nFailed: ${failing.join(', ')}`);
const summary = `${passed} passed, ${failed} failed`;
if (values.summary === undefined) console.log(`\n${summary}`);
else writeFileSync(values.summary, summary);
process.exitCode = failed === 0 ? 0 : 1;
