import type { Caller } from '../security/index.js';
import type { LearnerMethods } from './facade/learner-methods.js';
import type { OwnPipelines } from './queries/run-query.js';

/**
 * A handle for one learner, created by `engine.as({ userId, role })`. None of its methods accepts another learner's id.
 */
export interface LearnerScope<Own extends OwnPipelines = readonly []> extends LearnerMethods<Own> {
  readonly caller: Caller;
  readonly userId: string;
}

/** What the learners of an engine are made of; the verbs are put on a prototype of it. */
export class LearnerFacade {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = Object.freeze(caller);
  }

  get caller(): Caller {
    return this.#caller;
  }

  get userId(): string {
    return this.#caller.userId;
  }
}
