import type { ContentMastery, LearningSession } from '../../collections/index.js';
import { type AffectedDocuments, type Folded, History, type IncomingEvent, type LearnerModels } from '../../learner/index.js';

/** Events that are newer than all that they touch, folded together. */
export interface FoldedTogether {
  readonly history: History;
  /** What the fold made of each event, in their order. */
  readonly folded: readonly Folded[];
  /** The sessions as they were before, by id. */
  readonly sessions: ReadonlyMap<string, LearningSession>;
  /** What was kept of the answer's concept before. */
  readonly mastery: ContentMastery | null;
}

/**
 * Folds one event with the starts and ends of sessions that it brings about.
 *
 * @param events of one learner, in the order of history
 * @param touched what each of them touches
 * @param add folds an event into the history
 */
export function foldLoaded(
  models: LearnerModels,
  events: readonly IncomingEvent[],
  touched: readonly AffectedDocuments[],
  add: (event: IncomingEvent, history: History) => Folded = (event, history) => history.add(event),
): FoldedTogether {
  const sessions = new Map<string, LearningSession>();
  for (const { session, previous } of touched) {
    for (const one of [session, previous]) if (one !== null) sessions.set(one.session_id, one);
  }
  const mastery = touched.find((one) => one.mastery !== null)?.mastery ?? null;
  const dna = touched.find((one) => one.dna !== null)?.dna ?? null;
  const newest = touched.find((one) => one.previous !== null)?.previous ?? null;
  const masteries = mastery === null ? [] : [mastery];
  const history = History.from(models, { dna, sessions: sessions.values(), masteries, newest });
  return { history, folded: events.map((event) => add(event, history)), sessions, mastery };
}
