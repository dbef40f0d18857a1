import { existsSync, readFileSync } from 'node:fs';

/** Written by vitest's JSON reporter, see vitest.config.ts. */
export const TEST_RESULTS = '.cache/tests.json';

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

interface Report {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/**
 * The outcome of the last test run. A run that left no report, a file that broke before its first test
 * and an error outside of any test each count as one failure: they must not look like success.
 */
export function countTests(exitCode: number): Count {
  if (!existsSync(TEST_RESULTS)) return { passed: 0, failed: 1 };
  const report = readReport();
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  const outsideOfTests = failed === 0 && (exitCode !== 0 || !report.success) ? 1 : 0;
  return { passed: report.numPassedTests, failed: failed + outsideOfTests };
}

/** Each failed test and file that broke, with the beginning of what it said: the tests' own output is long past when the last check ends. */
export function failedTests(): readonly string[] {
  if (!existsSync(TEST_RESULTS)) return ['the run left no report'];
  return readReport().testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [`${name}\n  ${beginningOf(message)}`] : [];
    return failed.map(({ fullName, failureMessages }) => `${name} > ${fullName}\n  ${beginningOf(failureMessages.join('\n'))}`);
  });
}

function readReport(): Report {
  return JSON.parse(readFileSync(TEST_RESULTS, 'utf8')) as Report;
}

const LINES_SHOWN = 12;

function beginningOf(message: string): string {
  return message.split('\n').slice(0, LINES_SHOWN).join('\n  ');
}
