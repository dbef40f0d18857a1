import type { LearningEvent } from '../../collections/index.js';
import { type LearnerModels, type ModelVersion, predictorOf } from '../../learner/index.js';
import type { EngineContext } from '../context.js';

/**
 * The models that each stored event is folded by: those of the engine, with the predictor under the parameters that judged the event. What
 * the learner's documents have become therefore stays what it is when a fit of the predictor is activated.
 */
export class EventModels {
  readonly #context: EngineContext;
  /** Events of the engine's own setting name no version. */
  readonly #unnamed: LearnerModels;
  #last: { readonly key: string; readonly models: LearnerModels } | undefined;

  constructor(context: EngineContext) {
    this.#context = context;
    this.#unnamed = { ...context.models, predictor: context.activeModels.chosen.predictor };
  }

  of(event: LearningEvent): LearnerModels | Promise<LearnerModels> {
    const version = predictorOf(event);
    if (version === undefined) return this.#unnamed;
    const key = `${version.name}\0${version.version}\0${version.params_version}`;
    return this.#last?.key === key ? this.#last.models : this.#find(key, version);
  }

  async #find(key: string, version: ModelVersion): Promise<LearnerModels> {
    const { models, activeModels, signal } = this.#context;
    const judged = { ...models, predictor: await activeModels.versions.of(version, models.names, signal) };
    this.#last = { key, models: judged };
    return judged;
  }
}
