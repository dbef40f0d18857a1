import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { comparePoliciesSteps, type LearnerOutcome, type PolicyOutcomes } from 'adaptive-learning-engine/simulator';
import { AdaptiveLearningError } from '../../src/errors.js';
import { comparisonOf, type Task } from './task.js';

const run = promisify(execFile);

/** With fewer minds a process costs more than it saves. */
const MINDS_FOR_PROCESSES = 10;
/** Milliseconds between two looks at the signal. */
const TURN_MS = 200;
const MOST_OUTPUT_BYTES = 256 * 1024 * 1024;

/**
 * Plays each task, with many minds on every core, and gives what resulted in the order of the tasks: the same as one after the other.
 *
 * @throws AdaptiveLearningError `aborted`
 */
export async function playTasks(
  tasks: readonly Task[],
  signal: AbortSignal,
  onDone: (done: number) => void,
): Promise<(readonly PolicyOutcomes[])[]> {
  const played: (readonly PolicyOutcomes[])[] = [];
  const waiting = [...tasks.entries()];
  let done = 0;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, task] = next;
      played[index] = await (task.minds < MINDS_FOR_PROCESSES ? playHere(task, signal) : playInProcess(task, signal));
      done += 1;
      onDone(done);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return played;
}

/** Plays to the end, and lets signals in now and then. */
async function playHere(task: Task, signal: AbortSignal): Promise<readonly PolicyOutcomes[]> {
  const steps = comparePoliciesSteps(comparisonOf(task));
  for (let turn = performance.now(); ; ) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - turn < TURN_MS) continue;
    await new Promise(setImmediate);
    if (signal.aborted) throw aborted(signal);
    turn = performance.now();
  }
}

async function playInProcess(task: Task, signal: AbortSignal): Promise<readonly PolicyOutcomes[]> {
  const args = ['--no-warnings', '--import', 'tsx', 'bench/policies/compare-program.ts', JSON.stringify(task)];
  try {
    const { stdout } = await run(process.execPath, args, { signal, maxBuffer: MOST_OUTPUT_BYTES });
    const outcomes = JSON.parse(stdout) as readonly (readonly LearnerOutcome[])[];
    return comparisonOf(task).policies.map((policy, index) => ({ policy, outcomes: outcomes[index] ?? [] }));
  } catch (error) {
    throw signal.aborted ? aborted(signal) : error;
  }
}

function aborted(signal: AbortSignal): AdaptiveLearningError {
  return new AdaptiveLearningError('aborted', 'policies: stopped by its AbortSignal', { cause: signal.reason });
}
