import {
  checkForgettingCurveParams,
  type ForgettingCurveParams,
  forgettingCurveDefaults,
  type KnowledgeModel,
  type KnowledgeModelName,
  type Predictor,
  type PredictorName,
  type Scheduler,
  type SchedulerName,
} from '../../algorithms/index.js';
import { invalidInput } from '../../errors.js';
import { DEFAULT_PARAMS, DEFAULT_SETTINGS, FORGETTING_CURVE, type LearnerModels } from '../../learner/index.js';
import { checkKeys } from '../../schema/index.js';
import { checked, chooseModel, type ModelSetting, ownParams, versionOf } from './choose-model.js';

/** The models of the engine, and its thresholds. */
export interface LearnerSettings {
  /** The scheduler, which decides when to review next: the name of a built-in scheduler or a custom one; `fsrs` if not given. */
  readonly scheduler?: SchedulerName | ModelSetting<Scheduler, SchedulerName> | undefined;
  /**
   * The knowledge model, which estimates mastery: the name of a built-in model or a custom one; `ability` if not given. With `ability`, mastery is
   * the probability of solving a question of average difficulty.
   */
  readonly knowledge?: KnowledgeModelName | ModelSetting<KnowledgeModel, KnowledgeModelName> | undefined;
  /** The predictor of the next answer: the name of a built-in predictor or a custom one; `logistic_memory` if not given. */
  readonly predictor?: PredictorName | ModelSetting<Predictor, PredictorName> | undefined;
  /** The forgetting curve; the defaults of `updateForgettingCurve` if not given. */
  readonly forgetting?: { readonly params: ForgettingCurveParams; readonly paramsVersion?: string } | undefined;
  /** The mastery level above which a concept is mastered; 0.8 if not given. */
  readonly masteredAbove?: number | undefined;
  /** The confidence below which an emotion changes nothing; 0.5 if not given. */
  readonly emotionConfidence?: number | undefined;
  /** The target success rate for recommended difficulties; 0.85 if not given. */
  readonly targetSuccess?: number | undefined;
}

/** The models that a host's settings stand for. */
export function learnerModels(settings: LearnerSettings): LearnerModels {
  const {
    scheduler = DEFAULT_SETTINGS.scheduler,
    knowledge = DEFAULT_SETTINGS.knowledge,
    predictor = DEFAULT_SETTINGS.predictor,
  } = settings;
  return Object.freeze({
    scheduler: chooseModel<Scheduler>(scheduler, 'scheduler'),
    knowledge: chooseModel<KnowledgeModel>(knowledge, 'knowledge'),
    forgetting: forgettingOf(settings.forgetting),
    predictor: chooseModel<Predictor>(predictor, 'predictor'),
    masteredAbove: share(settings.masteredAbove, DEFAULT_SETTINGS.masteredAbove, 'masteredAbove'),
    emotionConfidence: share(settings.emotionConfidence, DEFAULT_SETTINGS.emotionConfidence, 'emotionConfidence'),
    targetSuccess: share(settings.targetSuccess, DEFAULT_SETTINGS.targetSuccess, 'targetSuccess'),
  });
}

/** The parts of an own curve. */
const FORGETTING_KEYS = ['params', 'paramsVersion'] as const satisfies readonly (keyof NonNullable<LearnerSettings['forgetting']>)[];

function forgettingOf(setting: LearnerSettings['forgetting']): LearnerModels['forgetting'] {
  if (setting === undefined) return { model: FORGETTING_CURVE, params: forgettingCurveDefaults, paramsVersion: DEFAULT_PARAMS };
  const where = 'createEngine.forgetting';
  checkKeys(setting, FORGETTING_KEYS, where);
  const params = ownParams(checked(setting.params, `${where}.params`));
  checkForgettingCurveParams(params);
  return { model: FORGETTING_CURVE, params, paramsVersion: versionOf(params, setting.paramsVersion, where) };
}

function share(value: number | undefined, fallback: number, where: string): number {
  if (value === undefined) return fallback;
  if (!(typeof value === 'number' && value >= 0 && value <= 1)) throw invalidInput(`createEngine.${where}`, 'a number from 0 to 1', value);
  return value;
}
