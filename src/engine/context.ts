import type { LearnerModels, ProvenanceKind } from '../learner/index.js';
import type { QueryRegistry } from '../pipelines/index.js';
import type { EventReactions, JoinedTransaction, RecentStateCache, RuntimeContext } from '../runtime/index.js';
import type { StrictCurriculum } from './curriculum/strict-curriculum.js';
import type { ActiveModels } from './models/active-models.js';
import type { AutomaticTuning } from './models/automatic-tuning.js';
import type { Timings } from './telemetry/timings.js';

/** The context of every verb. */
export interface EngineContext extends RuntimeContext {
  /** The active models. A write takes a snapshot of them, because another fit may be activated in between. */
  readonly models: LearnerModels;
  readonly activeModels: ActiveModels;
  readonly joined?: JoinedTransaction<EngineContext> | undefined;
  /** The milliseconds without an event after which an event without a `session_id` starts a new session. */
  readonly idleMs: number;
  /** A longer gap between two events of a session counts as this many minutes of study. */
  readonly studyGapMinutes: number | undefined;
  /** How much model output is stored with each answer. */
  readonly provenance: ProvenanceKind;
  /** Rejects concepts that are not in the curriculum, if `curriculum.strict` is set. */
  readonly strictCurriculum: StrictCurriculum | undefined;
  /** The queries by name: built-in and custom ones. */
  readonly queries: QueryRegistry;
  /** The cache of recent states. */
  readonly recentState: RecentStateCache;
  /** What modules store with events of the log, in their transaction. */
  readonly reactions: EventReactions;
  /** Automatic tuning. */
  readonly tuning: AutomaticTuning;
  /** Latency statistics. */
  readonly timings: Timings;
}
