import type { LearningEvent } from '../../collections/index.js';
import { insertMany, type PlannedWrite, plannedInsert, type TransactionOptions } from '../../repositories/index.js';
import { type PlannedUnit, storePlanned, transact, type UnitOfWork, type UnitOptions } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { countUsage } from './count-usage.js';
import { markUndone } from './mark-undone.js';

/** New events of the log, and what has to allow them. */
export interface LoggedEvents extends UnitOptions {
  readonly events: readonly LearningEvent[];
  /** Asks the accounts whether the events may be stored. Accounts that are made with their first events are asked nothing. */
  readonly admit: UnitOptions['admit'];
}

/** New events that are newer than all that they touch, with what they change. */
export interface NextEvents extends Pick<PlannedUnit, 'admission' | 'isRace'> {
  readonly events: readonly LearningEvent[];
  /** Of each document that the events change. */
  readonly changes: readonly (PlannedWrite | undefined)[];
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
      await followUp(context, unit, events);
    },
    how,
  );
}

/** The same for events whose changes are known before the transaction, which other learners' events may then share. */
export function logNext(context: EngineContext, { events, changes, ...how }: NextEvents): Promise<void> {
  const inserts = events.map((event) => plannedInsert(context.repositories.learning_events, event));
  const writes = [...inserts, ...changes.filter((change) => change !== undefined)];
  return storePlanned(context, { ...how, writes, work: (unit) => followUp(context, unit, events) });
}

/** What is stored with events beside the documents that they change. */
async function followUp(context: EngineContext, unit: UnitOfWork, events: readonly LearningEvent[]): Promise<void> {
  for (const event of events) await countUsage(context, event, unit.options);
  for (const event of events) await markUndone(context, event, unit.options);
  await context.reactions.run(unit, events);
}
