import type { JsonObject } from '../../algorithms/index.js';
import type { ModelFit } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import { type ConceptNames, conceptKey, conceptNames, DEFAULT_PARAMS, type LearnerModels, presentName } from '../../learner/index.js';
import { type Repositories, stepDeadlineOf, within } from '../../repositories/index.js';
import { frozen } from './frozen.js';

/** The models that take parameters from the store. */
const SLOTS = ['scheduler', 'knowledge', 'forgetting', 'predictor'] as const;
type Choice = LearnerModels[(typeof SLOTS)[number]];

/** After so long the store is asked again which fits are active: another process may have activated one. Milliseconds. */
const REFRESH_AFTER_MS = 30_000;

/** How long each reply of the store is waited for, in milliseconds: a short time, since all calls that come meanwhile wait for the same. */
const ASK_MS = 2_000;

/**
 * The models that the engine works with just now: the host's, with the parameters of the active fits where the host gave none, and with the
 * names that concepts have now. Each use takes `current` once, so that what one call does is done under one set of parameters.
 */
export class ActiveModels {
  readonly #repositories: Repositories;
  /** As the host set them. */
  readonly #chosen: LearnerModels;
  #current: LearnerModels;
  /** Tells the names that are known from others. */
  #namesPrint = printOf([], []);
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<boolean> | undefined;

  constructor(chosen: LearnerModels, repositories: Repositories) {
    this.#chosen = chosen;
    this.#current = chosen;
    this.#repositories = repositories;
  }

  /** What is known now; when that is old, the store is asked again for those who come next. */
  get current(): LearnerModels {
    // A store that cannot be reached is the business of the call itself, which needs it too.
    if (performance.now() - this.#askedAt > REFRESH_AFTER_MS) this.refresh().catch(() => undefined);
    return this.#current;
  }

  /** The models as the host set them, with no parameters but the host's. */
  get chosen(): LearnerModels {
    return this.#chosen;
  }

  /** Resolves once the store has been asked for the first time. */
  async known(signal?: AbortSignal): Promise<void> {
    if (this.#askedAt === Number.NEGATIVE_INFINITY || this.#asking !== undefined) await this.refresh(signal);
  }

  /**
   * Asks the store which fits are active, and which concepts were renamed, merged or retired; gives whether that changed anything. Calls that
   * ask at once share the asking, each by its own signal.
   */
  refresh(signal?: AbortSignal): Promise<boolean> {
    this.#asking ??= this.#ask()
      .catch(unavailable)
      .finally(() => {
        this.#asking = undefined;
      });
    const asking = this.#asking;
    return within({ signal, deadlineMs: stepDeadlineOf(signal) }, 'models', () => asking);
  }

  /** As {@link refresh}, from a read that begins now: for who has just changed what is asked. */
  async renew(signal?: AbortSignal): Promise<void> {
    await this.#asking?.catch(() => undefined);
    await this.refresh(signal);
  }

  async #ask(): Promise<boolean> {
    this.#askedAt = performance.now();
    const open = SLOTS.filter((slot) => this.#chosen[slot].paramsVersion === DEFAULT_PARAMS);
    const models = open.map((slot) => this.#chosen[slot].model.name);
    const { concepts, model_fits } = this.#repositories;
    const [fits, moved, retired] = await Promise.all([
      models.length === 0 ? [] : model_fits.active(models, { deadlineMs: ASK_MS }).toArray(),
      concepts.moved({ deadlineMs: ASK_MS }).toArray(),
      concepts.retired({ deadlineMs: ASK_MS }).toArray(),
    ]);
    const print = printOf(moved, retired);
    const areRenamed = print !== this.#namesPrint;
    const names = areRenamed ? conceptNames(moved, retired) : this.#current.names;
    const next: { -readonly [Slot in keyof LearnerModels]: LearnerModels[Slot] } = { ...this.#chosen, names };
    for (const slot of open) {
      const fit = fits.find(({ model, model_version }) => {
        const { name, version } = this.#chosen[slot].model;
        return model === name && model_version === version;
      });
      if (fit !== undefined) next[slot] = (await this.#withFit(slot, fit, names, areRenamed)) as never;
    }
    const changed = areRenamed || SLOTS.some((slot) => next[slot].paramsVersion !== this.#current[slot].paramsVersion);
    if (changed) this.#current = Object.freeze(next);
    this.#namesPrint = print;
    return changed;
  }

  async #withFit(slot: (typeof SLOTS)[number], fit: ModelFit, names: ConceptNames | undefined, areRenamed: boolean): Promise<Choice> {
    const known = this.#current[slot];
    if (known.paramsVersion === fit.params_version && !areRenamed) return known;
    const params = frozen(fit.params as JsonObject);
    const choice = { ...this.#chosen[slot], params, paramsVersion: fit.params_version } as Choice;
    if (fit.concepts === 0) return choice;
    const own = new Map<string, JsonObject>();
    const former = new Map<string, JsonObject>();
    for await (const concept of this.#repositories.model_fit_concepts.ofFit(fit, { deadlineMs: ASK_MS })) {
      const now = presentName(concept, { names });
      (now === concept ? own : former).set(conceptKey(now), frozen(sharing(params, concept.params as JsonObject)));
    }
    // What was found under the name that the concept has now goes before what was found under one that it had.
    return { ...choice, paramsByConcept: new Map([...former, ...own]) } as Choice;
  }
}

/** The parameters of a concept, with what they have in common with those of all as one object: thousands of concepts repeat it. */
function sharing(common: JsonObject, own: JsonObject): JsonObject {
  const parts = Object.entries(own).map(([key, value]) => {
    const shared = common[key];
    return [key, shared !== undefined && JSON.stringify(shared) === JSON.stringify(value) ? shared : value] as const;
  });
  return Object.fromEntries(parts);
}

function printOf(...lists: readonly (readonly object[])[]): string {
  return JSON.stringify(lists);
}

/** The time that the asking had is none of the calls' that wait for it: they may ask again. One that the server sets has a cause, and stays. */
function unavailable(error: unknown): never {
  const isLate = error instanceof AdaptiveLearningError && error.code === 'deadline_exceeded' && error.cause === undefined;
  throw isLate ? new AdaptiveLearningError('database_unavailable', error.message, { cause: error }) : error;
}
