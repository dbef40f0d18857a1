import type { LearningEvent } from '../../collections/index.js';
import { conceptKey, type Folded, type History, type IncomingEvent } from '../../learner/index.js';
import {
  type GuardedReplacement,
  isEqual,
  type Removal,
  removeAll,
  shouldYield,
  type TransactionOptions,
  WriteConflict,
  yieldToEventLoop,
} from '../../repositories/index.js';
import type { EngineContext } from '../context.js';
import { logEvents } from './log-events.js';
import { moveAfter } from './move-learner.js';
import { rebuildWith } from './rebuild.js';
import { replaceInChunks } from './replace-in-chunks.js';
import { withProvenance } from './with-provenance.js';

/**
 * Stores events that others stand behind: what comes after them is folded again from the log, and the documents that come out otherwise
 * take the place of the stored ones, in the events' own transaction.
 *
 * @param events of one learner, at least one, in the order of history
 */
export async function recordLate(
  context: EngineContext,
  events: readonly [IncomingEvent, ...IncomingEvent[]],
  where: string,
): Promise<LearningEvent[]> {
  context.recentState.forget(events[0].user_id);
  // Much is folded again here: not under models, or names of concepts, that another process has changed.
  if (await context.activeModels.refresh(context.signal)) throw new WriteConflict('other models');
  // Before the log: a document that anybody writes after this has another revision, and the replacement then begins again.
  const revisions = await revisionsOf(context, events[0].user_id);
  const { without, with: history, folded, sessions, concepts, admissions } = await rebuildWith(context, events);
  const stored = events.map((event, index) => withProvenance(context, event, folded[index] as Folded));
  const replacements = {
    sessions: await swapsOf(sessions, without.sessions, history.sessions, revisions.sessions, context.signal),
    masteries: await swapsOf(concepts, without.masteries, history.masteries, revisions.masteries, context.signal),
    dna: await swapsOf([DNA], single(without), single(history), revisions.dna, context.signal),
  };
  const { learning_sessions, content_mastery, learning_dna } = context.repositories;
  const admit = (options: TransactionOptions) => admissions.ask(context, where, options);
  await logEvents(context, { events: stored, admit }, async (options, append) => {
    await replaceInChunks(learning_sessions, replacements.sessions, options);
    await replaceInChunks(content_mastery, replacements.masteries, options);
    const removals = removalsOf(concepts, without.masteries, history.masteries, revisions.masteries);
    if (!(await removeAll(content_mastery, removals, options))) throw new WriteConflict();
    await replaceInChunks(learning_dna, replacements.dna, options);
    // Behind what they change: anyone who follows the writes then knows, when an event comes, that its concept was recomputed.
    await append();
  });
  await moveAfter(
    context,
    new Map([[events[0].user_id, replacements.masteries.filter(({ revision }) => revision === null).map(({ after }) => after)]]),
  );
  return stored;
}

/** The revisions of all documents of a learner: sessions by their id, masteries by their concept. */
interface Revisions {
  readonly sessions: ReadonlyMap<string, number>;
  readonly masteries: ReadonlyMap<string, number>;
  readonly dna: ReadonlyMap<typeof DNA, number>;
}

const DNA = 'dna';

async function revisionsOf(context: EngineContext, userId: string): Promise<Revisions> {
  const { learning_sessions, content_mastery, learning_dna } = context.repositories;
  const own = { user_id: userId };
  const { signal } = context;
  const [sessions, masteries, dna] = await Promise.all([
    learning_sessions.find(own, { signal, fields: ['session_id', 'revision'], unreadable: 'refuse' }).toArray(),
    content_mastery.find(own, { signal, fields: ['subject', 'topic', 'concept', 'revision'], unreadable: 'refuse' }).toArray(),
    learning_dna.find(own, { signal, fields: ['revision'], unreadable: 'refuse' }).toArray(),
  ]);
  return {
    sessions: new Map(sessions.map(({ session_id, revision }) => [session_id, revision])),
    masteries: new Map(masteries.map((mastery) => [conceptKey(mastery), mastery.revision])),
    dna: new Map(dna.map(({ revision }) => [DNA, revision])),
  };
}

function single({ dna }: History) {
  return new Map(dna === null ? [] : [[DNA, dna]]);
}

/** The documents that differ, each with the revision that the stored one must still have. */
async function swapsOf<Document extends { readonly revision: number }>(
  keys: Iterable<string>,
  before: ReadonlyMap<string, Document>,
  after: ReadonlyMap<string, Document>,
  revisions: ReadonlyMap<string, number>,
  signal: AbortSignal | undefined,
): Promise<GuardedReplacement<Document>[]> {
  const replacements: GuardedReplacement<Document>[] = [];
  for (const key of keys) {
    if (shouldYield()) await yieldToEventLoop('recordAnswer', signal);
    const next = after.get(key);
    if (next === undefined || isEqual(before.get(key), next)) continue;
    const revision = revisions.get(key) ?? null;
    // Every write counts the revision up, so that anyone who read the document before this one begins again.
    replacements.push({ after: { ...next, revision: (revision ?? -1) + 1 }, revision });
  }
  return replacements;
}

/** The stored documents that have nothing left, each with the revision that it must still have. */
function removalsOf<Document>(
  keys: Iterable<string>,
  before: ReadonlyMap<string, Document>,
  after: ReadonlyMap<string, Document>,
  revisions: ReadonlyMap<string, number>,
): Removal<Document>[] {
  const removals: Removal<Document>[] = [];
  for (const key of keys) {
    const [document, revision] = [before.get(key), revisions.get(key)];
    if (document !== undefined && revision !== undefined && !after.has(key)) removals.push({ document, revision });
  }
  return removals;
}
