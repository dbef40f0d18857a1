import type { Concept, ConceptId } from '../collections/index.js';
import { conceptKey } from './concept-key.js';

/** Renamed and merged concepts, and retired concepts. */
export interface ConceptNames {
  /** The current name of a concept, by the key of each former name. */
  readonly present: ReadonlyMap<string, ConceptId>;
  /** Former names that learners' documents may still have, by the key of the current name. */
  readonly moving: ReadonlyMap<string, readonly ConceptId[]>;
  /** Retired concepts. */
  readonly retired: readonly ConceptId[];
}

/** A name that a concept had before, as the curriculum keeps it. */
export type FormerName = ConceptId & Pick<Concept, 'moved_to' | 'moving'>;

/** Names by what they lead to in the end: a concept may have been renamed many times. */
export function conceptNames(former: readonly FormerName[], retired: readonly ConceptId[]): ConceptNames {
  const next = new Map(former.flatMap((name) => (name.moved_to === undefined ? [] : [[conceptKey(name), name.moved_to] as const])));
  const present = new Map<string, ConceptId>();
  const moving = new Map<string, ConceptId[]>();
  for (const { subject, topic, concept, moving: isMoving } of former) {
    const key = conceptKey({ subject, topic, concept });
    let last: ConceptId | undefined;
    // No name leads back to itself; should one do so, the walk ends all the same.
    for (let to = next.get(key), steps = 0; to !== undefined && steps <= next.size; to = next.get(conceptKey(to)), steps += 1) last = to;
    if (last === undefined) continue;
    present.set(key, last);
    if (isMoving !== true) continue;
    const at = conceptKey(last);
    moving.set(at, [...(moving.get(at) ?? []), { subject, topic, concept }]);
  }
  return { present, moving, retired: retired.map(({ subject, topic, concept }) => ({ subject, topic, concept })) };
}

/** Where {@link presentName} looks: the models that a fold runs under. */
export interface Naming {
  readonly names?: ConceptNames | undefined;
}

/** The name that a concept has now. Whatever meets a name of the log, or of a caller, asks this: the log keeps the names that were sent. */
export function presentName(id: ConceptId, { names }: Naming): ConceptId {
  return names?.present.get(conceptKey(id)) ?? id;
}

/** Tells the concepts that are studied from those that were retired. */
export function studiedIn({ names }: Naming): (id: ConceptId) => boolean {
  const retired = new Set(names?.retired.map(conceptKey));
  return (id) => !retired.has(conceptKey(id));
}

/** The name that a concept has now, and all that it had before. */
export function allNames(id: ConceptId, naming: Naming): readonly [ConceptId, ...ConceptId[]] {
  const now = presentName(id, naming);
  const key = conceptKey(now);
  const former = [...(naming.names?.present ?? [])].filter(([, name]) => conceptKey(name) === key);
  return [now, ...former.map(([before]) => conceptOfKey(before))];
}

function conceptOfKey(key: string): ConceptId {
  const [subject, topic, concept] = key.split('\0') as [string, string, string];
  return { subject, topic, concept };
}
