import type { ConceptId } from '../../collections/index.js';
import { conceptKey, type IncomingAnswer } from '../../learner/index.js';
import type { EngineContext } from '../context.js';
import { curriculumAround } from '../recording/first-met.js';

type Context = Pick<EngineContext, 'repositories' | 'activeModels' | 'signal'>;
type Relationships = NonNullable<IncomingAnswer['curriculum']>;

/** After so long the curriculum is asked again: a host may change it while an import runs. Milliseconds. */
const KEPT_MS = 10_000;
/** Concepts that are kept at once; a curriculum may have many more. */
const MOST_KEPT = 2_000;

/** What the curriculum says of concepts, asked once for the many learners of an import who meet them. */
export class CurriculumReader {
  readonly #context: Context;
  readonly #known = new Map<string, Promise<Relationships | undefined>>();
  #askedAt = Number.NEGATIVE_INFINITY;

  /** @param context of the call: its signal ends the reads */
  constructor(context: Context) {
    this.#context = context;
  }

  /** Asks with one query which of many concepts are in the curriculum, so that the rest costs none each. */
  async prepare(ids: readonly ConceptId[]): Promise<void> {
    this.#forgetOld();
    const unknown = ids.filter((id) => !this.#known.has(conceptKey(id)));
    if (unknown.length < 2) return;
    const { repositories, signal } = this.#context;
    const existing = new Set((await repositories.concepts.existing(unknown, { signal })).map(conceptKey));
    for (const id of unknown) if (!existing.has(conceptKey(id))) this.#known.set(conceptKey(id), Promise.resolve(undefined));
  }

  /** What a concept builds on and what builds on it; undefined for one that is in no curriculum. */
  relationships(id: ConceptId): Promise<Relationships | undefined> {
    this.#forgetOld();
    const key = conceptKey(id);
    const known = this.#known.get(key) ?? curriculumAround(this.#context, id);
    this.#known.set(key, known);
    // A failure is not remembered.
    known.catch(() => this.#known.delete(key));
    return known;
  }

  #forgetOld(): void {
    const now = performance.now();
    if (now - this.#askedAt <= KEPT_MS && this.#known.size < MOST_KEPT) return;
    this.#known.clear();
    this.#askedAt = now;
  }
}
