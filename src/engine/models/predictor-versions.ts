import { type ConceptNames, type ModelVersion, type PredictorChoice, versionOf } from '../../learner/index.js';
import { type Repositories, stepDeadlineOf, within } from '../../repositories/index.js';
import { fittedParams } from './fitted-choice.js';
import { STORE_TIMEOUT_MS, unavailable } from './store-timeout.js';

/** Versions held with all their parameters: the one that is served, the one before, and what a replay is about to need again. */
const MOST_HELD = 4;
/** Names of versions that are known to be stored. */
const MOST_KNOWN = 1_000;

interface Held {
  readonly names: ConceptNames | undefined;
  readonly choice: PredictorChoice;
}

/**
 * The predictor with the parameters of any fit, by its version in provenance: a replay processes each event with the version that was active then.
 * Fits are read on first use.
 */
export class PredictorVersions {
  readonly #chosen: PredictorChoice;
  readonly #repositories: Repositories;
  readonly #known = new Set<string>();
  /** By the version of the parameters, the one used last at the end. */
  readonly #held = new Map<string, Held>();
  readonly #loading = new Map<string, Promise<PredictorChoice | undefined>>();

  constructor(chosen: PredictorChoice, repositories: Repositories) {
    this.#chosen = chosen;
    this.#repositories = repositories;
  }

  /** Whether a version is available: that of the engine's settings, or of a stored fit. */
  isKnown(version: ModelVersion): boolean {
    return this.#isOfModel(version) && (this.#isChosen(version) || this.#known.has(version.params_version));
  }

  /** Reads the versions that are not known yet. */
  async learn(versions: readonly ModelVersion[], signal: AbortSignal | undefined): Promise<void> {
    const asked = versions.filter((version) => this.#isOfModel(version) && !this.isKnown(version));
    for (const params_version of new Set(asked.map((version) => version.params_version))) {
      const { name: model, version: model_version } = this.#chosen.model;
      const fit = await this.#repositories.model_fits.findOne({ model, params_version }, { signal, fields: ['model_version'] });
      if (fit?.model_version === model_version) this.#know(params_version);
    }
  }

  /**
   * Returns the predictor of a version. If its fit is missing or belongs to another model, returns that of the engine's settings.
   */
  of(version: ModelVersion, names: ConceptNames | undefined, signal: AbortSignal | undefined): PredictorChoice | Promise<PredictorChoice> {
    if (!this.#isOfModel(version) || this.#isChosen(version)) return this.#chosen;
    const { params_version } = version;
    const held = this.#held.get(params_version);
    if (held !== undefined && held.names === names) {
      this.#held.delete(params_version);
      this.#held.set(params_version, held);
      return held.choice;
    }
    return this.#load(params_version, names, signal);
  }

  /** Adds a version that was read elsewhere. */
  keep(choice: PredictorChoice, names: ConceptNames | undefined): void {
    const { params_version } = versionOf(choice);
    this.#know(params_version);
    this.#held.delete(params_version);
    this.#held.set(params_version, { names, choice });
    if (this.#held.size > MOST_HELD) this.#held.delete(this.#held.keys().next().value as string);
  }

  async #load(params_version: string, names: ConceptNames | undefined, signal: AbortSignal | undefined): Promise<PredictorChoice> {
    let loading = this.#loading.get(params_version);
    if (loading === undefined) {
      loading = this.#read(params_version, names)
        .catch(unavailable)
        .finally(() => this.#loading.delete(params_version));
      this.#loading.set(params_version, loading);
    }
    const shared = loading;
    const found = await within({ signal, deadlineMs: stepDeadlineOf(signal) }, 'models', () => shared);
    return found ?? this.#chosen;
  }

  async #read(params_version: string, names: ConceptNames | undefined): Promise<PredictorChoice | undefined> {
    const { model, version } = { model: this.#chosen.model.name, version: this.#chosen.model.version };
    const fit = await this.#repositories.model_fits.findOne(
      { model, params_version },
      { deadlineMs: STORE_TIMEOUT_MS, unreadable: 'refuse' },
    );
    if (fit === null || fit.model_version !== version) return undefined;
    const choice = { ...this.#chosen, ...(await fittedParams(this.#repositories, fit, names, { deadlineMs: STORE_TIMEOUT_MS })) };
    this.keep(choice, names);
    return choice;
  }

  #know(params_version: string): void {
    this.#known.add(params_version);
    if (this.#known.size > MOST_KNOWN) this.#known.delete(this.#known.keys().next().value as string);
  }

  #isOfModel({ name, version }: ModelVersion): boolean {
    return name === this.#chosen.model.name && version === this.#chosen.model.version;
  }

  #isChosen({ params_version }: ModelVersion): boolean {
    return params_version === this.#chosen.paramsVersion;
  }
}
