import {
  ALGORITHMS,
  type AlgorithmRow,
  type JsonObject,
  type KnowledgeModel,
  type Predictor,
  type Scheduler,
} from '../../algorithms/index.js';
import { invalidInput } from '../../errors.js';
import { DEFAULT_PARAMS, engineParams } from '../../learner/index.js';
import { bodyHash } from '../../runtime/index.js';
import { checkKeys, isPlainData, isPlainObject } from '../../schema/index.js';
import { frozen } from './frozen.js';
import { MODEL_FUNCTIONS, tryModel } from './try-model.js';

/** A custom model, or a built-in model with custom parameters. */
export interface ModelSetting<Model, Name extends string = string> {
  /** The model itself, or the name of a built-in model. */
  readonly model: Model | Name;
  /**
   * Overrides of the model's default parameters. They take precedence over any active fit. By name, `fsrs` and `personal` use no steps of minutes
   * unless they are given here: `{ model: 'fsrs', params: { learning_steps: [1, 10], relearning_steps: [10] } }`.
   */
  readonly params?: JsonObject;
  /** The version of the parameters; by default `default` without `params`, otherwise a hash of them. */
  readonly paramsVersion?: string;
}

const SETTING_KEYS = ['model', 'params', 'paramsVersion'] as const satisfies readonly (keyof ModelSetting<unknown>)[];
const LONGEST_VERSION = 120;

/** A model with the parameters that it runs under. */
interface Choice<Model> {
  readonly model: Model;
  readonly params: JsonObject;
  readonly paramsVersion: string;
}

/**
 * The model that a setting stands for, under parameters that it was seen to run under.
 *
 * @throws AdaptiveLearningError `invalid_input` naming what the model lacks, or the parameter that it cannot run with
 */
export function chooseModel<Model extends Scheduler | KnowledgeModel | Predictor>(
  setting: string | ModelSetting<Model>,
  kind: AlgorithmRow['kind'],
): Choice<Model> {
  if (typeof setting === 'string') return named(setting, kind);
  const where = `createEngine.${kind}`;
  checkKeys(setting, SETTING_KEYS, where);
  const { model, params, paramsVersion } = setting;
  const chosen = typeof model === 'string' ? named<Model>(model, kind) : own(model, kind);
  const whole = params === undefined ? chosen.params : ownParams({ ...chosen.params, ...checked(params, `${where}.params`) });
  chosen.model.checkParams?.(whole);
  tryModel(kind, chosen.model, whole);
  return { model: chosen.model, params: whole, paramsVersion: versionOf(params && whole, paramsVersion, where) };
}

function own<Model extends Scheduler | KnowledgeModel | Predictor>(model: Model, kind: AlgorithmRow['kind']): Choice<Model> {
  checkModel(model, kind, `createEngine.${kind}.model`);
  return { model, params: model.defaults as JsonObject, paramsVersion: DEFAULT_PARAMS };
}

function checkModel(model: Scheduler | KnowledgeModel | Predictor, kind: AlgorithmRow['kind'], where: string): void {
  if (typeof model !== 'object' || model === null) throw invalidInput(where, `an object with ${MODEL_FUNCTIONS[kind].join(', ')}`, model);
  for (const verb of MODEL_FUNCTIONS[kind]) {
    const found: unknown = Reflect.get(model, verb);
    if (typeof found !== 'function') throw invalidInput(`${where}.${verb}`, 'a function', found);
  }
  for (const label of ['name', 'version'] as const) {
    if (typeof model[label] !== 'string' || model[label] === '') throw invalidInput(`${where}.${label}`, 'a string', model[label]);
  }
  checked(model.defaults, `${where}.defaults`);
}

function named<Model>(name: string, kind: AlgorithmRow['kind']): Choice<Model> {
  const rows: readonly AlgorithmRow[] = ALGORITHMS.filter((row) => row.kind === kind);
  const row = rows.find((candidate) => candidate.name === name);
  if (row === undefined)
    throw invalidInput(`createEngine.${kind}`, `a model of your own, or one of ${rows.map((known) => known.name).join(', ')}`, name);
  return { model: row.model as Model, params: engineParams(row), paramsVersion: DEFAULT_PARAMS };
}

/** Parameters as they are now: what the host does to its own object later changes nothing. */
export function ownParams<Params extends JsonObject>(params: Params): Params {
  return frozen(structuredClone(params));
}

/** @throws AdaptiveLearningError `invalid_input` for what JSON cannot hold */
export function checked<Params extends object>(params: Params, where: string): Params {
  if (isPlainObject(params) && isPlainData(params)) return params;
  throw invalidInput(where, 'an object that JSON can hold', params);
}

/** Parameters that the host has not named are named by what they are, so that other parameters never go by the same name. */
export function versionOf(params: object | undefined, given: string | undefined, where: string): string {
  if (given === undefined) return params === undefined ? DEFAULT_PARAMS : `sha256:${bodyHash('params', params).slice(0, 16)}`;
  if (typeof given !== 'string' || given === '' || given.length > LONGEST_VERSION)
    throw invalidInput(`${where}.paramsVersion`, `a string of 1 to ${LONGEST_VERSION} characters`, given);
  if (given === DEFAULT_PARAMS && params !== undefined)
    throw invalidInput(`${where}.paramsVersion`, "a name other than 'default', since params are given", given);
  return given;
}
