import type { ConceptId } from '../../collections/index.js';
import { conceptKey } from '../../learner/index.js';

/** Concepts that prerequisites may name, found by their whole name, or by the concept's alone within a subject. */
export class KnownConcepts {
  readonly #keys = new Set<string>();
  readonly #bySubject = new Map<string, ConceptId[]>();

  readonly #present: ReadonlyMap<string, ConceptId>;

  /** @param present the names that concepts have now, by those that they had before */
  constructor(ids: Iterable<ConceptId>, present: ReadonlyMap<string, ConceptId>) {
    this.#present = present;
    for (const { subject, topic, concept } of ids) {
      const key = conceptKey({ subject, topic, concept });
      if (this.#keys.has(key)) continue;
      this.#keys.add(key);
      const named = nameIn(subject, concept);
      const list = this.#bySubject.get(named);
      if (list === undefined) this.#bySubject.set(named, [{ subject, topic, concept }]);
      else list.push({ subject, topic, concept });
    }
  }

  /** The concept of a name, also of one that it had before; undefined when there is none. */
  named(id: ConceptId): ConceptId | undefined {
    const key = conceptKey(id);
    return this.#keys.has(key) ? id : this.#present.get(key);
  }

  /** Those of a name in whatever topic of a subject. */
  inAnyTopic({ subject, concept }: Pick<ConceptId, 'subject' | 'concept'>): readonly ConceptId[] {
    return this.#bySubject.get(nameIn(subject, concept)) ?? [];
  }
}

function nameIn(subject: string, concept: string): string {
  return `${subject}\0${concept}`;
}
