import type { z } from 'zod';
import { type HostSession, type Observe, observed, type Readiness } from '../../repositories/index.js';
import { parseInput } from '../../schema/index.js';
import { type Action, type Actor, type Caller, permit, type Role, rolesFor } from '../../security/index.js';
import type { CallControl } from '../call-control.js';
import type { Calls, Closable } from '../calls.js';
import { refuseInsideUnit } from '../inside-unit.js';
import type { RuntimeContext } from '../runtime-context.js';
import type { WriteControl } from '../write-control.js';
import { whileOpen } from './account-guard.js';
import { takeControl } from './control-options.js';
import { type AnyVerb, optionsOf, type VerbInput } from './define-verb.js';
import { isGranted, type ReachGuard } from './reach-guard.js';

/** What every call of a verb goes through. */
export interface Wiring {
  readonly calls: Calls;
  readonly readiness: Readiness;
  readonly observe: Observe;
  readonly reach: ReachGuard;
}

/** A transaction of the host's that a call joins. */
export interface Joined<Context> {
  /** The context whose reads and writes all run in the transaction. */
  readonly context: Context;
  /** Does a call after those that joined before it. */
  call<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** What the calls that another call makes run in, and the limits of that call. */
export interface Bound<Context> {
  readonly context: Context;
  readonly control: CallControl;
}

/** Whose verbs they are, and what each gets. */
export interface Facade<Context, Who extends Actor> {
  /** Stands before the verb in telemetry: `learner.recordAnswer`. */
  readonly whose: string;
  /** The module whose verbs they are; stands before the verb everywhere but on the target: `bookmarks.add`. */
  readonly under?: string;
  readonly context: Context;
  /** What the calls of one object run in instead, and end with. */
  readonly boundOf?: (self: unknown) => Bound<Context>;
  /** Throws `invalid_input` for a session that cannot be joined. Not given where no verb joins one. */
  readonly join?: (session: HostSession, where: string) => Joined<Context>;
  /** Who calls, by the object on which the method is called. */
  readonly callerOf: (self: unknown) => Who;
  /** The roles that may do an action; those of the core's policy if not given. */
  readonly rolesOf?: (action: string) => readonly Role[];
}

/**
 * Puts a method for each verb on a target: an engine, or the prototype that its learners have in common. A call is observed, has its control
 * checked and its limits set; then the database must be set up, the policy must permit the action to the caller, the input is parsed, the
 * caller must reach the learner, and the learner's account must be open to the verb.
 */
export function installVerbs<Context extends RuntimeContext, Who extends Actor>(
  target: object,
  verbs: Iterable<AnyVerb<Context, Who>>,
  facade: Facade<Context, Who>,
  wiring: Wiring,
): void {
  for (const verb of verbs) Object.defineProperty(target, verb.name, methodOf(verb, facade, wiring));
}

function methodOf<Context extends RuntimeContext, Who extends Actor>(
  verb: AnyVerb<Context, Who>,
  { whose, under, context, boundOf, join, callerOf, rolesOf = rolesOfCore }: Facade<Context, Who>,
  { calls, readiness, observe, reach }: Wiring,
): PropertyDescriptor {
  const { kind, input, inputName } = verb;
  const name = under === undefined ? verb.name : `${under}.${verb.name}`;
  const roles = rolesOf(verb.action);
  const placeOf = placeOfControl(input);
  const options = optionsOf(verb);
  const run = async (caller: Who, args: readonly unknown[], control: CallControl, place: Context) => {
    if (verb.beforeSetup !== true && !readiness.isSetUp) await readiness.ensureSetup(name);
    permit(caller, roles, name);
    const parsed = inputOf(input, args, inputName === undefined ? name : `${name}.${inputName}`) as never;
    const about = isAboutLearner(caller) ? caller : aboutOf(verb, caller, parsed);
    if (about !== undefined) await reach.refuseOutside(about, name, control);
    const whom = verb.aboutMany === true ? { ...caller, reach: await reach.learnersOf(caller, name, control) } : caller;
    const runIn = (where: Context, limits: CallControl) => {
      const within = about !== undefined && isGranted(about) ? stillReaching(where, () => reach.refuseOutside(about, name, limits)) : where;
      const work = () => verb.run(within, whom as Who, parsed, limits);
      return about === undefined ? work() : whileOpen(within, verb, about.userId, { where: name, control: limits }, work);
    };
    if ((control as WriteControl).session === undefined) return runIn(place, control);
    const { session, ...own } = control as Required<WriteControl>;
    if (join === undefined) throw new TypeError(`${name} joins transactions, and its facade does not say how`);
    const joined = join(session as HostSession, name);
    return joined.call(() => runIn(joined.context, own));
  };
  const limited = async (self: unknown, args: readonly unknown[]): Promise<unknown> => {
    // Of a call that is waited for, those that it makes are a part.
    if (boundOf === undefined) calls.refuseIfClosed(name);
    if (kind === 'call' || kind === 'job') refuseInsideUnit(name);
    const caller = callerOf(self);
    const { context: place, control: limits } = boundOf?.(self) ?? { context, control: {} };
    const asked = args[placeOf] === undefined ? {} : args[placeOf];
    const control = { ...limits, ...takeControl(asked, name, options, verb.cannotJoin) };
    const work = (own: CallControl) => run(caller, args, own, place);
    return kind === 'stream'
      ? calls.open(name, control, work as (own: CallControl) => Promise<Closable>)
      : calls.run(name, kind, control, work);
  };
  return {
    configurable: true,
    enumerable: true,
    writable: true,
    value(this: unknown, ...args: unknown[]) {
      const begin = () => limited(this, args);
      // A stream lasts as long as its reader likes.
      return kind === 'stream' ? begin() : observed(observe, { kind: 'verb', name: `${whose}.${name}`, operation: name }, begin);
    },
  };
}

/** The same context for one call, whose transactions ask again whether the caller reaches the learner: the link may be gone since the call began. */
function stillReaching<Context extends RuntimeContext>(context: Context, stillReached: () => Promise<void>): Context {
  // Properties that are computed when they are read stay so.
  const own = { ...Object.getOwnPropertyDescriptors(context), stillReached: { value: stillReached, enumerable: true } };
  return Object.create(Object.getPrototypeOf(context), own) as Context;
}

/** The caller as the caller of the one learner whom the input names; nothing of a verb that names none. */
function aboutOf<Context, Who extends Actor>({ learnerOf }: AnyVerb<Context, Who>, caller: Who, input: never): Caller | undefined {
  return learnerOf === undefined ? undefined : { ...caller, userId: learnerOf(input) };
}

const rolesOfCore = (action: string): readonly Role[] => rolesFor(action as Action);

function isAboutLearner(caller: Actor): caller is Caller {
  return 'userId' in caller;
}

function placeOfControl(input: VerbInput): number {
  if (!('takes' in input)) return 1;
  if (input.takes === 'nothing') return 0;
  return input.takes === 'query' ? 2 : 1;
}

function inputOf(input: VerbInput, args: readonly unknown[], where: string): unknown {
  if (!('takes' in input)) return parseInput(input as z.ZodType, args[0], where);
  if (input.takes === 'nothing') return undefined;
  return input.takes === 'query' ? { name: args[0], params: args[1] } : args[0];
}
