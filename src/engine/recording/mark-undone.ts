import type { IncomingEvent } from '../../learner/index.js';
import { type CallOptions, WriteConflict } from '../../repositories/index.js';
import type { EngineContext } from '../context.js';

/** Marks the answer that an event takes back, in the same transaction, so that reads of answers leave it out by a field of its own. */
export async function markUndone({ repositories }: EngineContext, event: IncomingEvent, options: CallOptions): Promise<void> {
  if (event.type !== 'answer_undone') return;
  const { user_id, recorded_at, undo } = event;
  if (!(await repositories.learning_events.markUndone(user_id, undo.answer_id, recorded_at, options))) throw new WriteConflict();
}
