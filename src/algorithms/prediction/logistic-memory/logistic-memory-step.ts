import type { AnswerMoment, PredictorObservation, PredictorStates } from '../../model.js';
import { mixed, trustAfter } from '../../online-logistic/online-logistic.js';
import { logisticPredictor, tracedAnswer } from '../logistic-predictor.js';
import type { LogisticMemoryParams, Starts } from './logistic-memory-params.js';
import type { LogisticMemoryConcept, LogisticMemoryLearner } from './logistic-memory-states.js';
import { type MemoryOpinion, memoryOpinion, memoryStep, recallMemory } from './memory-half.js';
import { type PracticeOpinion, practiceOpinion, practiceStep } from './practice-half.js';

type States = PredictorStates<LogisticMemoryLearner, LogisticMemoryConcept>;

/** What both halves say of the next answer. */
export interface HalfOpinions {
  readonly practice: PracticeOpinion;
  /** Null on the day of the last answer, and at first exposure. */
  readonly memory: MemoryOpinion | null;
  readonly trust: number;
  readonly predicted: number;
}

/** Of arguments that are checked. */
export function opinionsOf(states: States, moment: AnswerMoment, params: LogisticMemoryParams, starts: Starts): HalfOpinions {
  return halvesOf(states, moment, params, starts, logisticPredictor.predict(tracingOf(states), moment, params.logistic));
}

/** @param tracing - what logistic tracing says, which costs most of it */
function halvesOf(states: States, moment: AnswerMoment, params: LogisticMemoryParams, starts: Starts, tracing: number): HalfOpinions {
  const { learner, concept } = states;
  const memory = memoryOpinion(learner, concept, moment, starts.memory);
  const practice = practiceOpinion(learner, concept, { tracing, isLater: memory !== null }, starts.practice, params.practice);
  // Trust that was earned beside another tracing does not tell which half is better now.
  const trust = learner.fitted === params.practice.fitted ? learner.memory_trust : params.memory.trust;
  const predicted = memory === null ? practice.said : mixed(trust, { model: memory.said, base: practice.said });
  return { practice, memory, trust, predicted };
}

/** The states after an answer, of arguments that are checked. */
export function statesAfter(
  states: States,
  moment: AnswerMoment,
  observation: PredictorObservation,
  params: LogisticMemoryParams,
  starts: Starts,
): States {
  const { correct, rating } = observation;
  const { switch_rate } = params;
  const traced = tracedAnswer(tracingOf(states), moment, observation, params.logistic);
  const { practice, memory, trust } = halvesOf(states, moment, params, starts, traced.predicted);
  return {
    learner: {
      logistic: traced.learner,
      fitted: params.practice.fitted,
      practice: practiceStep(practice, correct, starts.practice, params),
      ...memoryStep(states.learner, memory, moment.day, correct, starts.memory, params),
      memory_trust: memory === null ? trust : trustAfter(trust, { model: memory.said, base: practice.said }, correct, switch_rate),
    },
    concept: { logistic: traced.skill, ...recallMemory(states.concept, moment, rating) },
  };
}

function tracingOf({ learner, concept }: States): PredictorStates<LogisticMemoryLearner['logistic'], LogisticMemoryConcept['logistic']> {
  return { learner: learner.logistic, concept: concept.logistic };
}
