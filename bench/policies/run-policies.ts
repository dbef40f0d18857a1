import { familyVerdict, YARDSTICKS } from './family-lines.js';
import { POLICIES_HELP, readPoliciesOptions } from './options.js';
import { playTasks } from './play-tasks.js';

/** What the command has around it. */
export interface Surroundings {
  readonly args: readonly string[];
  readonly print: (line: string) => void;
  /** Progress, where somebody looks on. */
  readonly tell: (text: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Compares the policies and prints what resulted. Gives the exit code: 1 where `recommend` falls below SM-2 or random.
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
  const names = policies.map(({ name }) => name);
  const tasks = families.flatMap(({ name: family }) =>
    YARDSTICKS.map((_, yardstick) => ({ family, yardstick, policies: names, minds, weeks, seed })),
  );
  tell(`0 of ${tasks.length} comparisons`);
  const played = await playTasks(tasks, signal, (done) => tell(`${done} of ${tasks.length} comparisons`));
  const falls: string[] = [];
  for (const [index, { family, yardstick }] of tasks.entries()) {
    const held = YARDSTICKS[yardstick] as (typeof YARDSTICKS)[number];
    const { lines, below } = familyVerdict(family, held, played[index] ?? [], seed);
    for (const line of lines) print(line);
    falls.push(...below.map((other) => `${family}, ${held.title}: recommend falls below ${other}`));
  }
  for (const fall of falls) print(fall);
  return falls.length === 0 ? 0 : 1;
}
