import type { ContentMastery, LearningDna, LearningEvent, LearningSession } from '../../collections/index.js';
import { conceptKey, History, type IncomingEvent, type LearnerModels } from '../../learner/index.js';
import {
  type Admission,
  type Change,
  insertMany,
  type Removal,
  removeAll,
  saveAll,
  shouldYield,
  type TransactionOptions,
  WriteConflict,
  yieldToEventLoop,
} from '../../repositories/index.js';
import type { EngineContext } from '../context.js';
import { Admissions } from '../recording/admission.js';
import { logEvents } from '../recording/log-events.js';
import { moveAfter } from '../recording/move-learner.js';
import { withProvenance } from '../recording/with-provenance.js';
import type { LoadedLearner } from './load-learners.js';

/** A learner, and new events of theirs that are newer than all that they touch, in the order of history. */
export interface NewEvents {
  readonly learner: Pick<LoadedLearner, 'userId' | 'dna' | 'sessions' | 'masteries' | 'newest'>;
  readonly events: readonly IncomingEvent[];
}

/** What a transaction writes. */
interface Writes {
  readonly admissions: Admission[];
  readonly log: LearningEvent[];
  readonly newMasteries: ContentMastery[];
  readonly masteries: Change<ContentMastery>[];
  readonly removed: Removal<ContentMastery>[];
  readonly newSessions: LearningSession[];
  readonly sessions: Change<LearningSession>[];
  readonly dna: Change<LearningDna>[];
}

/** Folds events in memory and stores what comes out, of all the learners in one transaction. */
export async function storeEvents(context: EngineContext, all: readonly NewEvents[]): Promise<void> {
  const writes: Writes = { admissions: [], log: [], newMasteries: [], masteries: [], removed: [], newSessions: [], sessions: [], dna: [] };
  // Just before the transaction: work that follows the log looks back only so far.
  const recordedAt = context.clock();
  for (const own of all) await foldInto(context, writes, own, recordedAt);
  if (writes.log.length === 0) return;
  const { users, learning_sessions, content_mastery, learning_dna } = context.repositories;
  const admit = async (options: TransactionOptions) => {
    // An account that was suspended or has withdrawn consent since it was read is read again, and its events are decided over again.
    if (!(await users.admitAll(writes.admissions, options))) throw new WriteConflict();
  };
  await logEvents(context, { events: writes.log, admit }, async (options, append) => {
    await append();
    await insertMany(content_mastery, writes.newMasteries, options);
    await insertMany(learning_sessions, writes.newSessions, options);
    const saved = [
      await saveAll(content_mastery, writes.masteries, options),
      await removeAll(content_mastery, writes.removed, options),
      await saveAll(learning_sessions, writes.sessions, options),
      await saveAll(learning_dna, writes.dna, options),
    ];
    if (saved.includes(false)) throw new WriteConflict();
  });
  const met = new Map<string, ContentMastery[]>();
  for (const mastery of writes.newMasteries) met.set(mastery.user_id, [...(met.get(mastery.user_id) ?? []), mastery]);
  await moveAfter(context, met);
}

function historyOf(models: LearnerModels, { dna, sessions, masteries, newest }: NewEvents['learner']): History {
  return History.from(models, { dna, sessions: sessions.values(), masteries: masteries.values(), newest });
}

async function foldInto(
  context: EngineContext,
  { admissions, log, newMasteries, masteries, removed, newSessions, sessions, dna }: Writes,
  { learner, events }: NewEvents,
  recorded_at: Date,
): Promise<void> {
  const history = historyOf(context.models, learner);
  const own = new Admissions(learner.userId);
  for (const event of events) {
    if (shouldYield()) await yieldToEventLoop('recordAnswers', context.signal);
    log.push(withProvenance(context, { ...event, recorded_at }, own.fold(event, history)));
  }
  if (own.asked !== undefined) admissions.push(own.asked);
  for (const after of history.sessions.values()) {
    const before = learner.sessions.get(after.session_id);
    if (before === undefined) newSessions.push(after);
    else sessions.push({ before, after });
  }
  if (learner.dna !== null && history.dna !== null) dna.push({ before: learner.dna, after: history.dna });
  for (const after of history.masteries.values()) {
    const before = learner.masteries.get(conceptKey(after));
    if (before === undefined) newMasteries.push(after);
    else masteries.push({ before, after });
  }
  for (const [key, document] of learner.masteries) {
    if (!history.masteries.has(key)) removed.push({ document, revision: document.revision });
  }
}
