import { AdaptiveLearningError, type InputIssue } from './adaptive-learning-error.js';

/**
 * Makes every check, and throws one error with the faults of all: an input is mended at once, not fault by fault.
 *
 * @throws AdaptiveLearningError `invalid_input` whose `issues` name every fault, in the order of the checks; its message says the first
 * @example
 * checkAll([() => checkName(name), () => checkDays(days)]);
 */
export function checkAll(checks: Iterable<() => void>): void {
  const issues: InputIssue[] = [];
  let cause: unknown;
  for (const check of checks) {
    try {
      check();
    } catch (error) {
      if (!(error instanceof AdaptiveLearningError) || error.issues === undefined) throw error;
      issues.push(...error.issues);
      cause ??= error.cause;
    }
  }
  const [first] = issues;
  if (first === undefined) return;
  const { path: where, expected, received } = first;
  throw new AdaptiveLearningError('invalid_input', `${where}: expected ${expected}, got ${received}`, {
    where,
    expected,
    received,
    issues,
    cause,
  });
}
