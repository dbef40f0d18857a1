import type { LearningEvent } from '../../collections/index.js';
import type { History, IncomingEvent } from '../../learner/index.js';
import { inTransaction, isEqual, Outrun, type Swap } from '../../repositories/index.js';
import type { EngineContext } from '../context.js';
import { countUsage } from './count-usage.js';
import { rebuildWith } from './rebuild.js';
import { replayLearner } from './replay-learner.js';
import { withProvenance } from './with-provenance.js';

/**
 * Stores an event that others stand behind: what comes after it is folded anew from the log, and the documents that come out otherwise
 * take the place of the stored ones, in the event's own transaction.
 */
export async function recordLate(context: EngineContext, event: IncomingEvent): Promise<LearningEvent> {
  const alternative = await rebuildWith(context, event);
  const { without, with: history, folded } = alternative;
  const stored = withProvenance(event, folded);
  const { learning_sessions, content_mastery, learning_dna, learning_events } = context.repositories;
  await inTransaction(context.client, async (session) => {
    const options = { session };
    await learning_events.insertOne(stored, options);
    const swapped = [
      await learning_sessions.replaceAll(swapsOf(alternative.sessions, without.sessions, history.sessions), options),
      await content_mastery.replaceAll(swapsOf(alternative.concepts, without.masteries, history.masteries), options),
      await learning_dna.replaceAll(swapsOf(['dna'], single(without), single(history)), options),
    ];
    if (swapped.includes(false)) throw new Outrun();
    await countUsage(context, event, options);
  }).catch(async (error: unknown) => {
    if (error instanceof Outrun) await repairIfDrifted(context, event.user_id, alternative.events);
    throw error;
  });
  return stored;
}

/**
 * Documents that are not what was expected have been changed by another writer, whose event the log then holds. When the log is as it was
 * read, they have drifted from it (somebody wrote past the library) and would never fit: they are put right first.
 */
async function repairIfDrifted(context: EngineContext, userId: string, events: number): Promise<void> {
  if ((await context.repositories.learning_events.count({ user_id: userId })) === events) await replayLearner(context, userId, {});
}

function single({ dna }: History) {
  return new Map(dna === null ? [] : [['dna', dna]]);
}

/** The documents that differ, each with the revision that the stored one must still have. */
function swapsOf<Document extends { readonly revision: number }>(
  keys: Iterable<string>,
  before: ReadonlyMap<string, Document>,
  after: ReadonlyMap<string, Document>,
): Swap<Document>[] {
  const swaps: Swap<Document>[] = [];
  for (const key of keys) {
    const next = after.get(key);
    const previous = before.get(key);
    if (next === undefined || isEqual(previous, next)) continue;
    swaps.push({ after: next, revision: previous?.revision ?? null });
  }
  return swaps;
}
