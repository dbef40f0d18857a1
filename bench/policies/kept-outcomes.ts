import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { LearnerOutcome } from 'adaptive-learning-engine/simulator';
import { invalidInput } from '../../src/errors.js';
import { codeFingerprint } from './code-fingerprint.js';
import { type Task, taskKey } from './task.js';

/** Outcomes of tasks that are done: in memory, and in a file where one is named. */
export interface KeptOutcomes {
  readonly of: (task: Task) => LearnerOutcome | undefined;
  readonly keep: (task: Task, outcome: LearnerOutcome) => void;
}

/**
 * Opens a file of outcomes: its first line names the code that they are of, and each further line is one task with its outcome. A line that was
 * cut off by a kill is dropped. Without a file, outcomes are kept until the program ends.
 *
 * @throws AdaptiveLearningError `invalid_input` for a file that is none of this command, or of other code
 */
export function openOutcomes(file: string | undefined): KeptOutcomes {
  const kept = new Map<string, LearnerOutcome>();
  if (file !== undefined) {
    const header = `policies ${codeFingerprint()}`;
    const written = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const whole = written.slice(0, written.lastIndexOf('\n') + 1);
    const [first, ...lines] = whole.split('\n').slice(0, -1);
    if (first === undefined && written === '') writeFileSync(file, `${header}\n`);
    else if (first !== header) throw invalidInput('--state', 'a file that this command wrote with the same code, or a new one', file);
    else if (whole !== written) writeFileSync(file, whole);
    for (const line of lines) {
      const [key, outcome] = JSON.parse(line) as [string, LearnerOutcome];
      kept.set(key, outcome);
    }
  }
  return {
    of: (task) => kept.get(taskKey(task)),
    keep: (task, outcome) => {
      kept.set(taskKey(task), outcome);
      if (file !== undefined) appendFileSync(file, `${JSON.stringify([taskKey(task), outcome])}\n`);
    },
  };
}
