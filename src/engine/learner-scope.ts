import type { Caller, Role, RoleAlone } from '../security/index.js';
import type { LearnerMethods } from './facade/learner-methods.js';
import type { LearnerVerbRoles } from './facade/verb-roles.js';
import type { VerbsFor } from './facade/verbs-for.js';
import type { OwnPipelines } from './queries/run-query.js';

/**
 * A handle for one learner, created by `engine.as({ userId, role })` or `engine.as({ actorId, role }).learner(userId)`, with the methods that
 * the role may call. None of its methods accepts another learner's id. Without a role, the type has the methods that both the learner and the
 * system may call.
 */
export type LearnerScope<Own extends OwnPipelines = readonly [], R extends Role = RoleAlone> = Pick<
  LearnerMethods<Own>,
  VerbsFor<LearnerVerbRoles, R>
> & {
  readonly caller: Caller<R>;
  readonly userId: string;
};

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
