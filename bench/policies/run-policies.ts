import type { LearnerOutcome } from 'adaptive-learning-engine/simulator';
import { familyVerdict, YARDSTICKS } from './family-lines.js';
import { openOutcomes } from './kept-outcomes.js';
import { POLICIES_HELP, type PoliciesOptions, readPoliciesOptions } from './options.js';
import { playTasks } from './play-tasks.js';
import type { Task } from './task.js';

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
  const { families, policies, minds, weeks, seed, state, processes } = options;
  print(`${minds} minds of each family, ${weeks} weeks, seed ${seed}; outcome 30 days later; intervals by bootstrap over minds`);
  print('');
  const outcomes = openOutcomes(state);
  const tasks = tasksOf(options);
  const waiting = tasks.filter((task) => outcomes.of(task) === undefined);
  let played = tasks.length - waiting.length;
  const progress = () => `${played} of ${tasks.length} terms`;
  tell(progress());
  try {
    const onPlayed = (task: Task, outcome: LearnerOutcome) => {
      outcomes.keep(task, outcome);
      played += 1;
      tell(progress());
    };
    await playTasks(waiting, { processes, signal, onPlayed });
  } catch (error) {
    if (state !== undefined && signal.aborted) print(`stopped: ${progress()} are in ${state}, and the same command goes on from there`);
    throw error;
  }
  const falls: string[] = [];
  for (const { name: family } of families) {
    for (const [yardstick, held] of YARDSTICKS.entries()) {
      const compared = policies.map((policy) => {
        const own = tasks.filter((task) => task.family === family && task.yardstick === yardstick && task.policy === policy.name);
        return { policy, outcomes: own.map((task) => outcomes.of(task) as LearnerOutcome) };
      });
      const { lines, below } = familyVerdict(family, held, compared, seed);
      for (const line of lines) print(line);
      falls.push(...below.map((other) => `${family}, ${held.title}: recommend falls below ${other}`));
    }
  }
  for (const fall of falls) print(fall);
  return falls.length === 0 ? 0 : 1;
}

/** Family by family and mind by mind, so that what is done early is whole comparisons. */
function tasksOf({ families, policies, minds, weeks, seed }: PoliciesOptions): readonly Task[] {
  return families.flatMap(({ name: family }) =>
    YARDSTICKS.flatMap((_, yardstick) =>
      Array.from({ length: minds }, (_, mind) =>
        policies.map(({ name: policy }): Task => ({ family, yardstick, policy, mind, weeks, seed })),
      ).flat(),
    ),
  );
}
