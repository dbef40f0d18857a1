import type { ForgettingCurveParams, JsonObject, KnowledgeModel, Predictor, Scheduler } from '../algorithms/index.js';
import type { ConceptId } from '../collections/index.js';
import { conceptKey } from './concept-key.js';
import type { ConceptNames } from './concept-names.js';

/** A scheduler with its parameters. */
export interface SchedulerChoice<State extends JsonObject = JsonObject, Params extends JsonObject = JsonObject> {
  readonly model: Scheduler<State, Params>;
  readonly params: Params;
  /** Parameters of concepts with their own fit, by {@link conceptKey}. */
  readonly paramsByConcept?: ReadonlyMap<string, Params> | undefined;
  /** The version of the parameters in provenance: `default`, or that of a fit. */
  readonly paramsVersion: string;
}

/** A knowledge model with its parameters. */
export interface KnowledgeChoice<State extends JsonObject = JsonObject, Params extends JsonObject = JsonObject> {
  readonly model: KnowledgeModel<State, Params>;
  readonly params: Params;
  readonly paramsByConcept?: ReadonlyMap<string, Params> | undefined;
  readonly paramsVersion: string;
}

/** A predictor with its parameters. */
export interface PredictorChoice {
  readonly model: Predictor;
  readonly params: JsonObject;
  readonly paramsByConcept?: ReadonlyMap<string, JsonObject> | undefined;
  readonly paramsVersion: string;
}

/** The forgetting curve with its parameters. Its state is the stored `forgetting_curve`. */
interface ForgettingChoice {
  readonly model: { readonly name: string; readonly version: string };
  readonly params: ForgettingCurveParams;
  readonly paramsVersion: string;
}

/** The models and thresholds. Together with the log they determine a learner's documents. */
export interface LearnerModels {
  readonly scheduler: SchedulerChoice;
  readonly knowledge: KnowledgeChoice;
  readonly forgetting: ForgettingChoice;
  readonly predictor: PredictorChoice;
  /** The mastery level above which a concept is mastered. */
  readonly masteredAbove: number;
  /** The confidence below which an emotion changes nothing. */
  readonly emotionConfidence: number;
  /** The target success rate for recommended difficulties. */
  readonly targetSuccess: number;
  /** Renamed and merged concepts, so that answers under a former name count for the current one. */
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
