import type { ReachControl, ReachingActor, ReachResolver } from '../../security/index.js';
import { contextForModule, type ModuleWiring } from './context-for-module.js';
import type { ModuleContext } from './module-context.js';
import type { WiredModule } from './order-modules.js';

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

/** The resolver that a module provides; undefined where none does. */
export function reachOfModules(modules: readonly WiredModule[], wiring: ModuleWiring): ReachResolver | undefined {
  const wired = modules.find(({ module }) => module.reach !== undefined);
  const reach = wired?.module.reach;
  if (wired === undefined || reach === undefined) return undefined;
  const contextOf = (control: ReachControl) =>
    contextForModule(wiring, wired, { where: `${wired.module.name}.reach`, control, asksAccounts: false });
  const { mayReach, learnersOf } = reach;
  return {
    mayReach: (actor, userId, control) => mayReach(contextOf(control), actor, userId),
    ...(learnersOf === undefined ? {} : { learnersOf: (actor, control) => learnersOf(contextOf(control), actor) }),
  };
}
