import { type Observe, type Observed, observeMethods } from '../../repositories/index.js';
import type { LearnerScope } from '../learner-scope.js';

/** What gives something at once, lasts as long as its caller likes, or is not about the data. */
const UNTIMED = new Set(['as', 'close', 'watch']);

/** Has the verbs of an engine observed, in place. */
export function observeEngine(engine: object, observe: Observe): void {
  observeMethods(engine, engine, observe, (verb) => (UNTIMED.has(verb) ? null : verbOf('engine', verb)));
}

/** Has the verbs of one engine's learners observed, in the prototype that they have in common. */
export function observeLearners(prototype: LearnerScope, observe: Observe): void {
  observeMethods(prototype, prototype, observe, (verb) => (UNTIMED.has(verb) ? null : verbOf('learner', verb)));
}

function verbOf(whose: 'engine' | 'learner', operation: string): Observed {
  return { kind: 'verb', name: `${whose}.${operation}`, operation };
}
