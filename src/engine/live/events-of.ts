import type { ConceptId } from '../../collections/index.js';
import { conceptKey } from '../../learner/index.js';
import type { Change } from './change.js';
import type { LiveEvent } from './live-event.js';

type Told<Type extends LiveEvent['type']> = Omit<Extract<LiveEvent, { readonly type: Type }>, 'token'>;

/** An event that has not got its token yet. */
export type Untold =
  | Told<'answer_recorded'>
  | Told<'mastery_reached'>
  | Told<'review_due_changed'>
  | Told<'answer_undone'>
  | Told<'concept_changed'>;

/**
 * The events of a change, each once. An answer that is the newest of its concept says itself what it moved. A late one stands in
 * its transaction behind the concepts that were recomputed for it: these say where they are now.
 *
 * @param rebuilt - concepts that this transaction has recomputed so far
 * @param nameNow - the name that the concept of an answer has now
 */
export function eventsOf(change: Change, rebuilt: ReadonlySet<string>, nameNow: (id: ConceptId) => ConceptId): readonly Untold[] {
  if (change.kind === 'answers') return ofAnswer(change, rebuilt, nameNow(change.document.answer));
  if (change.kind === 'undone') return [{ ...ofUndone(change), ...nameOf(nameNow(change.document.undo)) }];
  if (change.kind === 'changes') return [{ ...ofChange(change), ...nameOf(nameNow(change.document.change)) }];
  // In a transaction it comes with the first answer to its concept, which tells all of it.
  if (change.operationType === 'insert' && change.txnNumber !== undefined) return [];
  const { user_id, subject, topic, concept, mastery_tracking, spaced_repetition_data } = change.document;
  const { current_mastery_level: mastery_level } = mastery_tracking;
  const { next_review_date } = spaced_repetition_data;
  return [{ type: 'review_due_changed', user_id, subject, topic, concept, cause: 'rebuilt', mastery_level, next_review_date }];
}

function ofUndone({ document }: Extract<Change, { kind: 'undone' }>): Untold {
  const { undo, event_id: _, ...rest } = document;
  const { answer_id, ...id } = undo;
  return { type: 'answer_undone', ...rest, event_id: answer_id, ...id };
}

function ofChange({ document }: Extract<Change, { kind: 'changes' }>): Untold {
  const { type: change, change: body, ...rest } = document;
  const { due, ...id } = body;
  return { type: 'concept_changed', ...rest, ...id, change, ...(due === undefined ? {} : { next_review_date: due }) };
}

function nameOf({ subject, topic, concept }: ConceptId): ConceptId {
  return { subject, topic, concept };
}

function ofAnswer(
  { document }: Extract<Change, { kind: 'answers' }>,
  rebuilt: ReadonlySet<string>,
  { subject, topic, concept }: ConceptId,
): readonly Untold[] {
  const { user_id, event_id, session_id, occurred_at, answer, provenance } = document;
  const { correct } = answer;
  const id = { subject, topic, concept };
  const late = rebuilt.has(conceptKey(id));
  const { before, after, newly_mastered } = provenance;
  const mastery = { mastery_before: before.mastery_level, mastery_level: after.mastery_level };
  const next_review_date = after.next_review_date ?? occurred_at;
  const moved = before.next_review_date?.getTime() !== next_review_date.getTime();
  return [
    { type: 'answer_recorded', user_id, event_id, session_id, ...id, occurred_at, correct, ...mastery, next_review_date, late },
    ...(newly_mastered && !late ? ([{ type: 'mastery_reached', user_id, event_id, ...id, occurred_at, ...mastery }] as const) : []),
    ...(moved && !late
      ? ([{ type: 'review_due_changed', user_id, ...id, cause: 'answer', mastery_level: after.mastery_level, next_review_date }] as const)
      : []),
  ];
}
