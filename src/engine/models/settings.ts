import { z } from 'zod';
import {
  ALGORITHMS,
  type AlgorithmRow,
  checkForgettingCurveParams,
  type ForgettingCurveParams,
  forgettingCurveDefaults,
  fsrsParams,
  type JsonObject,
  type KnowledgeModel,
  type KnowledgeModelName,
  type Predictor,
  type PredictorName,
  type Scheduler,
  type SchedulerName,
  WILSON_TARGET_SUCCESS,
} from '../../algorithms/index.js';
import { parseInput } from '../../collections/index.js';
import { invalidInput } from '../../errors.js';
import type { LearnerModels } from '../../learner/index.js';
import { bodyHash } from '../recording/body-hash.js';
import { frozen } from './frozen.js';

/** A model of the host's own, or one of the library with parameters of the host's own. */
export interface ModelSetting<Model, Name extends string = string> {
  /** The model itself, or the name of one of the library. */
  readonly model: Model | Name;
  /**
   * What differs from the model's defaults; those given here stand, whatever fit is active. FSRS by its name has no steps of minutes unless
   * they are given here: `{ model: 'fsrs', params: { learning_steps: [1, 10], relearning_steps: [10] } }`.
   */
  readonly params?: JsonObject;
  /** Names the parameters; `default` for the model's own, and a hash of them if not given. */
  readonly paramsVersion?: string;
}

/** Which models the engine learns with, and where it draws its lines. */
export interface LearnerSettings {
  /** When to review next: the name of a scheduler of the library, or an own one; FSRS if not given. */
  readonly scheduler?: SchedulerName | ModelSetting<Scheduler, SchedulerName> | undefined;
  /** What the learner knows: the name of a knowledge model of the library, or an own one; BKT if not given. */
  readonly knowledge?: KnowledgeModelName | ModelSetting<KnowledgeModel, KnowledgeModelName> | undefined;
  /** How likely the next answer is to be right: the name of a predictor of the library, or an own one; a pool that learns from each answer if not given. */
  readonly predictor?: PredictorName | ModelSetting<Predictor, PredictorName> | undefined;
  /** How memories fade; the defaults of `updateForgettingCurve` if not given. */
  readonly forgetting?: { readonly params: ForgettingCurveParams; readonly paramsVersion?: string } | undefined;
  /** A concept is mastered above this level; 0.8 if not given. */
  readonly masteredAbove?: number | undefined;
  /** An emotion detected with less confidence changes nothing; 0.5 if not given. */
  readonly emotionConfidence?: number | undefined;
  /** The share of right answers that difficulty aims at; 0.85 if not given. */
  readonly targetSuccess?: number | undefined;
}

/** The curve's name in provenance; its version changes whenever the same reviews would give another curve. */
const FORGETTING_CURVE = { name: 'forgetting_curve', version: '1' } as const;

/** What parameters are called that nobody has changed. A slot that has them takes those of an active fit. */
export const DEFAULT_PARAMS = 'default';

/** The models that a host's settings stand for. */
export function learnerModels(settings: LearnerSettings): LearnerModels {
  return Object.freeze({
    scheduler: choose<Scheduler>(settings.scheduler ?? 'fsrs', 'scheduler', ['initial', 'update', 'predict', 'intervalDays', 'dueAt']),
    knowledge: choose<KnowledgeModel>(settings.knowledge ?? 'bkt', 'knowledge', ['initial', 'update', 'predict', 'mastery', 'confidence']),
    forgetting: {
      model: FORGETTING_CURVE,
      params: checkedCurve(settings.forgetting?.params),
      paramsVersion: settings.forgetting?.paramsVersion ?? nameOf(settings.forgetting?.params),
    },
    predictor: choose<Predictor>(settings.predictor ?? 'learned_pool', 'predictor', [
      'initialLearner',
      'initialConcept',
      'update',
      'predict',
    ]),
    masteredAbove: share(settings.masteredAbove, 0.8, 'masteredAbove'),
    emotionConfidence: share(settings.emotionConfidence, 0.5, 'emotionConfidence'),
    targetSuccess: share(settings.targetSuccess, WILSON_TARGET_SUCCESS, 'targetSuccess'),
  });
}

interface Choice<Model> {
  readonly model: Model;
  readonly params: JsonObject;
  readonly paramsVersion: string;
}

function choose<Model extends Scheduler | KnowledgeModel | Predictor>(
  setting: string | ModelSetting<Model>,
  kind: AlgorithmRow['kind'],
  verbs: readonly string[],
): Choice<Model> {
  if (typeof setting === 'string') return named(setting, kind);
  const { model, params, paramsVersion } = setting ?? {};
  const chosen = typeof model === 'string' ? named<Model>(model, kind) : own(model, kind, verbs);
  if (params === undefined) return { ...chosen, paramsVersion: paramsVersion ?? chosen.paramsVersion };
  const given = parseInput(z.looseObject({}), params, `createEngine.${kind}.params`);
  const whole = frozen(structuredClone({ ...chosen.params, ...given }) as JsonObject);
  chosen.model.checkParams?.(whole);
  return { model: chosen.model, params: whole, paramsVersion: paramsVersion ?? nameOf(whole) };
}

function own<Model extends Scheduler | KnowledgeModel | Predictor>(
  model: Model | undefined,
  kind: AlgorithmRow['kind'],
  verbs: readonly string[],
): Choice<Model> {
  for (const verb of verbs) {
    const found: unknown = (model as unknown as { [verb: string]: unknown } | undefined)?.[verb];
    if (typeof found !== 'function') throw invalidInput(`createEngine.${kind}.model.${verb}`, 'a function', found);
  }
  const chosen = model as Model;
  for (const label of ['name', 'version'] as const) {
    if (typeof chosen[label] !== 'string' || chosen[label] === '')
      throw invalidInput(`createEngine.${kind}.model.${label}`, 'a text', chosen[label]);
  }
  return { model: chosen, params: chosen.defaults as JsonObject, paramsVersion: DEFAULT_PARAMS };
}

function checkedCurve(params: ForgettingCurveParams = forgettingCurveDefaults): ForgettingCurveParams {
  checkForgettingCurveParams(params);
  return params;
}

function named<Model>(name: string, kind: AlgorithmRow['kind']): Choice<Model> {
  const rows: readonly AlgorithmRow[] = ALGORITHMS.filter((row) => row.kind === kind);
  const row = rows.find((candidate) => candidate.name === name);
  if (row === undefined)
    throw invalidInput(`createEngine.${kind}`, `a model of your own, or one of ${rows.map((known) => known.name).join(', ')}`, name);
  return { model: row.model as Model, params: engineParams(row), paramsVersion: DEFAULT_PARAMS };
}

/**
 * What a model of the library is run with here. FSRS without the steps of minutes that flashcard programs have: what a learner has just
 * answered in a session would be due again in the middle of it.
 */
export function engineParams({ name, model }: AlgorithmRow): JsonObject {
  return name === 'fsrs' ? TUTOR_FSRS : model.defaults;
}

const TUTOR_FSRS = fsrsParams({ learning_steps: [], relearning_steps: [] });

/** Parameters that the host has not named are named by what they are, so that other parameters never go by the same name. */
function nameOf(params: object | undefined): string {
  return params === undefined ? DEFAULT_PARAMS : `sha256:${bodyHash('params', params).slice(0, 16)}`;
}

function share(value: number | undefined, usual: number, where: string): number {
  if (value === undefined) return usual;
  if (!(value >= 0 && value <= 1)) throw invalidInput(`createEngine.${where}`, 'a number from 0 to 1', value);
  return value;
}
