import type { AlgorithmRow, JsonObject, KnowledgeModel, Predictor, Scheduler } from '../../algorithms/index.js';
import { AdaptiveLearningError, invalidInput } from '../../errors.js';
import { isInertData, isPlainObject } from '../../schema/index.js';

/** An answer that every model must be able to learn from: right, as expected, on the first day of 2026. */
const AT = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;
const DAY = AT / DAY_MS;

type Kind = AlgorithmRow['kind'];

/** The functions that a model of each kind has. */
export const MODEL_FUNCTIONS = {
  scheduler: ['initial', 'update', 'predict', 'intervalDays', 'dueAt'],
  knowledge: ['initial', 'update', 'predict', 'mastery', 'confidence'],
  predictor: ['initialLearner', 'initialConcept', 'update', 'predict'],
} as const satisfies { readonly [K in Kind]: readonly string[] };

/**
 * Has a model learn from one answer under its parameters: what is wrong with either shows when the engine is made, and not with the first
 * learner.
 *
 * @throws AdaptiveLearningError `invalid_input` naming the function that failed, or what it gave
 */
export function tryModel(kind: Kind, model: Scheduler | KnowledgeModel | Predictor, params: JsonObject): void {
  const where = `createEngine.${kind}.model`;
  const step = <Result>(name: string, call: () => Result): Result => {
    try {
      return call();
    } catch (error) {
      throw error instanceof AdaptiveLearningError ? error : failed(`${where}.${name}`, error);
    }
  };
  if (kind === 'predictor') tryPredictor(model as Predictor, params, where, step);
  else if (kind === 'scheduler') tryScheduler(model as Scheduler, params, where, step);
  else tryKnowledge(model as KnowledgeModel, params, where, step);
}

function failed(where: string, cause: unknown): AdaptiveLearningError {
  const message = `${where}: expected a function that runs under the parameters, got one that failed`;
  return new AdaptiveLearningError('invalid_input', message, { where, cause });
}

type Step = <Result>(name: string, call: () => Result) => Result;

function tryScheduler(model: Scheduler, params: JsonObject, where: string, step: Step): void {
  const initial = stateOf(
    step('initial', () => model.initial(params)),
    `${where}.initial`,
  );
  const review = { at: AT, rating: 3, grade: 4, day: DAY } as const;
  const state = stateOf(
    step('update', () => model.update(initial, review, params)),
    `${where}.update`,
  );
  checkFinite(
    step('intervalDays', () => model.intervalDays(state, params)),
    `${where}.intervalDays`,
  );
  checkFinite(
    step('dueAt', () => model.dueAt(state, params)),
    `${where}.dueAt`,
  );
  checkShare(
    step('predict', () => model.predict(state, AT + DAY_MS, params, DAY + 1)),
    `${where}.predict`,
  );
}

function tryKnowledge(model: KnowledgeModel, params: JsonObject, where: string, step: Step): void {
  const initial = stateOf(
    step('initial', () => model.initial(params)),
    `${where}.initial`,
  );
  const state = stateOf(
    step('update', () => model.update(initial, { at: AT, correct: true }, params)),
    `${where}.update`,
  );
  checkShare(
    step('predict', () => model.predict(state, AT + DAY_MS, params, DAY + 1)),
    `${where}.predict`,
  );
  checkShare(
    step('mastery', () => model.mastery(state, params)),
    `${where}.mastery`,
  );
  checkShare(
    step('confidence', () => model.confidence(state, params)),
    `${where}.confidence`,
  );
}

function tryPredictor(model: Predictor, params: JsonObject, where: string, step: Step): void {
  const learner = stateOf(
    step('initialLearner', () => model.initialLearner(params)),
    `${where}.initialLearner`,
  );
  const concept = stateOf(
    step('initialConcept', () => model.initialConcept(params)),
    `${where}.initialConcept`,
  );
  const opinions = { knowledge: 0.5, session: 0.5 };
  const moment = { concept: 'a concept', at: AT, day: DAY, elapsedDays: null, difficulty: 0.5, opinions };
  const states = { learner, concept };
  checkShare(
    step('predict', () => model.predict(states, moment, params)),
    `${where}.predict`,
  );
  const next = step('update', () => model.update(states, moment, { correct: true, rating: 3 }, params));
  stateOf(next?.learner, `${where}.update.learner`);
  stateOf(next?.concept, `${where}.update.concept`);
}

function stateOf(state: unknown, where: string): JsonObject {
  if (isPlainObject(state) && isInertData(state)) return state as JsonObject;
  throw invalidInput(where, 'a function that returns a state, an object of plain data', state);
}

function checkFinite(value: unknown, where: string): void {
  if (!(typeof value === 'number' && Number.isFinite(value) && value >= 0))
    throw invalidInput(where, 'a function that returns a number ≥ 0', value);
}

function checkShare(value: unknown, where: string): void {
  if (!(typeof value === 'number' && value >= 0 && value <= 1))
    throw invalidInput(where, 'a function that returns a number from 0 to 1', value);
}
