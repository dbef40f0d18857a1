import type { ModelFit } from '../../collections/index.js';
import { type ConceptNames, conceptNames, DEFAULT_PARAMS, type LearnerModels, type PredictorChoice } from '../../learner/index.js';
import { type Repositories, stepDeadlineOf, within } from '../../repositories/index.js';
import { fittedParams } from './fitted-choice.js';
import { PredictorVersions } from './predictor-versions.js';
import { STORE_TIMEOUT_MS, unavailable } from './store-timeout.js';

/** The models that take parameters from the store. */
const SLOTS = ['scheduler', 'knowledge', 'forgetting', 'predictor'] as const;
type Choice = LearnerModels[(typeof SLOTS)[number]];

/** After so long the store is asked again which fits are active: another process may have activated one. Milliseconds. */
const REFRESH_AFTER_MS = 30_000;

/**
 * The active models: those of the settings, with the parameters of the active fits unless the settings have parameters, and with the current names of
 * concepts. Each call reads `current` once, so that it uses one set of parameters.
 */
export class ActiveModels {
  /** The predictor with earlier parameters. */
  readonly versions: PredictorVersions;
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
    this.versions = new PredictorVersions(chosen.predictor, repositories);
  }

  /** The last known active models; if they are old, a new read starts for later calls. */
  get current(): LearnerModels {
    // A store that cannot be reached is the business of the call itself, which needs it too.
    if (performance.now() - this.#askedAt > REFRESH_AFTER_MS) this.refresh().catch(() => undefined);
    return this.#current;
  }

  /** The models of the settings, without fits. */
  get chosen(): LearnerModels {
    return this.#chosen;
  }

  /** Resolves after the first read of the active models. */
  async known(signal?: AbortSignal): Promise<void> {
    if (this.#askedAt === Number.NEGATIVE_INFINITY || this.#asking !== undefined) await this.refresh(signal);
  }

  /**
   * Reads the active fits and the renamed, merged and retired concepts. Returns whether anything changed. Concurrent calls share one read.
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

  /** Like {@link refresh}, but always with a new read. */
  async renew(signal?: AbortSignal): Promise<void> {
    const asking = this.#asking?.catch(() => undefined);
    if (asking !== undefined) await within({ signal, deadlineMs: stepDeadlineOf(signal) }, 'models', () => asking);
    await this.refresh(signal);
  }

  async #ask(): Promise<boolean> {
    this.#askedAt = performance.now();
    const open = SLOTS.filter((slot) => this.#chosen[slot].paramsVersion === DEFAULT_PARAMS);
    const models = open.map((slot) => this.#chosen[slot].model.name);
    const { concepts, model_fits } = this.#repositories;
    const [fits, moved, retired] = await Promise.all([
      models.length === 0 ? [] : model_fits.active(models, { deadlineMs: STORE_TIMEOUT_MS }).toArray(),
      concepts.moved({ deadlineMs: STORE_TIMEOUT_MS }).toArray(),
      concepts.retired({ deadlineMs: STORE_TIMEOUT_MS }).toArray(),
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
    const found = await fittedParams(this.#repositories, fit, names, { deadlineMs: STORE_TIMEOUT_MS });
    const choice = { ...this.#chosen[slot], ...found } as Choice;
    if (slot === 'predictor') this.versions.keep(choice as PredictorChoice, names);
    return choice;
  }
}

function printOf(...lists: readonly (readonly object[])[]): string {
  return JSON.stringify(lists);
}
