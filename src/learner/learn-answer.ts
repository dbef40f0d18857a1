import {
  answerCredit,
  type ForgettingCurve,
  type JsonObject,
  type KnownAbility,
  learnAbility,
  type PredictorStates,
  type RecallAfter,
  updateForgettingCurve,
} from '../algorithms/index.js';
import type { ContentMastery, LearningSession } from '../collections/index.js';
import { abilityOf, isKnowledge } from './ability.js';
import { circumstancesOf, itemOf, knownBefore } from './answer-circumstances.js';
import { type Belief, opinionsOf } from './belief.js';
import { conceptKey } from './concept-key.js';
import { type DueDate, dueDateOf, isDue } from './due-date.js';
import type { EventDay } from './event-day.js';
import type { IncomingAnswer } from './incoming-event.js';
import type { LearnerModels } from './models.js';
import { recallAhead } from './recall-ahead.js';

/** An answer, and all that is known before the models see it. */
export interface AnswerToLearn {
  readonly event: IncomingAnswer & EventDay;
  readonly session: LearningSession;
  /** The concept's document so far; null at first exposure. */
  readonly mastery: ContentMastery | null;
  readonly models: LearnerModels;
  /** Of the question, 0 to 1. */
  readonly difficulty: number;
  /** Since the concept was last practised; 0 at first exposure. */
  readonly elapsedDays: number;
  readonly able: KnownAbility;
  readonly before: Belief;
}

/** The models' results for an answer. */
export interface ModelsAfterAnswer {
  readonly opinions: ReturnType<typeof opinionsOf>;
  /** The probability of a right answer, from before its outcome was known. */
  readonly predicted: number;
  readonly predictorStates: PredictorStates;
  readonly schedulerState: JsonObject;
  /** Days to the next review. */
  readonly interval: number;
  readonly due: DueDate;
  readonly knowledgeState: JsonObject;
  readonly able: KnownAbility;
  readonly curve: ForgettingCurve;
}

/** Predicts an answer, then lets each model learn from it. */
export function learnAnswer(known: AnswerToLearn): ModelsAfterAnswer {
  const { event, models, before, elapsedDays } = known;
  const { recallAfter, ...prediction } = learnPrediction(known);
  const curve = updateForgettingCurve(
    before.forgetting_curve ?? null,
    { elapsedDays, rating: event.answer.rating },
    models.forgetting.params,
  );
  return { ...prediction, ...learnKnowledge(known), ...learnSchedule(known, recallAfter), curve };
}

function learnPrediction({ event, session, mastery, models, difficulty, elapsedDays, before }: AnswerToLearn) {
  const { answer, day } = event;
  const { predictor } = models;
  const at = event.occurred_at.getTime();
  const opinions = opinionsOf(before, mastery, session, { at, day, difficulty }, models);
  const circumstances = circumstancesOf(event);
  const moment = {
    concept: conceptKey(answer),
    at,
    day,
    elapsedDays: mastery === null ? null : elapsedDays,
    difficulty,
    opinions,
    ...itemOf(answer),
    ...knownBefore(circumstances),
  };
  const states = {
    learner: session.predictor.state as JsonObject,
    concept: (mastery?.models.predictor.state ?? predictor.model.initialConcept(predictor.params)) as JsonObject,
  };
  const predicted = predictor.model.predict(states, moment, predictor.params);
  const observation = { correct: answer.correct, rating: answer.rating, ...circumstances };
  const learnt = predictor.model.update(states, moment, observation, predictor.params);
  const recallAfter = recallAhead(predictor, { states, moment, observation, learnt });
  return { opinions, predicted, predictorStates: learnt, recallAfter };
}

function learnSchedule({ event, session, mastery, models, before }: AnswerToLearn, recallAfter: RecallAfter | undefined) {
  const { answer, day, occurred_at } = event;
  const { model, params } = models.scheduler;
  const review = {
    at: occurred_at.getTime(),
    rating: answer.rating,
    grade: answer.grade,
    day,
    ...(mastery !== null && { due: isDue(mastery.spaced_repetition_data, { day, before: occurred_at }) }),
    ...(recallAfter !== undefined && { recallAfter }),
    ...circumstancesOf(event),
  };
  const schedulerState = model.update(before.scheduler_state as never, review, params);
  const interval = model.intervalDays(schedulerState, params);
  return { schedulerState, interval, due: dueDateOf(model.dueAt(schedulerState, params), interval, session) };
}

function learnKnowledge({ event, models, difficulty, able, before }: AnswerToLearn) {
  const { answer, day } = event;
  const { knowledge } = models;
  const credit = answerCredit(answer);
  const observation = {
    at: event.occurred_at.getTime(),
    day,
    correct: answer.correct,
    difficulty,
    ...(credit === 1 ? {} : { credit }),
    ...circumstancesOf(event),
  };
  const abler = learnAbility(able, answer.subject, observation, abilityOf(models).params);
  const knowledgeState: JsonObject = isKnowledge(models)
    ? (abler.concept as unknown as JsonObject)
    : knowledge.model.update(before.knowledge_state as never, observation, knowledge.params);
  return { knowledgeState, able: abler };
}
