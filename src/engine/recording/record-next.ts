import type { LearningEvent } from '../../collections/index.js';
import { type AffectedDocuments, fold, type IncomingEvent } from '../../learner/index.js';
import { isDuplicateOf, type TransactionOptions, WriteConflict } from '../../repositories/index.js';
import type { EngineContext } from '../context.js';
import { Admissions } from './admission.js';
import { logEvents } from './log-events.js';
import { moveAfter } from './move-learner.js';
import { withProvenance } from './with-provenance.js';

/** Stores an event that is the newest of everything it touches: one fold, one transaction. */
export async function recordNext(
  context: EngineContext,
  before: AffectedDocuments,
  event: IncomingEvent,
  where: string,
): Promise<LearningEvent> {
  const after = fold(before, event, context.models);
  const stored = withProvenance(context, event, after);
  const admissions = new Admissions(event.user_id);
  admissions.note(event, before.session);
  const { learning_sessions, content_mastery, learning_dna } = context.repositories;
  // Of another kind of event a duplicate may also be the id of another learner's session, which no new attempt changes.
  const isRace = (error: unknown) => event.type === 'answer' || isDuplicateOf(error, ['user_id', 'event_id']);
  const admit = (options: TransactionOptions) => admissions.ask(context, where, options);
  await logEvents(context, { events: [stored], admit, isRace }, async (options, append) => {
    await append();
    await storeChange(learning_sessions, before.previous, after.previous, options);
    await storeChange(learning_sessions, before.session, after.session, options);
    await storeChange(content_mastery, before.mastery, after.mastery, options);
    await storeChange(learning_dna, before.dna, after.dna, options);
  });
  context.recentState.keep(event.user_id, after, context.models);
  if (before.mastery === null && after.mastery !== null) await moveAfter(context, new Map([[event.user_id, [after.mastery]]]));
  return stored;
}

interface Keeper<Content> {
  save(before: Content, after: Content, options: TransactionOptions): Promise<boolean>;
  insertOne(content: Content, options: TransactionOptions): Promise<void>;
}

export async function storeChange<Content extends object>(
  keeper: Keeper<Content>,
  before: Content | null,
  after: Content | null,
  options: TransactionOptions,
): Promise<void> {
  if (after === null || after === before) return;
  if (before === null) await keeper.insertOne(after, options);
  else if (!(await keeper.save(before, after, options))) throw new WriteConflict();
}
