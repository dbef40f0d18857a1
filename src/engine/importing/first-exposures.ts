import type { ConceptId, ContentMastery } from '../../collections/index.js';
import { conceptKey, type IncomingAnswer, type IncomingEvent } from '../../learner/index.js';
import type { CurriculumReader } from './curriculum-reader.js';

/**
 * Events, the answers among them with what the curriculum says of their concept, where a learner's history with it begins with them.
 *
 * @param events of one learner, in the order of history
 * @param masteries what is stored of the learner's concepts
 */
export async function withCurriculum(
  events: readonly IncomingEvent[],
  masteries: ReadonlyMap<string, ContentMastery>,
  curriculum: CurriculumReader,
): Promise<IncomingEvent[]> {
  const exposures = new Map<string, number>();
  const first = new Map<IncomingAnswer, ConceptId>();
  for (const answer of events) {
    if (answer.type !== 'answer') continue;
    const key = conceptKey(answer.answer);
    const at = answer.occurred_at.getTime();
    const since = exposures.get(key) ?? masteries.get(key)?.mastery_tracking.first_exposure_date.getTime() ?? Number.POSITIVE_INFINITY;
    // Also an answer that arrives late and stands before the first one known: history then begins with it.
    if (at > since) continue;
    first.set(answer, answer.answer);
    exposures.set(key, at);
  }
  if (first.size === 0) return [...events];
  const known = new Map<IncomingEvent, IncomingAnswer['curriculum']>();
  const ask = async ([answer, id]: [IncomingAnswer, ConceptId]) => known.set(answer, await curriculum.relationships(id));
  await Promise.all([...first].map(ask));
  return events.map((event) => {
    const relationships = known.get(event);
    return relationships === undefined || event.type !== 'answer' ? event : { ...event, curriculum: relationships };
  });
}
