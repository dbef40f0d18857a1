import { comparePoliciesSteps } from 'adaptive-learning-engine/simulator';
import { AdaptiveLearningError } from '../../src/errors.js';
import { familyVerdict, YARDSTICKS } from './family-lines.js';
import { POLICIES_HELP, readPoliciesOptions } from './options.js';

/** What the command has around it. */
export interface Surroundings {
  readonly args: readonly string[];
  readonly print: (line: string) => void;
  /** Progress, where somebody looks on. */
  readonly tell: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Milliseconds between two looks at the signal, and two words of progress. */
const TURN_MS = 200;

/**
 * Compares the policies and prints what came of it. Gives the exit code: 1 where `recommend` falls below SM-2 or random.
 *
 * @throws AdaptiveLearningError `invalid_input` for an option that is wrong, `aborted`
 */
export async function runPolicies({ args, print, tell, signal }: Surroundings): Promise<0 | 1> {
  const options = readPoliciesOptions(args);
  if (options === undefined) {
    print(POLICIES_HELP);
    return 0;
  }
  const { families, policies, minds, weeks, seed } = options;
  print(`${minds} minds of each family, ${weeks} weeks, seed ${seed}; outcome 30 days later; intervals by bootstrap over minds`);
  print('');
  const falls: string[] = [];
  for (const family of families) {
    for (const yardstick of YARDSTICKS) {
      const steps = comparePoliciesSteps({ family, policies, minds, weeks, seed, budget: yardstick.budget });
      const all = await finish(steps, signal, (done) => tell(`${family.name}, ${yardstick.title}: ${done} of ${minds * policies.length}`));
      const { lines, below } = familyVerdict(family.name, yardstick, all, seed);
      for (const line of lines) print(line);
      falls.push(...below.map((other) => `${family.name}, ${yardstick.title}: recommend falls below ${other}`));
    }
  }
  for (const fall of falls) print(fall);
  return falls.length === 0 ? 0 : 1;
}

/** Runs to the end, and lets signals in now and then. */
async function finish<Result>(steps: Generator<void, Result>, signal: AbortSignal, onStep: (done: number) => void): Promise<Result> {
  let turn = performance.now();
  for (let done = 0; ; done += 1) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - turn < TURN_MS) continue;
    onStep(done + 1);
    await new Promise(setImmediate);
    if (signal.aborted) throw new AdaptiveLearningError('aborted', 'policies: stopped by its AbortSignal', { cause: signal.reason });
    turn = performance.now();
  }
}
