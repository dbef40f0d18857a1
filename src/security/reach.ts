import type { Role } from '../collections/index.js';
import { invalidInput } from '../errors.js';
import { checkKeys } from '../schema/index.js';

/** The learners that a query may read: a list of ids, or all. */
export type Reach = 'all' | readonly string[];

/** The actor, as passed to a resolver. */
export interface ReachingActor {
  readonly actorId: string;
  readonly role: Role;
}

/**
 * Decides which learners an actor can access, for the roles `guardian` and `teacher`. It is called for each call, so an actor who leaves a group
 * loses access at once; cache its results yourself if needed.
 */
export interface ReachResolver {
  /** Whether the actor can access a learner. A write asks twice: before it begins, and in its transaction before the commit. */
  mayReach(actor: ReachingActor, userId: string, control: ReachControl): boolean | Promise<boolean>;
  /** The ids of all learners that the actor can access, at most 10,000. Without it, these roles cannot query many learners. */
  learnersOf?(actor: ReachingActor, control: ReachControl): readonly string[] | Promise<readonly string[]>;
}

/** The control of a resolver call. */
export interface ReachControl {
  /** Aborted when the verb that needs the result ends: by its deadline, its signal, or closing the engine. */
  readonly signal: AbortSignal;
}

/** @throws AdaptiveLearningError `invalid_input` for what is no resolver */
export function checkReachResolver(resolver: ReachResolver | undefined, where: string): void {
  if (resolver === undefined) return;
  checkKeys(resolver, ['mayReach', 'learnersOf'], where);
  const { mayReach, learnersOf } = resolver;
  if (typeof mayReach !== 'function') throw invalidInput(`${where}.mayReach`, 'a function', mayReach);
  if (learnersOf !== undefined && typeof learnersOf !== 'function') throw invalidInput(`${where}.learnersOf`, 'a function', learnersOf);
}
