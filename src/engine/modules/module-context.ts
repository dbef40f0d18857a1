import type { z } from 'zod';
import type { Repository, SignInAccount } from '../../repositories/index.js';
import type { CallControl, JoinedWrites } from '../../runtime/index.js';
import type { CollectionDeclaration } from '../../schema/index.js';
import type { Caller } from '../../security/index.js';
import type { CoreEngine } from '../core-engine.js';
import type { CoreLearner, LearnerCalls } from '../core-learner.js';

/** What the verbs and jobs of a module work with, for one call. */
export interface ModuleContext {
  /** What time it is by the engine's clock. */
  readonly now: () => Date;
  /** A number from 0 to 1. */
  readonly random: () => number;
  /** The signal and the deadline of this call: hand it on to what is called on the way. */
  readonly control: CallControl;
  /**
   * The account that signs in by an address, in any spelling: its id, password hash, status and security; null where nobody has the address.
   *
   * @throws AdaptiveLearningError `invalid_input` for what is no address
   */
  readonly accountByEmail: (address: string) => Promise<SignInAccount | null>;
  /** The engine itself, for the core's verbs. A verb that writes fails within {@link ModuleContext.write} with `nested_write`: it would wait for itself. */
  readonly engine: CoreEngine;
  /**
   * The core's verbs of a learner, in the name of a caller: what they record is recorded as the caller's, and they end with this call. A module
   * stores changes of its own with what they record, in the same transaction, by `alongside`.
   *
   * @param caller the caller of the module's verb; with another role for what the module does of its own accord
   *
   * @example
   * const learner = context.learner(caller, { alongside: async (unit) => void (await unit.write(attempts, answered)) });
   * await learner.recordAnswer({ event_id: `attempt:${id}:3`, session_id, …, correct, response_time_seconds });
   */
  learner(caller: Caller, calls?: LearnerCalls): CoreLearner;
  /**
   * Reads a collection: one of the module, of a module that it requires, or of the core. What a learner withholds is read as if it were not
   * there, and reads end with the call.
   *
   * @throws AdaptiveLearningError `access_denied` for any other collection
   */
  read<Schema extends z.ZodType>(collection: CollectionDeclaration<Schema>): CollectionReader<Schema>;
  /**
   * Makes some changes as one transaction: all of them are stored, or none. It waits for other writes of these learners in this process, asks
   * within the transaction whether their accounts are active, and does the work again from its start when another process was faster: so the
   * work does nothing but read and write through its unit.
   *
   * @param learners whose documents change; an empty list for documents that belong to nobody
   * @throws AdaptiveLearningError `access_denied` for an account that is not active, or a collection that is not the module's; `not_found` for
   * an unknown learner; `already_exists`; `invalid_input` for a change that does not fit its declaration
   *
   * @example
   * await context.write([userId], (unit) => unit.write(bookmarks, { insert: bookmark }));
   */
  write<Result>(learners: readonly string[], work: (unit: JoinedWrites) => Promise<Result>): Promise<Result>;
}

/** What a module may do with a stored collection outside a transaction. */
export interface CollectionReader<Schema extends z.ZodType>
  extends Pick<Repository<z.output<Schema>>, 'findOne' | 'find' | 'count' | 'run'> {}
