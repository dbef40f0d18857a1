import {
  type AffectedDocuments,
  abilityOf,
  compareEvents,
  type IncomingEvent,
  type ModelVersion,
  type Placed,
  versionOf,
} from '../../learner/index.js';
import type { EngineContext } from '../context.js';

type Models = Pick<EngineContext, 'models' | 'activeModels'>;

/**
 * True when what is stored was made by other models than those that are to learn from the event. Of the predictor only the model counts: it
 * goes on from where it is when its parameters change, if those that it had can still be read, see {@link loadPredictorVersions}.
 */
export function isStale(touched: AffectedDocuments, { models, activeModels }: Models): boolean {
  const { mastery, session, previous } = touched;
  if (predictorsOf(touched).some((version) => !activeModels.versions.isKnown(version))) return true;
  if ([session, previous].some((one) => one !== null && differs(one.ability, versionOf(abilityOf(models))))) return true;
  return (
    mastery !== null &&
    (['scheduler', 'knowledge', 'forgetting'] as const).some((kind) => differs(mastery.models[kind], versionOf(models[kind])))
  );
}

/** Has the engine know which parameters of the predictor documents were made under, as far as these are stored. */
export async function loadPredictorVersions(
  { activeModels, signal }: Pick<EngineContext, 'activeModels' | 'signal'>,
  documents: readonly Partial<AffectedDocuments>[],
): Promise<void> {
  const unknown = documents.flatMap(predictorsOf).filter((version) => !activeModels.versions.isKnown(version));
  if (unknown.length > 0) await activeModels.versions.learn(unknown, signal);
}

function predictorsOf({ mastery, session, previous }: Partial<AffectedDocuments>): readonly ModelVersion[] {
  return [mastery?.models.predictor, session?.predictor, previous?.predictor].filter((version) => version !== undefined);
}

function differs(stored: ModelVersion | undefined, now: ModelVersion): boolean {
  return stored?.name !== now.name || stored.version !== now.version || stored.params_version !== now.params_version;
}

/**
 * True when nothing that the event touches has seen a later one: then folding it now is folding it in its place.
 *
 * @param changed the newest change of the event's concept, where no mastery is kept that would tell
 */
export function isNewest({ session, mastery, dna, previous }: AffectedDocuments, event: IncomingEvent, changed?: Placed): boolean {
  if (changed !== undefined && compareEvents(event, changed) < 0) return false;
  if (![session, mastery, dna, previous].every((document) => document === null || compareEvents(event, document.last_event) > 0))
    return false;
  // The next session has begun with what this one knew by then: an answer from before that changes it too.
  return event.type !== 'answer' || session?.continued === undefined || compareEvents(event, session.continued) > 0;
}
