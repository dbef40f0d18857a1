import type { ReachControl, ReachResolver } from '../../security/index.js';
import { contextForModule, type ModuleWiring } from './context-for-module.js';
import type { WiredModule } from './order-modules.js';

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
