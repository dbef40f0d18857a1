import type { ConceptId } from '../../collections/index.js';
import { type AffectedDocuments, conceptKey, conceptOf, type IncomingEvent, type Placed } from '../../learner/index.js';
import type { EngineContext } from '../context.js';
import { curriculumAround } from './first-met.js';
import { loadPredictorVersions } from './freshness.js';
import { newestChanges } from './newest-changes.js';

/** What an event touches, and the event with what the curriculum says. */
export interface Loaded {
  readonly affected: AffectedDocuments;
  readonly event: IncomingEvent;
  /** Of a concept that nothing is kept about: the newest change of it, which the event may have to stand before. */
  readonly changed: Placed | undefined;
}

/**
 * The documents that an event touches, remembered or else read side by side; an answer at first exposure gets what the curriculum says of
 * its concept.
 */
export async function loadAffected(context: EngineContext, incoming: IncomingEvent): Promise<Loaded> {
  const { learning_sessions, content_mastery, learning_dna } = context.repositories;
  const { user_id: userId, type } = incoming;
  const { signal } = context;
  const concept = type === 'answer' ? conceptOf(incoming, context.models) : undefined;
  const remembered = context.recentState.of(userId, context.models);
  const [session, mastery, dna, previous] = await Promise.all([
    loadSession(),
    concept === undefined ? null : loadMastery(concept),
    type === 'session_ended' ? learning_dna.forFold(userId, { signal }) : null,
    type === 'session_started' ? learning_sessions.newest(userId, { signal }) : null,
  ]);
  const affected: AffectedDocuments = { session, mastery, dna, previous };
  await loadPredictorVersions(context, [affected]);
  if (type !== 'answer' || concept === undefined || !isFirstExposure(incoming.occurred_at, mastery))
    return { affected, event: incoming, changed: undefined };
  const [curriculum, changes] = await Promise.all([
    curriculumAround(context, concept),
    mastery === null ? newestChanges(context, new Map([[userId, [concept]]])) : undefined,
  ]);
  const event = curriculum === undefined ? incoming : { ...incoming, curriculum };
  return { affected, event, changed: changes?.get(userId)?.get(conceptKey(concept)) };

  async function loadSession() {
    if (!('session_id' in incoming)) return null;
    // A rating changes an entry of a list that other events only append to.
    if (type === 'intervention_rated') return learning_sessions.whole(userId, incoming.session_id, { signal });
    if (remembered?.session.session_id === incoming.session_id) return remembered.session;
    return learning_sessions.forFold(userId, incoming.session_id, { signal });
  }

  function loadMastery(id: ConceptId) {
    return remembered?.masteries.get(conceptKey(id)) ?? content_mastery.forFold(userId, id, { signal });
  }
}

/** Also an answer that arrives late and stands before the first one known: history then begins with it. */
function isFirstExposure(at: Date, mastery: AffectedDocuments['mastery']): boolean {
  return mastery === null || at <= mastery.mastery_tracking.first_exposure_date;
}
