import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { LearnerOutcome } from 'adaptive-learning-engine/simulator';
import { AdaptiveLearningError } from '../../src/errors.js';
import { playTask } from './play-task.js';
import type { Task } from './task.js';

/** With fewer tasks a process costs more than it saves. */
const TASKS_FOR_PROCESSES = 200;
const PROGRAM = ['--no-warnings', '--import', 'tsx', 'bench/policies/compare-program.ts'];

/** How tasks are played. */
export interface Playing {
  /** How many at once. */
  readonly processes: number;
  readonly signal: AbortSignal;
  /** Is told each outcome as soon as it is there. */
  readonly onPlayed: (task: Task, outcome: LearnerOutcome) => void;
}

/**
 * Plays tasks, in no certain order, and tells each outcome: the same however many are played at once.
 *
 * @throws AdaptiveLearningError `aborted` when the signal stops it; what was told by then stays true
 */
export async function playTasks(tasks: readonly Task[], { processes, signal, onPlayed }: Playing): Promise<void> {
  if (tasks.length < TASKS_FOR_PROCESSES) return playHere(tasks, signal, onPlayed);
  const shares = Array.from({ length: processes }, (_, share) => tasks.filter((_, place) => place % processes === share));
  await Promise.all(shares.map((share) => playInProcess(share, signal, onPlayed)));
}

/** One after the other, and lets signals in between two. */
async function playHere(tasks: readonly Task[], signal: AbortSignal, onPlayed: Playing['onPlayed']): Promise<void> {
  for (const task of tasks) {
    await new Promise(setImmediate);
    if (signal.aborted) throw aborted(signal);
    onPlayed(task, playTask(task));
  }
}

async function playInProcess(tasks: readonly Task[], signal: AbortSignal, onPlayed: Playing['onPlayed']): Promise<void> {
  if (signal.aborted) throw aborted(signal);
  const child = spawn(process.execPath, PROGRAM, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop);
  const ended = once(child, 'close');
  try {
    child.stdin.end(JSON.stringify(tasks));
    let played = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      // What comes after the signal may be cut off.
      if (signal.aborted) break;
      onPlayed(tasks[played] as Task, JSON.parse(line) as LearnerOutcome);
      played += 1;
    }
    const [code, killedBy] = await ended;
    if (signal.aborted) throw aborted(signal);
    if (code !== 0) throw new Error(`policies: a process that plays ended with ${code ?? killedBy}`);
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

function aborted(signal: AbortSignal): AdaptiveLearningError {
  return new AdaptiveLearningError('aborted', 'policies: stopped by its AbortSignal', { cause: signal.reason });
}
