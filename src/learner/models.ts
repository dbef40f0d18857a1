import type { ForgettingCurveParams, JsonObject, KnowledgeModel, Predictor, Scheduler } from '../algorithms/index.js';
import type { ConceptId } from '../collections/index.js';
import { conceptKey } from './concept-key.js';
import type { ConceptNames } from './concept-names.js';

/** A scheduler with the parameters it runs under. */
export interface SchedulerChoice<State extends JsonObject = JsonObject, Params extends JsonObject = JsonObject> {
  readonly model: Scheduler<State, Params>;
  readonly params: Params;
  /** Concepts whose own answers could tell parameters of their own, by {@link conceptKey}. */
  readonly paramsByConcept?: ReadonlyMap<string, Params> | undefined;
  /** Names the parameters in provenance: `default`, or what a fit was stored as. */
  readonly paramsVersion: string;
}

/** A knowledge model with the parameters it runs under. */
export interface KnowledgeChoice<State extends JsonObject = JsonObject, Params extends JsonObject = JsonObject> {
  readonly model: KnowledgeModel<State, Params>;
  readonly params: Params;
  readonly paramsByConcept?: ReadonlyMap<string, Params> | undefined;
  readonly paramsVersion: string;
}

/** A predictor with the parameters it runs under. */
export interface PredictorChoice {
  readonly model: Predictor;
  readonly params: JsonObject;
  readonly paramsByConcept?: ReadonlyMap<string, JsonObject> | undefined;
  readonly paramsVersion: string;
}

/** The forgetting curve with the parameters it runs under; its state is three numbers that the specification names, not a model's own. */
interface ForgettingChoice {
  readonly model: { readonly name: string; readonly version: string };
  readonly params: ForgettingCurveParams;
  readonly paramsVersion: string;
}

/** Everything besides the log that decides what a learner's documents become. */
export interface LearnerModels {
  readonly scheduler: SchedulerChoice;
  readonly knowledge: KnowledgeChoice;
  readonly forgetting: ForgettingChoice;
  readonly predictor: PredictorChoice;
  /** A concept is mastered above this level. */
  readonly masteredAbove: number;
  /** An emotion detected with less confidence than this changes nothing. */
  readonly emotionConfidence: number;
  /** The share of right answers that difficulty aims at. */
  readonly targetSuccess: number;
  /** Concepts that were renamed or merged, so that what the log says of a former name counts for the one of now. */
  readonly names?: ConceptNames | undefined;
}

/** The models as they stand for one concept: with its own parameters, where it has any. */
export function modelsFor(models: LearnerModels, concept: ConceptId): LearnerModels {
  const { scheduler, knowledge, predictor } = models;
  if ([scheduler, knowledge, predictor].every(({ paramsByConcept }) => paramsByConcept === undefined)) return models;
  const key = conceptKey(concept);
  return {
    ...models,
    scheduler: { ...scheduler, params: scheduler.paramsByConcept?.get(key) ?? scheduler.params },
    knowledge: { ...knowledge, params: knowledge.paramsByConcept?.get(key) ?? knowledge.params },
    predictor: { ...predictor, params: predictor.paramsByConcept?.get(key) ?? predictor.params },
  };
}

/** Name, version and parameters of a model, as they stand in provenance. */
export function versionOf(choice: {
  readonly model: { readonly name: string; readonly version: string };
  readonly paramsVersion: string;
}): {
  name: string;
  version: string;
  params_version: string;
} {
  return { name: choice.model.name, version: choice.model.version, params_version: choice.paramsVersion };
}
