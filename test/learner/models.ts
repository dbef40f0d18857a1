import {
  bkt,
  bktDefaults,
  forgettingCurveDefaults,
  type KnowledgeModel,
  opinionPool,
  type Predictor,
  type Scheduler,
  sm2,
  sm2Defaults,
} from '../../src/algorithms/index.js';
import type { LearnerModels } from '../../src/learner/index.js';

/** The models as the engine chooses them when the host says nothing. */
export const models: LearnerModels = Object.freeze({
  // The fold hands a model back the state that it got from it, whatever it is.
  scheduler: { model: sm2 as unknown as Scheduler, params: sm2Defaults, paramsVersion: 'default' },
  knowledge: { model: bkt as unknown as KnowledgeModel, params: bktDefaults, paramsVersion: 'default' },
  forgetting: { model: { name: 'forgetting_curve', version: '1' }, params: forgettingCurveDefaults, paramsVersion: 'default' },
  predictor: { model: opinionPool as unknown as Predictor, params: {}, paramsVersion: 'default' },
  masteredAbove: 0.8,
  emotionConfidence: 0.5,
  targetSuccess: 0.85,
});
