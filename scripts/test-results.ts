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
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly { readonly status: string }[] }[];
}

/**
 * What the last test run came to. A run that left no report, a file that broke before its first test
 * and an error outside of any test each count as one failure: they must not look like success.
 */
export function countTests(exitCode: number): Count {
  if (!existsSync(TEST_RESULTS)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(TEST_RESULTS, 'utf8')) as Report;
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  const outsideOfTests = failed === 0 && (exitCode !== 0 || !report.success) ? 1 : 0;
  return { passed: report.numPassedTests, failed: failed + outsideOfTests };
}
