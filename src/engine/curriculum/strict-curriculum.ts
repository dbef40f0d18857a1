import type { ConceptId } from '../../collections/index.js';
import type { AdaptiveLearningError } from '../../errors.js';
import { conceptKey, conceptPath } from '../../learner/index.js';
import type { Repositories } from '../../repositories/index.js';
import { refused } from './name-refusals.js';
import { nearestConcept } from './nearest-concept.js';

/** What is known of the curriculum is asked again after so long. Milliseconds. */
const KEPT_MS = 10_000;
/** Concepts that are remembered to be in the curriculum. */
const MOST_KEPT = 50_000;

/** Returns the error for an unknown concept, for a path in the input. */
export type UnknownConcept = (where: string) => AdaptiveLearningError;

/** Finds concepts that are not in the curriculum. Known concepts are cached for a while; unknown ones are looked up each time. */
export class StrictCurriculum {
  readonly #repositories: Repositories;
  readonly #known = new Set<string>();
  readonly #nearest = new Map<string, string | undefined>();
  #all: Promise<readonly ConceptId[]> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(repositories: Repositories) {
    this.#repositories = repositories;
  }

  /**
   * Returns the errors for the given concepts that are not in the curriculum, by key.
   *
   * @param ids with their current names
   */
  async unknownAmong(ids: Iterable<ConceptId>, signal: AbortSignal | undefined): Promise<ReadonlyMap<string, UnknownConcept>> {
    this.#forgetOld();
    const asked = new Map(Array.from(ids, (id) => [conceptKey(id), id] as const).filter(([key]) => !this.#known.has(key)));
    const found = await this.#repositories.concepts.existing([...asked.values()], { signal });
    for (const { moved_to, ...id } of found) {
      if (moved_to !== undefined) continue;
      asked.delete(conceptKey(id));
      this.#known.add(conceptKey(id));
    }
    const unknown = new Map<string, UnknownConcept>();
    for (const [key, id] of asked) {
      const nearest = await this.#nearestTo(id, signal);
      const received = `a name that it does not have${nearest === undefined ? '' : `; did you mean ${nearest}?`}`;
      unknown.set(key, (where) => refused('invalid_input', `${where}.concept`, 'a concept of the curriculum', received));
    }
    return unknown;
  }

  async #nearestTo(id: ConceptId, signal: AbortSignal | undefined): Promise<string | undefined> {
    const key = conceptKey(id);
    if (!this.#nearest.has(key)) {
      this.#all ??= this.#repositories.concepts.names({ signal }).toArray();
      const all = await this.#all.catch((error: unknown) => {
        this.#all = undefined;
        throw error;
      });
      const nearest = nearestConcept(id, all);
      this.#nearest.set(key, nearest === undefined ? undefined : conceptPath(nearest));
    }
    return this.#nearest.get(key);
  }

  #forgetOld(): void {
    const now = performance.now();
    if (now - this.#askedAt <= KEPT_MS && this.#known.size < MOST_KEPT && this.#nearest.size < MOST_KEPT) return;
    this.#known.clear();
    this.#nearest.clear();
    this.#all = undefined;
    this.#askedAt = now;
  }
}
