import type { LearningEvent } from '../../collections/index.js';
import { type AffectedDocuments, fold, type IncomingEvent } from '../../learner/index.js';
import { isDuplicateOf, type PlannedWrite, plannedInsert, plannedSave, type Repository } from '../../repositories/index.js';
import type { Content } from '../../schema/index.js';
import type { EngineContext } from '../context.js';
import { Admissions } from './admission.js';
import { logNext } from './log-events.js';
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
  await logNext(context, {
    events: [stored],
    admission: admissions.planned(context, where),
    isRace,
    changes: [
      plannedChange(learning_sessions, before.previous, after.previous),
      plannedChange(learning_sessions, before.session, after.session),
      plannedChange(content_mastery, before.mastery, after.mastery),
      plannedChange(learning_dna, before.dna, after.dna),
    ],
  });
  context.recentState.keep(event.user_id, after, context.models);
  if (before.mastery === null && after.mastery !== null) await moveAfter(context, new Map([[event.user_id, [after.mastery]]]));
  return stored;
}

/** The write that turns one state of a document into the next; nothing where they are the same. */
export function plannedChange<Stored>(
  repository: Repository<Stored>,
  before: Content<Stored> | null,
  after: Content<Stored> | null,
): PlannedWrite | undefined {
  if (after === null || after === before) return undefined;
  return before === null ? plannedInsert(repository, after) : plannedSave(repository, before, after);
}
