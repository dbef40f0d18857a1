import { z } from 'zod';
import { ROLES } from '../collections/index.js';
import { invalidInput, isProxy } from '../errors.js';
import { type Facade, installVerbs, type Wiring } from '../runtime/index.js';
import { fields, parseInput } from '../schema/index.js';
import { type Actor, type Caller, type ManyCaller, ROLES_ALONE, type Role, type RoleAlone } from '../security/index.js';
import { ActorFacade, type ActorScope } from './actor-scope.js';
import type { EngineContext } from './context.js';
import { ENGINE_VERBS } from './engine-verbs.js';
import { LearnerFacade, type LearnerScope } from './learner-scope.js';
import { LEARNER_VERBS } from './learner-verbs.js';
import type { Modules, WithEngineModules, WithLearnerModules } from './modules/module-methods.js';
import type { OwnPipelines } from './queries/run-query.js';

/** Returns handles for callers. */
export interface As<Own extends OwnPipelines, M extends Modules = readonly []> {
  /**
   * A handle for one learner's data, for the learner or for your backend.
   *
   * @throws AdaptiveLearningError `invalid_input` naming each fault
   */
  <R extends RoleAlone>(caller: { readonly userId: string; readonly role: R }): WithLearnerModules<LearnerScope<Own, R>, M, R>;
  /**
   * A handle for a person or process in a role: `.learner(userId)` returns a handle for one learner's data, and the other methods are the engine's
   * verbs that the role may call.
   *
   * @throws AdaptiveLearningError `invalid_input` naming each fault, and for a role that needs `createEngine.reach` if it is not set
   *
   * @example
   * const teacher = engine.as({ actorId: 'mr-keller', role: 'teacher' });
   * const { rows } = await teacher.learner('ada').mastery();
   */
  <R extends Role>(actor: { readonly actorId: string; readonly role: R }): WithEngineModules<ActorScope<Own, R, M>, M, R>;
}

/** Puts the verbs of modules on a prototype. */
export type InstallModules = (target: object, whose: 'learner' | 'engine', callerOf: (self: unknown) => Actor) => void;

/** Makes the facades of one engine: their prototypes once, so that `as` costs no more for it. */
export function asOf(
  own: Pick<Facade<EngineContext, Actor>, 'context' | 'join'>,
  wiring: Wiring,
  installOn: InstallModules,
): As<readonly []> {
  const Learner = class extends LearnerFacade {};
  const ActorOf = class extends ActorFacade {};
  const callerOf = (self: unknown) => (self as LearnerFacade).caller;
  // Nobody, until the machinery has found out whom the actor reaches.
  const actorOf = (self: unknown): ManyCaller => ({ ...(self as ActorFacade).actor, reach: [] });
  installVerbs(Learner.prototype, Object.values(LEARNER_VERBS), { ...own, whose: 'learner', callerOf }, wiring);
  installVerbs(ActorOf.prototype, Object.values(ENGINE_VERBS), { ...own, whose: 'engine', callerOf: actorOf }, wiring);
  installOn(Learner.prototype, 'learner', callerOf);
  installOn(ActorOf.prototype, 'engine', actorOf);
  const learnerOf = (caller: Caller) => new Learner({ ...caller, userId: parseInput(fields.userId, caller.userId, 'as.learner.userId') });
  return ((asked: unknown) => {
    if (isAlone(asked)) return new Learner(parseInput(callerSchema, asked, 'as'));
    const actor = parseInput(actorSchema, asked, 'as');
    if (wiring.reach.lacksResolver(actor.role))
      throw invalidInput('createEngine.reach', `a resolver that grants learners to the role ${actor.role}`, undefined);
    return new ActorOf(actor, learnerOf);
  }) as unknown as As<readonly []>;
}

const callerSchema = z.strictObject({ userId: fields.userId, role: z.enum(ROLES) });
const actorSchema = z.strictObject({ actorId: fields.userId, role: z.enum(ROLES) });

/** Whether the input is the form with a learner's id: the error then names the faults of this form. */
function isAlone(asked: unknown): boolean {
  if (typeof asked !== 'object' || asked === null || isProxy(asked)) return true;
  if (Object.hasOwn(asked, 'actorId')) return false;
  const role = Object.getOwnPropertyDescriptor(asked, 'role')?.value as unknown;
  return !ROLES.includes(role as Role) || ROLES_ALONE.includes(role as RoleAlone);
}
