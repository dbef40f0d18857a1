import { type Observe, type Observed, observeMethods } from '../../repositories/index.js';
import { LearnerScope } from '../learner-scope.js';

/** What gives something at once, lasts as long as its caller likes, or is not about the data. */
const UNTIMED = new Set(['as', 'close', 'watch']);

/** Has the verbs of an engine observed, in place. */
export function observeEngine(engine: object, observe: Observe): void {
  observeMethods(engine, engine, observe, (verb) => (UNTIMED.has(verb) ? null : verbOf('engine', verb)));
}

/** The class of one engine's learners, whose verbs are observed: made once, so that `as` costs no more than before. */
export function observedScope(observe: Observe): typeof LearnerScope {
  const Scope = class extends LearnerScope {};
  observeMethods(Scope.prototype, LearnerScope.prototype, observe, (verb) => (UNTIMED.has(verb) ? null : verbOf('learner', verb)));
  return Scope;
}

function verbOf(whose: 'engine' | 'learner', operation: string): Observed {
  return { kind: 'verb', name: `${whose}.${operation}`, operation };
}
