import type { ReachingActor } from '../../security/index.js';
import type { ModuleContext } from './module-context.js';

/** Grants learners to guardians and teachers, by what the module stores. It takes the place of `createEngine.reach`. */
export interface ModuleReach {
  /** Whether the actor may reach a learner. */
  readonly mayReach: (context: ModuleContext, actor: ReachingActor, userId: string) => Promise<boolean>;
  /** The ids of all learners whom the actor reaches, at most 10,000. Without it, these roles ask no question about many learners. */
  readonly learnersOf?: (context: ModuleContext, actor: ReachingActor) => Promise<readonly string[]>;
}

/**
 * Declares the reach of a module, with its types.
 *
 * @example
 * const reach = moduleReach({ mayReach: async (context, { actorId }, user_id) => (await context.read(seats).findOne({ user_id, teacher: actorId })) !== null });
 */
export function moduleReach(reach: ModuleReach): ModuleReach {
  return Object.freeze(reach);
}
