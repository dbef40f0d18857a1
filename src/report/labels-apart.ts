import { conceptKey, conceptPath } from '../engine/index.js';
import { groupBy } from './group-by.js';

/** The name of a concept. */
export interface NamedConcept {
  readonly subject: string;
  readonly topic: string;
  readonly concept: string;
}

/** An id's last characters tell learners of one name apart; so many at least. */
const LEAST_OF_ID = 4;

/**
 * Unique display names for a list of concepts: the concept's name, and if that is ambiguous, with its topic, with topic and subject, or its full
 * path.
 *
 * @returns a function that returns the display name of a concept in the list
 *
 * @example
 * const slope = { subject: 'Algebra', topic: 'Lines', concept: 'Slope' };
 * const other = { subject: 'Geometry', topic: 'Hills', concept: 'Slope' };
 * conceptLabels([slope])(slope) //=> 'Slope'
 * conceptLabels([slope, other])(slope) //=> 'Slope (Lines)'
 */
export function conceptLabels(concepts: readonly NamedConcept[]): (concept: NamedConcept) => string {
  const labels = labelsApart(concepts, conceptKey, [
    ({ concept }) => concept,
    ({ concept, topic }) => `${concept} (${topic})`,
    ({ concept, topic, subject }) => `${concept} (${topic}, ${subject})`,
    conceptPath,
  ]);
  return (concept) => labels.get(conceptKey(concept)) ?? concept.concept;
}

/** What to call each of some topics: with its subject where another would be called the same. */
export function topicLabels<Topic extends Omit<NamedConcept, 'concept'>>(topics: readonly Topic[]): (topic: Topic) => string {
  const keyOf = ({ subject, topic }: Topic) => conceptKey({ subject, topic, concept: '' });
  const labels = labelsApart(topics, keyOf, [
    ({ topic }) => topic,
    ({ subject, topic }) => `${topic} (${subject})`,
    ({ subject, topic }) => JSON.stringify([subject, topic]),
  ]);
  return (topic) => labels.get(keyOf(topic)) ?? topic.topic;
}

/** What to call each learner of a class, by the id: with the end of the id where another has the same name. */
export function memberLabels<Member extends { readonly user_id: string; readonly name: string }>(
  members: readonly Member[],
): ReadonlyMap<string, string> {
  const namesakes = new Map<string, Set<string>>();
  for (const { user_id, name } of members) {
    const ids = namesakes.get(name);
    if (ids === undefined) namesakes.set(name, new Set([user_id]));
    else ids.add(user_id);
  }
  const ends = new Map([...namesakes].map(([name, ids]) => [name, distinctEnds(ids)]));
  return labelsApart(members, ({ user_id }) => user_id, [
    ({ name }) => name,
    ({ user_id, name }) => `${name} (${ends.get(name)?.get(user_id) ?? user_id})`,
    ({ user_id, name }) => JSON.stringify([name, user_id]),
  ]);
}

/** Of each of some ids, the shortest end that no other has; an id that has none is not in it. */
function distinctEnds(ids: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let alike: readonly Iterable<string>[] = [ids];
  // Ids that end alike are distinguished by a longer end: each round looks at those only.
  for (let length = LEAST_OF_ID; alike.length > 0; length += 1) {
    alike = alike.flatMap((group) => {
      const byEnd = groupBy(group, (id) => id.slice(-length));
      for (const [end, [id, ...others]] of byEnd) {
        if (id !== undefined && others.length === 0 && length < id.length) found.set(id, `…${end}`);
      }
      return [...byEnd.values()].filter((same) => same.length > 1);
    });
  }
  return found;
}

/**
 * A label for each thing, by its key: the first of the forms that no other thing has. The last form tells all things apart.
 */
function labelsApart<Thing>(
  things: readonly Thing[],
  keyOf: (thing: Thing) => string,
  forms: readonly ((thing: Thing) => string)[],
): ReadonlyMap<string, string> {
  const byKey = new Map(things.map((thing) => [keyOf(thing), thing]));
  const formOf = new Map([...byKey.keys()].map((key) => [key, 0]));
  const labelOf = (key: string) => forms[formOf.get(key) ?? 0]?.(byKey.get(key) as Thing) ?? '';
  for (let isApart = false; !isApart; ) {
    const called = groupBy(byKey.keys(), labelOf);
    const alike = [...called.values()].filter((keys) => keys.length > 1).flat();
    const raised = alike.filter((key) => (formOf.get(key) ?? 0) < forms.length - 1);
    for (const key of raised) formOf.set(key, (formOf.get(key) ?? 0) + 1);
    isApart = raised.length === 0;
  }
  return new Map([...byKey.keys()].map((key) => [key, labelOf(key)]));
}
