import type { LearnerModels, ProvenanceKind } from '../learner/index.js';
import type { RuntimeContext } from '../runtime/index.js';
import type { StrictCurriculum } from './curriculum/strict-curriculum.js';
import type { Timings } from './health/timings.js';
import type { ActiveModels } from './models/active-models.js';
import type { QueryRegistry } from './queries/query-registry.js';
import type { EventReactions } from './recording/event-reactions.js';
import type { RecentStateCache } from './recording/recent-state-cache.js';
import type { AutomaticTuning } from './tuning/automatic-tuning.js';

/** The context of every verb. */
export interface EngineContext extends RuntimeContext {
  /** The models as they are just now. A write takes a snapshot of them first, since another fit may be activated in between. */
  readonly models: LearnerModels;
  readonly activeModels: ActiveModels;
  /** After so many milliseconds without an event, an event that names no session opens another. */
  readonly idleMs: number;
  /** What a longer gap between two events of a session counts as, in minutes of study; the fold's own if not given. */
  readonly studyGapMinutes: number | undefined;
  /** How much model output is stored with each answer. */
  readonly provenance: ProvenanceKind;
  /** Refuses concepts that the curriculum does not have, where the host asked for that. */
  readonly strictCurriculum: StrictCurriculum | undefined;
  /** What can be asked by name: the library's queries and the host's own. */
  readonly queries: QueryRegistry;
  /** What was stored last of learners who are studying; whatever writes their documents otherwise has it forgotten. */
  readonly recentState: RecentStateCache;
  /** What modules store with events of the log, in their transaction. */
  readonly reactions: EventReactions;
  /** Counts the answers that calls record, and tunes when enough is new. */
  readonly tuning: AutomaticTuning;
  /** What named queries, pipelines and verbs have taken. */
  readonly timings: Timings;
}
