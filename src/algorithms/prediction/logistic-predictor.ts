import { checkKnownKeys, checkObject } from '../argument-checks.js';
import { logisticPredict } from '../knowledge/logistic/logistic-predict.js';
import {
  type LogisticLearner,
  type LogisticSkill,
  logisticInitialLearner,
  logisticInitialSkill,
} from '../knowledge/logistic/logistic-states.js';
import { type LogisticUpdated, logisticUpdate } from '../knowledge/logistic/logistic-update.js';
import {
  checkLogisticPopulation,
  checkLogisticSkillWeights,
  type LogisticPopulation,
  type LogisticSkillWeights,
  logisticDefaults,
} from '../knowledge/logistic/logistic-weights.js';
import { checkAnswerScales } from '../memory/answer-agreement.js';
import type { AnswerMoment, Json, JsonObject, Predictor, PredictorObservation, PredictorStates } from '../model.js';
import {
  checkLogisticDifficulty,
  checkLogisticItems,
  DEFAULT_DIFFICULTY,
  itemWeightsOf,
  type LogisticDifficulty,
  type LogisticItems,
} from './logistic-items.js';

/** The weights of logistic tracing, from a fit to a log. */
export type LogisticPredictorParams = {
  readonly population: LogisticPopulation;
  /** The weights of the concept; null for a concept that was not in the fit. */
  readonly skill_weights: LogisticSkillWeights | null;
  /** The weights of the concept's most frequently answered items; other items use the concept's weights. Null without items. */
  readonly items: LogisticItems | null;
  /** The effect of a question's recorded difficulty if its item is not in `items`. */
  readonly difficulty: LogisticDifficulty;
};

const logisticPredictorDefaults: LogisticPredictorParams = Object.freeze({
  population: logisticDefaults,
  skill_weights: null,
  items: null,
  difficulty: DEFAULT_DIFFICULTY,
});

type States = PredictorStates<LogisticLearner, LogisticSkill>;

/**
 * Logistic tracing as a predictor: {@link logisticPredict} from the learner's answers overall and with this concept, and from the item's easiness.
 * The weights do not change until another fit is activated. An item that is not in the fit is as easy as its concept, adjusted by the recorded
 * difficulty, if any: by `difficulty.weight` · (`difficulty.typical` − difficulty) on the logit scale. It ignores the predictions of other models.
 *
 * Before a fit, its weights are those of simulated learners, and it predicts worse than `logistic_memory`, which adapts with each answer (AUC .745
 * and .780 on answers of 20 learners of Algebra 2005–2006); see {@link fitLogistic}. Store a {@link LogisticLearner} per learner and a {@link
 * LogisticSkill} per concept. Every method throws AdaptiveLearningError `invalid_input` on an argument out of range.
 *
 * @example
 * const { defaults } = logisticPredictor;
 * const unseen = { learner: logisticPredictor.initialLearner(defaults), concept: logisticPredictor.initialConcept(defaults) };
 * const moment = { concept: 'fractions', at: 0, day: 0, elapsedDays: null, difficulty: 0.5, opinions: { knowledge: 0.4, session: 0.6 } };
 * const after = logisticPredictor.update(unseen, moment, { correct: true, rating: 3 }, defaults);
 * logisticPredictor.predict(after, moment, defaults) > logisticPredictor.predict(unseen, moment, defaults) //=> true
 */
export const logisticPredictor: Predictor<LogisticLearner, LogisticSkill, LogisticPredictorParams> = Object.freeze({
  name: 'logistic',
  version: '2',
  defaults: logisticPredictorDefaults,
  checkParams,
  initialLearner: (params: LogisticPredictorParams) => {
    checkParams(params);
    return logisticInitialLearner();
  },
  initialConcept: (params: LogisticPredictorParams) => {
    checkParams(params);
    return logisticInitialSkill();
  },
  predict: (states: States, moment: AnswerMoment, params: LogisticPredictorParams) => logisticPredict(questionOf(states, moment, params)),
  update(states: States, moment: AnswerMoment, observation: PredictorObservation, params: LogisticPredictorParams): States {
    const { learner, skill } = tracedAnswer(states, moment, observation, params);
    return { learner, concept: skill };
  },
});

/** The answer traced: the states after it, and what was said before it. */
export function tracedAnswer(
  states: States,
  moment: AnswerMoment,
  observation: PredictorObservation,
  params: LogisticPredictorParams,
): LogisticUpdated {
  checkObject('logistic.observation', observation);
  checkAnswerScales('logistic.observation', observation);
  return logisticUpdate({ ...questionOf(states, moment, params), correct: observation.correct });
}

/** Parameters that were found right and cannot change since: those of a fit are asked for at each new concept, and may have hundreds of items. */
const found = new WeakSet<LogisticPredictorParams>();

function checkParams(params: LogisticPredictorParams): void {
  checkLogisticPredictorParams('logistic.params', params);
}

export function checkLogisticPredictorParams(where: string, params: LogisticPredictorParams): void {
  if (found.has(params)) return;
  checkObject(where, params);
  checkKnownKeys(where, params, logisticPredictorDefaults);
  checkLogisticPopulation(`${where}.population`, params.population);
  if (params.skill_weights !== null) checkLogisticSkillWeights(`${where}.skill_weights`, params.skill_weights);
  if (params.items !== null) checkLogisticItems(`${where}.items`, params.items);
  checkLogisticDifficulty(`${where}.difficulty`, params.difficulty);
  if (isFrozen(params)) found.add(params);
}

function isFrozen(value: JsonObject | readonly Json[]): boolean {
  return Object.isFrozen(value) && Object.values(value).every((part) => typeof part !== 'object' || part === null || isFrozen(part));
}

function questionOf(states: States, moment: AnswerMoment, params: LogisticPredictorParams) {
  checkObject('logistic.states', states);
  checkObject('logistic.moment', moment);
  checkObject('logistic.params', params);
  const { population, skill_weights, items, difficulty } = params;
  checkObject('logistic.params.population', population);
  if (items !== null) checkObject('logistic.params.items', items);
  checkLogisticDifficulty('logistic.params.difficulty', difficulty);
  const { learner, concept } = states;
  const itemWeights = itemWeightsOf(items, difficulty, moment);
  return { learner, skill: concept, skillId: moment.concept, at: moment.at, population, skillWeights: skill_weights, itemWeights };
}
