import { type Bound, type EventReactions, insideUnit, installVerbs, type Wiring } from '../runtime/index.js';
import type { Caller } from '../security/index.js';
import type { EngineContext } from './context.js';
import type { CallingModule, CoreLearner, LearnerCalls, LearnerForModule } from './core-learner.js';
import { LearnerFacade } from './learner-scope.js';
import { LEARNER_VERBS } from './learner-verbs.js';

/** Why a verb takes no session here. */
const CANNOT_JOIN = 'it joins the transaction that the verb of the module joins';

/** The class of these learners once, so that each call costs no more for it. */
export function learnersForModules(context: EngineContext, wiring: Wiring): LearnerForModule {
  const Learner = class extends LearnerFacade {
    readonly #bound: Bound<EngineContext>;

    constructor(caller: Caller, bound: Bound<EngineContext>) {
      super(caller);
      this.#bound = bound;
    }

    static boundOf(learner: unknown): Bound<EngineContext> {
      return (learner as InstanceType<typeof Learner>).#bound;
    }
  };
  const verbs = Object.values(LEARNER_VERBS).map((verb) => ('joins' in verb ? { ...verb, joins: false, cannotJoin: CANNOT_JOIN } : verb));
  const callerOf = (self: unknown) => (self as LearnerFacade).caller;
  installVerbs(Learner.prototype, verbs, { whose: 'learner', context, boundOf: Learner.boundOf, callerOf }, wiring);
  return (caller, calling, calls) =>
    new Learner(caller, { context: contextWith(calling, calls), control: calling.control }) as LearnerFacade as unknown as CoreLearner;
}

/** The same context whose events bring what the module stores alongside them. */
function contextWith({ context, reaches, where }: CallingModule, { alongside }: LearnerCalls): EngineContext {
  if (alongside === undefined) return context;
  const reactions: EventReactions = {
    run: async (unit, events) => {
      const [first, ...others] = events;
      if (first !== undefined) await insideUnit(where, () => alongside(unit.limitedTo(reaches), [first, ...others]));
      await context.reactions.run(unit, events);
    },
  };
  // With its getters: the models are those of the moment at which a call looks at them.
  return Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(context), reactions: { value: reactions, enumerable: true } },
  ) as EngineContext;
}
