import type { HostSession } from '../repositories/index.js';
import type { CallControl } from './call-control.js';

/** What a call takes besides its input whose writes may be a part of a transaction of the host's own. */
export interface WriteControl extends CallControl {
  /**
   * A session of the engine's MongoClient with a transaction under way: what the call writes is committed with it, or not at all. Nothing is
   * tried again: where another writer was faster, the call fails with an error of the driver that is labelled `TransientTransactionError`,
   * after which `withTransaction` runs the whole transaction again. After `invalid_input`, `not_found`, `access_denied`, `outside_session` and
   * `event_conflict` the transaction can go on; after anything else it can no longer be committed.
   */
  readonly session?: HostSession | undefined;
}
