import type { Engine } from 'adaptive-learning-engine';
import type { DemoOptions } from './options.js';
import type { SetClock } from './set-clock.js';
import type { Output, Sheet } from './show/sheet.js';

/** What a play of the demo needs. */
export interface Stage {
  readonly options: DemoOptions;
  readonly engine: Engine;
  readonly clock: SetClock;
  readonly sheet: Sheet;
  /** Where progress is told. */
  readonly errors: Output;
  readonly signal: AbortSignal;
}

/** Writes how fast it went. */
export function noteSpeed(sheet: Sheet, answers: number, milliseconds: number): void {
  const seconds = milliseconds / 1000;
  sheet.note(`${answers.toLocaleString('en')} answers in ${seconds.toFixed(1)} s, ${Math.round(answers / seconds)} a second`);
}
