import type { ContentMastery, LearningEvent, LearningSession } from '../../collections/index.js';
import { conceptKey, History, type IncomingAnswer } from '../../learner/index.js';
import { type Change, insertMany, inTransaction, Outrun, saveAll } from '../../repositories/index.js';
import type { EngineContext } from '../context.js';
import { withProvenance } from '../recording/with-provenance.js';
import type { LoadedLearner } from './load-learners.js';

/** A learner, and new answers of theirs that are newer than all that they touch, in the order of history. */
export interface NewAnswers {
  readonly learner: LoadedLearner;
  readonly events: readonly IncomingAnswer[];
}

/** What a transaction writes. */
interface Writes {
  readonly log: LearningEvent[];
  readonly newMasteries: ContentMastery[];
  readonly masteries: Change<ContentMastery>[];
  readonly sessions: Change<LearningSession>[];
}

/** Folds answers in memory and stores what comes out, of all the learners in one transaction. */
export async function storeAnswers(context: EngineContext, all: readonly NewAnswers[]): Promise<void> {
  const writes: Writes = { log: [], newMasteries: [], masteries: [], sessions: [] };
  // Just before the transaction: work that follows the log looks back only so far.
  const recordedAt = context.clock();
  for (const answers of all) foldInto(writes, answers, new History(context.models), recordedAt);
  if (writes.log.length === 0) return;
  const { learning_sessions, content_mastery, learning_events } = context.repositories;
  await inTransaction(context, async (options) => {
    await insertMany(learning_events, writes.log, options);
    await insertMany(content_mastery, writes.newMasteries, options);
    const masteriesSaved = await saveAll(content_mastery, writes.masteries, options);
    if (!masteriesSaved || !(await saveAll(learning_sessions, writes.sessions, options))) throw new Outrun();
  });
}

function foldInto(
  { log, newMasteries, masteries, sessions }: Writes,
  { learner, events }: NewAnswers,
  history: History,
  recorded_at: Date,
): void {
  for (const [id, session] of learner.sessions) history.sessions.set(id, session);
  for (const [key, mastery] of learner.masteries) history.masteries.set(key, mastery);
  for (const event of events) log.push(withProvenance({ ...event, recorded_at }, history.add(event)));
  for (const [id, before] of learner.sessions) sessions.push({ before, after: history.sessions.get(id) ?? before });
  for (const after of history.masteries.values()) {
    const before = learner.masteries.get(conceptKey(after));
    if (before === undefined) newMasteries.push(after);
    else masteries.push({ before, after });
  }
}
