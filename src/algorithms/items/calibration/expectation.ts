import { type ItemCurves, type LogCurves, logCurves } from './item-curves.js';
import type { Quadrature } from './quadrature.js';
import type { ResponsePatterns } from './response-patterns.js';

/** What the answers say of the items when the curves are believed: the E step of Bock and Aitkin 1981. */
export interface Expectation {
  logLikelihood: number;
  /** By item and point: how many learners of that ability are expected among those who answered the item, and among those who had it right. */
  readonly answered: Float64Array;
  readonly right: Float64Array;
}

/** Computes expectations, in memory that it keeps between calls: each call overwrites what the last one returned. */
export interface ExpectationStep {
  (curves: ItemCurves): Expectation;
  /** Multiplications and additions of one call, about. */
  readonly work: number;
}

/**
 *     w(q) ∝ g(q)·∏ P_i(q)^x·(1 − P_i(q))^(1 − x)      for each pattern, at each point q
 *     answered_i(q) = Σ count·w(q),  right_i(q) = Σ count·w(q)·x
 *
 * summed over the patterns in which item i was answered, block by block.
 */
export function expectationStep(patterns: ResponsePatterns, quadrature: Quadrature, guesses: boolean): ExpectationStep {
  const points = quadrature.points.length;
  const logs: LogCurves = { right: new Float64Array(patterns.items * points), wrong: new Float64Array(patterns.items * points) };
  const blockLogs = new Float64Array(patterns.blockCount * points);
  const blockMass = new Float64Array(patterns.blockCount * points);
  const posterior = new Float64Array(points);
  const result: Expectation = {
    logLikelihood: 0,
    answered: new Float64Array(patterns.items * points),
    right: new Float64Array(patterns.items * points),
  };
  const step = (curves: ItemCurves): Expectation => {
    logCurves(curves, guesses, quadrature, logs);
    sumBlocks(patterns, logs, blockLogs, points);
    blockMass.fill(0);
    let logLikelihood = 0;
    for (let pattern = 0; pattern < patterns.counts.length; pattern += 1) {
      const count = patterns.counts[pattern] as number;
      logLikelihood += count * posteriorOf(patterns, pattern, blockLogs, quadrature.logWeights, posterior);
      for (let at = patterns.starts[pattern] as number; at < (patterns.starts[pattern + 1] as number); at += 1) {
        const from = (patterns.blocks[at] as number) * points;
        for (let q = 0; q < points; q += 1) blockMass[from + q] = (blockMass[from + q] as number) + count * (posterior[q] as number);
      }
    }
    result.logLikelihood = logLikelihood;
    spreadBlocks(patterns, blockMass, result, points);
    return result;
  };
  return Object.assign(step, { work: points * (2 * patterns.blocks.length + 2 * patterns.answers.length + 10 * patterns.counts.length) });
}

/** log of the probability of a block's answers, at each point. */
export function sumBlocks(patterns: ResponsePatterns, logs: LogCurves, into: Float64Array, points: number): void {
  into.fill(0);
  for (let block = 0; block < patterns.blockCount; block += 1) {
    const to = block * points;
    for (let at = patterns.answerStarts[block] as number; at < (patterns.answerStarts[block + 1] as number); at += 1) {
      const answer = patterns.answers[at] as number;
      const source = (answer & 1) === 1 ? logs.right : logs.wrong;
      const from = (answer >> 1) * points;
      for (let q = 0; q < points; q += 1) into[to + q] = (into[to + q] as number) + (source[from + q] as number);
    }
  }
}

/** Writes the posterior of the ability behind one pattern, and returns the log of the pattern's probability. */
export function posteriorOf(
  patterns: ResponsePatterns,
  pattern: number,
  blockLogs: Float64Array,
  logWeights: Float64Array,
  into: Float64Array,
): number {
  const points = logWeights.length;
  into.set(logWeights);
  for (let at = patterns.starts[pattern] as number; at < (patterns.starts[pattern + 1] as number); at += 1) {
    const from = (patterns.blocks[at] as number) * points;
    for (let q = 0; q < points; q += 1) into[q] = (into[q] as number) + (blockLogs[from + q] as number);
  }
  let highest = Number.NEGATIVE_INFINITY;
  for (let q = 0; q < points; q += 1) highest = Math.max(highest, into[q] as number);
  let sum = 0;
  for (let q = 0; q < points; q += 1) {
    const mass = Math.exp((into[q] as number) - highest);
    into[q] = mass;
    sum += mass;
  }
  for (let q = 0; q < points; q += 1) into[q] = (into[q] as number) / sum;
  return highest + Math.log(sum);
}

function spreadBlocks(patterns: ResponsePatterns, mass: Float64Array, { answered, right }: Expectation, points: number): void {
  answered.fill(0);
  right.fill(0);
  for (let block = 0; block < patterns.blockCount; block += 1) {
    const from = block * points;
    for (let at = patterns.answerStarts[block] as number; at < (patterns.answerStarts[block + 1] as number); at += 1) {
      const answer = patterns.answers[at] as number;
      const to = (answer >> 1) * points;
      for (let q = 0; q < points; q += 1) answered[to + q] = (answered[to + q] as number) + (mass[from + q] as number);
      if ((answer & 1) === 0) continue;
      for (let q = 0; q < points; q += 1) right[to + q] = (right[to + q] as number) + (mass[from + q] as number);
    }
  }
}
