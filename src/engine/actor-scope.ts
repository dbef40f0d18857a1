import type { Actor, Caller, Role } from '../security/index.js';
import type { EngineMethods } from './facade/engine-methods.js';
import type { EngineVerbRoles } from './facade/verb-roles.js';
import type { VerbsFor } from './facade/verbs-for.js';
import type { LearnerScope } from './learner-scope.js';
import type { Modules, WithLearnerModules } from './modules/module-methods.js';
import type { OwnPipelines } from './queries/run-query.js';

/** A person or process in a role, with the verbs of the engine that the role may call. Made by `engine.as({ actorId, role })`. */
export type ActorScope<Own extends OwnPipelines = readonly [], R extends Role = Role, M extends Modules = readonly []> = Pick<
  EngineMethods<Own>,
  VerbsFor<EngineVerbRoles, R>
> & {
  readonly actor: Actor<R> & { readonly actorId: string };
  /**
   * One learner's data, with the verbs that the role may call. Whether the actor reaches the learner is looked up by each call: about one out of
   * reach it fails with `not_found`, as about one whom there is not.
   *
   * @throws AdaptiveLearningError `invalid_input` for what is no id
   */
  learner(userId: string): WithLearnerModules<LearnerScope<Own, R>, M, R>;
};

/** What the actors of an engine are made of; the verbs of the engine are put on a prototype of it. */
export class ActorFacade {
  readonly #actor: Actor;
  readonly #learnerOf: (caller: Caller) => unknown;

  /** @param learnerOf makes the facade of a learner for a caller, whose userId it checks */
  constructor(actor: Actor, learnerOf: (caller: Caller) => unknown) {
    this.#actor = Object.freeze(actor);
    this.#learnerOf = learnerOf;
  }

  get actor(): Actor {
    return this.#actor;
  }

  learner(userId: string): unknown {
    return this.#learnerOf({ ...this.#actor, userId });
  }
}
