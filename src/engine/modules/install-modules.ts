import type { HostSession } from '../../repositories/index.js';
import { type AnyVerb, defineFollower, installVerbs, type Job, type Joined, type RunControl, type Wiring } from '../../runtime/index.js';
import { type Actor, isAction, type Role, rolesFor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { contextForModule, type ModuleWiring } from './context-for-module.js';
import type { Module } from './define-module.js';
import { type AnyEngineVerb, type AnyLearnerVerb, accountOf } from './module-verb.js';
import type { WiredModule } from './order-modules.js';

/** The objects on which the verbs of modules are called. */
export interface InstallationWiring extends ModuleWiring {
  readonly wiring: Wiring;
  /** How verbs join a transaction of the host's. */
  readonly join: (session: HostSession, where: string) => Joined<EngineContext>;
}

/** What the verbs of modules are put on: an engine, or a prototype that learners or actors have in common. */
export interface Target {
  readonly target: object;
  readonly whose: 'learner' | 'engine';
  /** Who calls, by the object on which the module is looked up. */
  readonly callerOf: (self: unknown) => Actor;
}

/** Puts the verbs of modules on a target, those of each module under its name. */
export function installModules(modules: readonly WiredModule[], wiring: InstallationWiring, { target, whose, callerOf }: Target): void {
  for (const wired of modules) {
    const rows = wired.module[whose] ?? {};
    if (Object.keys(rows).length === 0) continue;
    const Facade = facadeOf(whose, rows, wired, wiring);
    const facades = new WeakMap<object, object>();
    Object.defineProperty(target, wired.module.name, {
      enumerable: true,
      configurable: true,
      get(this: object) {
        const facade = facades.get(this) ?? new Facade(callerOf(this));
        facades.set(this, facade);
        return facade;
      },
    });
  }
}

/** The jobs of modules, by the names that the engine knows them by. */
export function jobsOfModules(modules: readonly WiredModule[], wiring: ModuleWiring): { readonly [name: string]: Job<EngineContext> } {
  const jobs = modules.flatMap((wired) =>
    Object.entries(wired.module.jobs ?? {}).map(([key, row]): readonly [string, Job<EngineContext>] => {
      const name = `${wired.module.name}.${key}`;
      const contextOf = ({ onProgress, ...control }: RunControl) =>
        contextForModule(wiring, wired, { where: `jobs.run.${name}`, control, asksAccounts: false });
      if ('begin' in row)
        return [name, defineFollower({ ...row, name, begin: (_: EngineContext, control) => row.begin(contextOf(control)) })];
      const { summary, everyMinutes } = row;
      return [name, { name, summary, everyMinutes, run: (_, control) => row.run(contextOf(control), control.onProgress) }];
    }),
  );
  return Object.fromEntries(jobs);
}

type Rows = { readonly [verb: string]: AnyLearnerVerb | AnyEngineVerb };

/** The class of what stands under a module's name: it knows who calls, and has the verbs. */
function facadeOf(whose: Target['whose'], rows: Rows, wired: WiredModule, { context, wiring, join, ...rest }: InstallationWiring) {
  const Facade = class {
    readonly #caller: Actor;

    constructor(caller: Actor) {
      this.#caller = caller;
    }

    static callerOf(facade: unknown): Actor {
      return (facade as InstanceType<typeof Facade>).#caller;
    }
  };
  const { callerOf } = Facade;
  const verbs = Object.entries(rows).map(([name, row]) => verbOf(name, row, wired, { context, ...rest }));
  const rolesOf = (action: string) => rolesIn(wired.module, action);
  installVerbs(Facade.prototype, verbs, { whose, under: wired.module.name, context, join, callerOf, rolesOf }, wiring);
  return Facade;
}

function verbOf(
  name: string,
  row: AnyLearnerVerb | AnyEngineVerb,
  wired: WiredModule,
  wiring: ModuleWiring,
): AnyVerb<EngineContext, Actor> {
  const where = `${wired.module.name}.${name}`;
  return {
    ...row,
    name,
    example: where,
    account: accountOf(row),
    joins: row.joins === true,
    run: (context, caller, input, control) =>
      row.run(contextForModule({ ...wiring, context }, wired, { where, control, asksAccounts: true }), caller as never, input),
  };
}

function rolesIn({ policy = {} }: Module, action: string): readonly Role[] {
  if (isAction(action)) return rolesFor(action);
  return Object.hasOwn(policy, action) ? (policy[action] ?? []) : [];
}
