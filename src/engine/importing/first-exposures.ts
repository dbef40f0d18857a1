import type { ConceptId, ContentMastery } from '../../collections/index.js';
import { conceptKey, conceptOf, type IncomingEvent, type IncomingOf } from '../../learner/index.js';
import type { EngineContext } from '../context.js';
import type { CurriculumReader } from './curriculum-reader.js';

/** Concepts that the curriculum is asked about at once: hundreds of commands take long only to be written. */
const AT_ONCE = 32;

type OfConcept = IncomingOf<'answer' | 'card_adopted'>;

/**
 * Events, those about a concept with what the curriculum says of their concept, where a learner's history with it begins with them.
 *
 * @param events of one learner, in the order of history
 * @param context.models under which they are folded
 * @param masteries what is stored of the learner's concepts
 */
export async function withCurriculum(
  { models }: Pick<EngineContext, 'models'>,
  events: readonly IncomingEvent[],
  masteries: ReadonlyMap<string, ContentMastery>,
  curriculum: CurriculumReader,
): Promise<IncomingEvent[]> {
  const exposures = new Map<string, number>();
  const first = new Map<IncomingEvent, ConceptId>();
  for (const event of events) {
    const id = conceptOf(event, models);
    if (id === undefined) continue;
    const key = conceptKey(id);
    const at = event.occurred_at.getTime();
    const since = exposures.get(key) ?? masteries.get(key)?.mastery_tracking.first_exposure_date.getTime() ?? Number.POSITIVE_INFINITY;
    // Also an event that arrives late and stands before the first one known: history then begins with it.
    if (at > since) continue;
    first.set(event, id);
    exposures.set(key, at);
  }
  if (first.size === 0) return [...events];
  await curriculum.prepare([...first.values()]);
  const known = new Map<IncomingEvent, OfConcept['curriculum']>();
  const read = async ([event, id]: readonly [IncomingEvent, ConceptId]) => known.set(event, await curriculum.relationships(id));
  const entries = [...first];
  for (let start = 0; start < entries.length; start += AT_ONCE) await Promise.all(entries.slice(start, start + AT_ONCE).map(read));
  return events.map((event) => {
    const relationships = known.get(event);
    return relationships === undefined ? event : ({ ...event, curriculum: relationships } as OfConcept);
  });
}
