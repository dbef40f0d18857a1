import {
  ALGORITHMS,
  type AlgorithmRow,
  forgettingCurveDefaults,
  fsrsParams,
  type JsonObject,
  type KnowledgeModelName,
  type PredictorName,
  type SchedulerName,
  WILSON_TARGET_SUCCESS,
} from '../algorithms/index.js';
import type { LearnerModels } from './models.js';

/** What parameters are called that nobody has changed. A slot that has them takes those of an active fit. */
export const DEFAULT_PARAMS = 'default';

/** The curve's name in provenance; its version changes whenever the same reviews would give another curve. */
export const FORGETTING_CURVE = { name: 'forgetting_curve', version: '1' } as const;

/** What the engine learns with, and where it draws its lines, when its host says nothing. */
export const DEFAULT_SETTINGS = {
  scheduler: 'fsrs',
  knowledge: 'ability',
  predictor: 'logistic_memory',
  /** A concept is mastered above this level: by `ability`, four of five average questions are solved there. */
  masteredAbove: 0.8,
  /** An emotion detected with less confidence changes nothing. */
  emotionConfidence: 0.5,
  /** The target success rate for recommended difficulties. */
  targetSuccess: WILSON_TARGET_SUCCESS,
} as const satisfies ModelNames & Pick<LearnerModels, 'masteredAbove' | 'emotionConfidence' | 'targetSuccess'>;

/** Built-in models by name. */
export interface ModelNames {
  readonly scheduler: SchedulerName;
  readonly knowledge: KnowledgeModelName;
  readonly predictor: PredictorName;
}

/**
 * What a model of the library is run with here. FSRS, and `personal` with it, without the steps of minutes that flashcard programs have: what a learner has just
 * answered in a session would be due again in the middle of it.
 */
export function engineParams({ name, model }: AlgorithmRow): JsonObject {
  return name === 'fsrs' || name === 'personal' ? TUTOR_FSRS : model.defaults;
}

const TUTOR_FSRS = fsrsParams({ learning_steps: [], relearning_steps: [] });

/** The models of an engine whose host says nothing, or names some of the library. */
export function defaultModels(names: Partial<ModelNames> = {}): LearnerModels {
  const { scheduler, knowledge, predictor, ...lines } = { ...DEFAULT_SETTINGS, ...names };
  return Object.freeze({
    scheduler: choiceOf(scheduler) as LearnerModels['scheduler'],
    knowledge: choiceOf(knowledge) as LearnerModels['knowledge'],
    forgetting: { model: FORGETTING_CURVE, params: forgettingCurveDefaults, paramsVersion: DEFAULT_PARAMS },
    predictor: choiceOf(predictor) as LearnerModels['predictor'],
    ...lines,
  });
}

function choiceOf(name: SchedulerName | KnowledgeModelName | PredictorName) {
  const row = ALGORITHMS.find((candidate) => candidate.name === name) as AlgorithmRow;
  return { model: row.model, params: engineParams(row), paramsVersion: DEFAULT_PARAMS };
}
