import type { ConceptId } from '../../collections/index.js';
import { conceptKey } from '../../learner/index.js';

/** Concepts that prerequisites may name, found by their whole name, or by the concept's alone within a subject. */
export class KnownConcepts {
  readonly #keys = new Set<string>();
  readonly #bySubject = new Map<string, ConceptId[]>();

  constructor(ids: Iterable<ConceptId>) {
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

  has(id: ConceptId): boolean {
    return this.#keys.has(conceptKey(id));
  }

  /** Those of a name in whatever topic of a subject. */
  inAnyTopic({ subject, concept }: Pick<ConceptId, 'subject' | 'concept'>): readonly ConceptId[] {
    return this.#bySubject.get(nameIn(subject, concept)) ?? [];
  }
}

function nameIn(subject: string, concept: string): string {
  return `${subject}\0${concept}`;
}
