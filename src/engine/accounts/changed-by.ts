import type { RecordedBy } from '../../collections/index.js';
import { type Actor, recordedBy } from '../../security/index.js';

/** What each change of an account says of when and by whom it was made. */
export interface AccountChange {
  readonly set: { readonly updated_at: Date; readonly updated_by?: RecordedBy };
  readonly unset: readonly 'updated_by'[];
}

/** The trace that a change by an actor leaves in the account: of the learner nothing stays, nor of who made the change before. */
export function changedBy(actor: Actor, now: Date): AccountChange {
  const by = recordedBy(actor);
  if (by === undefined) return { set: { updated_at: now }, unset: ['updated_by'] };
  return { set: { updated_at: now, updated_by: by }, unset: [] };
}
