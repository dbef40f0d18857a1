import { invalidInput } from '../../../errors.js';
import { checkCount, checkObject, checkPositive, checkUnit } from '../../argument-checks.js';
import { checkTheta } from '../item-response/item-parameters.js';
import { normalShareBelow } from './normal-distribution.js';

/** The progress of a test, as seen by stop rules. */
export interface TestProgress {
  readonly theta: number;
  /** Null before the first answer if the method has no prior, or if the answers have no information. */
  readonly standardError: number | null;
  readonly answered: number;
  readonly right: number;
  /** Total response time so far, in seconds. */
  readonly seconds: number;
  /** Number of items not yet answered. */
  readonly remaining: number;
  /** The information at theta of the most informative remaining item. */
  readonly mostInformation: number;
}

/**
 * When a test ends. All rules except `custom` are plain data. `standard_error_below`: the standard error is below the value. `answered`: the number
 * of answers is reached. `time_spent`: the total response time in seconds is reached. `decided`: by its standard error, theta is on one side of the
 * cut score with this probability, ½ to 1 (Kingsbury and Weiss 1983). `information_below`: every remaining item has less information at theta than
 * the value. `all_of`, `any_of`: combinations of rules.
 */
export type StopRule =
  | { readonly rule: 'standard_error_below'; readonly value: number }
  | { readonly rule: 'answered'; readonly count: number }
  | { readonly rule: 'time_spent'; readonly seconds: number }
  | { readonly rule: 'decided'; readonly cut: number; readonly confidence: number }
  | { readonly rule: 'information_below'; readonly value: number }
  | { readonly rule: 'all_of'; readonly rules: readonly StopRule[] }
  | { readonly rule: 'any_of'; readonly rules: readonly StopRule[] }
  | { readonly rule: 'custom'; readonly name: string; readonly when: (progress: TestProgress) => boolean };

/** Rules within rules, so that a list that holds itself is refused rather than followed. */
const DEEPEST = 8;

/**
 * The name of the first stop rule that applies; null if none does. For `any_of` it is the name of the inner rule that applies, for `all_of` the names
 * joined by `+`, for `custom` its own name.
 *
 * @throws AdaptiveLearningError `invalid_input` when a rule is unknown or its number out of range
 *
 * @example
 * const progress = { theta: 0.8, standardError: 0.28, answered: 12, right: 8, seconds: 600, remaining: 88, mostInformation: 0.5 };
 * const wellKnown = { rule: 'all_of', rules: [{ rule: 'answered', count: 10 }, { rule: 'standard_error_below', value: 0.3 }] };
 * stopReason([{ rule: 'time_spent', seconds: 3600 }, wellKnown], progress) //=> 'answered+standard_error_below'
 * stopReason([{ rule: 'decided', cut: 0, confidence: 0.95 }], progress) //=> 'decided'
 * stopReason([{ rule: 'custom', name: 'too_easy', when: ({ answered, right }) => answered > 20 && right === answered }], progress) //=> null
 */
export function stopReason(rules: readonly StopRule[], progress: TestProgress): string | null {
  checkStopRules('stopReason.rules', rules);
  checkProgress(progress);
  return firstOf(rules, progress);
}

/** {@link stopReason} on rules that are checked already. */
export function firstOf(rules: readonly StopRule[], progress: TestProgress): string | null {
  for (const rule of rules) {
    const reason = reasonOf(rule, progress);
    if (reason !== null) return reason;
  }
  return null;
}

function reasonOf(rule: StopRule, progress: TestProgress): string | null {
  switch (rule.rule) {
    case 'standard_error_below':
      return progress.standardError !== null && progress.standardError < rule.value ? rule.rule : null;
    case 'answered':
      return progress.answered >= rule.count ? rule.rule : null;
    case 'time_spent':
      return progress.seconds >= rule.seconds ? rule.rule : null;
    case 'information_below':
      return progress.mostInformation < rule.value ? rule.rule : null;
    case 'decided': {
      if (progress.answered === 0 || progress.standardError === null) return null;
      return normalShareBelow(Math.abs(progress.theta - rule.cut) / progress.standardError) >= rule.confidence ? rule.rule : null;
    }
    case 'any_of':
      return firstOf(rule.rules, progress);
    case 'all_of': {
      const reasons = rule.rules.map((each) => reasonOf(each, progress));
      return reasons.every((reason) => reason !== null) ? reasons.join('+') : null;
    }
    case 'custom':
      return rule.when(progress) === true ? rule.name : null;
  }
}

export function checkStopRules(where: string, rules: readonly StopRule[], depth = 0): void {
  if (!Array.isArray(rules)) throw invalidInput(where, 'a list of rules', rules);
  if (depth > DEEPEST) throw invalidInput(where, `rules at most ${DEEPEST} deep`, rules);
  for (const [index, rule] of rules.entries()) checkRule(`${where}[${index}]`, rule, depth);
}

function checkRule(where: string, rule: StopRule, depth: number): void {
  checkObject(where, rule);
  switch (rule.rule) {
    case 'standard_error_below':
    case 'information_below':
      checkPositive(`${where}.value`, rule.value);
      return;
    case 'answered':
      checkCount(`${where}.count`, rule.count);
      return;
    case 'time_spent':
      checkPositive(`${where}.seconds`, rule.seconds);
      return;
    case 'decided':
      checkTheta(`${where}.cut`, rule.cut);
      checkUnit(`${where}.confidence`, rule.confidence);
      if (rule.confidence < 0.5) throw invalidInput(`${where}.confidence`, 'a number from 0.5 to 1', rule.confidence);
      return;
    case 'all_of':
    case 'any_of':
      checkStopRules(`${where}.rules`, rule.rules, depth + 1);
      if (rule.rules.length === 0) throw invalidInput(`${where}.rules`, 'at least one rule', rule.rules);
      return;
    case 'custom':
      if (typeof rule.name !== 'string' || rule.name === '') throw invalidInput(`${where}.name`, 'a name', rule.name);
      if (typeof rule.when !== 'function') throw invalidInput(`${where}.when`, 'a function', rule.when);
      return;
    default:
      throw invalidInput(`${where}.rule`, 'the name of a rule', (rule as { readonly rule: unknown }).rule);
  }
}

function checkProgress(progress: TestProgress): void {
  checkObject('stopReason.progress', progress);
  checkTheta('stopReason.progress.theta', progress.theta);
  if (progress.standardError !== null) checkPositive('stopReason.progress.standardError', progress.standardError);
  checkCount('stopReason.progress.answered', progress.answered);
  checkCount('stopReason.progress.right', progress.right);
  checkCount('stopReason.progress.remaining', progress.remaining);
  for (const key of ['seconds', 'mostInformation'] as const) {
    const value = progress[key];
    if (!(typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw invalidInput(`stopReason.progress.${key}`, 'a finite number ≥ 0', value);
    }
  }
}
