import type { Role } from '../collections/index.js';
import { invalidInput } from '../errors.js';
import { checkKeys } from '../schema/index.js';

/** Learners whose documents a question may be about: those of a list, or all. */
export type Reach = 'all' | readonly string[];

/** Who asks for learners, as a resolver is told. */
export interface ReachingActor {
  readonly actorId: string;
  readonly role: Role;
}

/**
 * Says which learners an actor reaches, for the roles `guardian` and `teacher`. It is asked with each call, so an actor who leaves a group loses
 * its learners at once; keep its answers yourself where that is too often.
 */
export interface ReachResolver {
  /** Whether the actor reaches a learner. */
  mayReach(actor: ReachingActor, userId: string, control: ReachControl): boolean | Promise<boolean>;
  /** The ids of all learners that the actor reaches, 10,000 at most. Without it, nobody of these roles can ask about many learners. */
  learnersOf?(actor: ReachingActor, control: ReachControl): readonly string[] | Promise<readonly string[]>;
}

/** What a resolver gets beside who asks. */
export interface ReachControl {
  /** Aborted when the call ends that the answer is for: by its deadline, its own signal, or the closing of the engine. */
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
