import { compareEvents, type IncomingEvent, type LearnerModels, type Placed, type Touched, versionOf } from '../../learner/index.js';

/** True when what is stored was made by other models than those that are to learn from the event. */
export function isStale({ mastery, session, previous }: Touched, models: LearnerModels): boolean {
  const differs = (kind: 'scheduler' | 'knowledge' | 'forgetting' | 'predictor', stored: ModelVersion) => {
    const now = versionOf(models[kind]);
    return stored.name !== now.name || stored.version !== now.version || stored.params_version !== now.params_version;
  };
  if ([session, previous].some((one) => one !== null && differs('predictor', one.predictor))) return true;
  return (
    mastery !== null && (['scheduler', 'knowledge', 'forgetting', 'predictor'] as const).some((kind) => differs(kind, mastery.models[kind]))
  );
}

type ModelVersion = ReturnType<typeof versionOf>;

/**
 * True when nothing that the event touches has seen a later one: then folding it now is folding it in its place.
 *
 * @param changed the newest change of the event's concept, where no mastery is kept that would tell
 */
export function isNewest({ session, mastery, dna, previous }: Touched, event: IncomingEvent, changed?: Placed): boolean {
  if (changed !== undefined && compareEvents(event, changed) < 0) return false;
  if (![session, mastery, dna, previous].every((document) => document === null || compareEvents(event, document.last_event) > 0))
    return false;
  // The next session has begun with what this one knew by then: an answer from before that changes it too.
  return event.type !== 'answer' || session?.continued === undefined || compareEvents(event, session.continued) > 0;
}
