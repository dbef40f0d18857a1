import type { LearningEvent } from '../../collections/index.js';
import { insertMany, type TransactionOptions } from '../../repositories/index.js';
import { transact, type UnitOptions } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { countUsage } from './count-usage.js';
import { markUndone } from './mark-undone.js';

/** New events of the log, and what has to allow them. */
export interface LoggedEvents extends UnitOptions {
  readonly events: readonly LearningEvent[];
  /** Asks the accounts whether the events may be stored. Accounts that are made with their first events are asked nothing. */
  readonly admit: UnitOptions['admit'];
}

/**
 * The one way into the log: in one transaction the accounts are asked, the events are stored, and so is what they change, also in modules.
 *
 * @param store writes the documents that the events change, and calls `append` where the events belong among these
 */
export function logEvents(
  context: EngineContext,
  { events, ...how }: LoggedEvents,
  store: (options: TransactionOptions, append: () => Promise<void>) => Promise<void>,
): Promise<void> {
  return transact(
    context,
    async (unit) => {
      const { options } = unit;
      await store(options, () => insertMany(context.repositories.learning_events, events, options));
      for (const event of events) await countUsage(context, event, options);
      for (const event of events) await markUndone(context, event, options);
      await context.reactions.run(unit, events);
    },
    how,
  );
}
