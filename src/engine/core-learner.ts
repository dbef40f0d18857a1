import type { LearningEvent } from '../collections/index.js';
import type { CallControl, JoinedWrites } from '../runtime/index.js';
import type { AnyDeclaration } from '../schema/index.js';
import type { Caller } from '../security/index.js';
import type { EngineContext } from './context.js';
import type { LearnerMethods } from './facade/learner-methods.js';

/** What a module stores with the events of a call, in their transaction; see {@link LearnerCalls}. */
type Alongside = (unit: JoinedWrites, events: readonly [LearningEvent, ...LearningEvent[]]) => Promise<void>;

/** The core's verbs of one learner, as a module calls them. */
export interface CoreLearner extends LearnerMethods {}

/** How a module calls the core's verbs of a learner. */
export interface LearnerCalls {
  /**
   * Runs in each transaction in which the calls store events, ahead of the reactions to them: what it writes is stored with the events, or
   * neither is. A retry of an event that is stored already stores nothing and does not run it; a transaction that is repeated runs it again, so
   * that it does nothing but read and write through its unit. What it throws is what the call fails with, and nothing is stored.
   */
  readonly alongside?: Alongside;
}

/** In what a call of a module calls the core. */
export interface CallingModule {
  readonly context: EngineContext;
  /** The collections that it may reach. */
  readonly reaches: readonly AnyDeclaration[];
  /** What errors call it: `bookmarks.add`. */
  readonly where: string;
  readonly control: CallControl;
}

/** Makes the learners of one engine for its modules. */
export type LearnerForModule = (caller: Caller, calling: CallingModule, calls: LearnerCalls) => CoreLearner;
