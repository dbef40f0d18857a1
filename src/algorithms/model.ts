import type { CardMemory } from './card-memory.js';

/** A value that `JSON.parse(JSON.stringify(value))` does not change: the type of a model's state. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/**
 * A model that learns from one observation at a time: pure functions over a small JSON-safe state. `update` and `predict` never modify their
 * arguments and never read a clock; the same arguments always give exactly the same result.
 */
export interface Model<State extends JsonObject, Observation, Params extends JsonObject> {
  /** The name of the model in provenance and stored parameters, such as `sm2`. */
  readonly name: string;
  /** Change it whenever the same observations would give a different state. */
  readonly version: string;
  readonly defaults: Params;
  /**
   * Validates parameters: throws on an unknown or missing key and on a number out of range. All built-in models have it; `createEngine` calls it if
   * it exists.
   *
   * @throws AdaptiveLearningError `invalid_input` naming the parameter
   */
  checkParams?(params: Params): void;
  initial(params: Params): State;
  update(state: State, observation: Observation, params: Params): State;
  /**
   * The probability, 0 to 1, that the next observation at this instant (ms since 1970) is a success.
   *
   * @param day - the learner's day of that instant, as in {@link ReviewObservation}; models that do not count days ignore it
   */
  predict(state: State, at: number, params: Params, day?: number): number;
}

/** Four-button rating as in Anki and FSRS: 1 again, 2 hard, 3 good, 4 easy. */
export type Rating = 1 | 2 | 3 | 4;
/** SM-2 quality of recall: 0 (blackout) to 5 (perfect); 3 and above is a pass. */
export type Grade = 0 | 1 | 2 | 3 | 4 | 5;

/** Details of an answer other than its outcome. The built-in models only use `credit`; custom models may use all of them. */
export interface AnswerCircumstances {
  /** Number of hints used before the answer. */
  readonly hints_used?: number;
  /** Number of attempts at the question, including this one. */
  readonly attempts?: number;
  /** The learner's stated confidence, 0 to 1. */
  readonly confidence?: number;
  /** The app's own fields of the answer. */
  readonly metadata?: { readonly [key: string]: unknown };
}

/** An answer as seen by a scheduler. */
export interface ReviewObservation extends AnswerCircumstances {
  /** The instant of the answer, ms since 1970. */
  readonly at: number;
  readonly rating: Rating;
  readonly grade: Grade;
  /**
   * The learner's day of the answer, an integer counted from 1970-01-01 in their zone; the engine sets it. Without it, models that count days use the
   * UTC day.
   */
  readonly day?: number;
  /** Whether the review was due by the learner's days; the engine sets it for each answer except the first. */
  readonly due?: boolean;
  /** The engine's predictions for later days; absent if the predictor cannot predict ahead. See {@link Predictor.recallAfter}. */
  readonly recallAfter?: RecallAfter;
}

/**
 * The probability, 0 to 1, of a right answer a number of whole days after this one, without answers in between.
 *
 * @param rating - the rating to assume for this answer
 */
export type RecallAfter = (days: number, rating: Rating) => number;

/** A memory model that schedules the next review. */
export interface Scheduler<State extends JsonObject = JsonObject, Params extends JsonObject = JsonObject>
  extends Model<State, ReviewObservation, Params> {
  /** Days from the last counted review to the next one; 0 before the first review. */
  intervalDays(state: State, params: Params): number;
  /** The instant at which the next review is due, ms since 1970; 0 before the first review. */
  dueAt(state: State, params: Params): number;
  /**
   * Converts a card of another system to a state. A scheduler without this method cannot import cards.
   *
   * @throws AdaptiveLearningError `invalid_input` naming the field of the card that is out of range
   */
  adopt?(card: CardMemory, params: Params): State;
}

/** An answer as seen by a knowledge model. */
export interface KnowledgeObservation extends AnswerCircumstances {
  readonly at: number;
  readonly correct: boolean;
  /** The credit of a right answer, from 0.5 (with a lot of help) to 1 (without help): {@link answerCredit}. 1 by default. */
  readonly credit?: number;
  /** The difficulty of the question, 0 to 1; 0.5 by default. */
  readonly difficulty?: number;
  /** The learner's day of the answer, as in {@link ReviewObservation}. */
  readonly day?: number;
}

/** A model of what a learner knows about one concept. */
export interface KnowledgeModel<State extends JsonObject = JsonObject, Params extends JsonObject = JsonObject>
  extends Model<State, KnowledgeObservation, Params> {
  /**
   * The model's mastery, 0 to 1, right after the last answer: for `ability` the probability of solving an average question, for `bkt` the probability
   * that the concept is known.
   */
  mastery(state: State, params: Params): number;
  /** The mastery at a later instant. Without this method, the engine multiplies mastery by the retention of the forgetting curve. */
  masteryAt?(state: State, at: number, params: Params, day?: number): number;
  /** @param difficulty - the difficulty of the question, 0 to 1; models without difficulties ignore it */
  predict(state: State, at: number, params: Params, day?: number, difficulty?: number): number;
  /** The model's confidence in the mastery, 0 (a guess) to 1 (certain). */
  confidence(state: State, params: Params): number;
}

/** An answer as seen by a predictor. */
export interface PredictorObservation extends AnswerCircumstances {
  readonly correct: boolean;
  readonly rating: Rating;
}

/**
 * What a predictor knows before an answer. This includes `confidence` and `metadata`. Hints and attempts are only known afterwards and are part of
 * the observation.
 */
export interface AnswerMoment extends Pick<AnswerCircumstances, 'confidence' | 'metadata'> {
  /** The concept; the same string each time. */
  readonly concept: string;
  /** When, ms since 1970. */
  readonly at: number;
  /** The learner's day. */
  readonly day: number;
  /** Days since the last practice of the concept, by the learner's days: 0 on the same day; null at first exposure. */
  readonly elapsedDays: number | null;
  /** The id of the question, if the app has one. Items of different concepts may have the same id. */
  readonly item?: string;
  /** The difficulty of the question, 0 to 1: as recorded with the answer, otherwise the initial difficulty of the session. */
  readonly difficulty: number;
  /** The difficulty recorded with the answer, 0 to 1; absent if none was recorded. */
  readonly itemDifficulty?: number;
  /** The predictions of the other models, each a probability of a right answer. */
  readonly opinions: Opinions;
}

/** The predictions of the other models, each a probability of a right answer. `retention` and `memory` are absent at first exposure. */
export type Opinions = {
  /** Prediction of the knowledge model. */
  readonly knowledge: number;
  /** Recent success rate in this session, shrunk towards `knowledge`. */
  readonly session: number;
  /** Prediction of the forgetting curve. */
  readonly retention?: number;
  /** Recent success rate with this concept, shrunk towards `knowledge`. */
  readonly concept?: number;
  /** Prediction of the scheduler. */
  readonly memory?: number;
};

/** The states of a predictor: one per learner, and one per learner and concept. */
export interface PredictorStates<LearnerState extends JsonObject = JsonObject, ConceptState extends JsonObject = JsonObject> {
  readonly learner: LearnerState;
  readonly concept: ConceptState;
}

/**
 * A model that predicts the next answer, from the predictions of the other models and from its own states of the learner and the concept. Pure
 * functions over small JSON-safe states, as in {@link Model}.
 */
export interface Predictor<
  LearnerState extends JsonObject = JsonObject,
  ConceptState extends JsonObject = JsonObject,
  Params extends JsonObject = JsonObject,
> {
  readonly name: string;
  readonly version: string;
  readonly defaults: Params;
  /** As in {@link Model}. */
  checkParams?(params: Params): void;
  initialLearner(params: Params): LearnerState;
  initialConcept(params: Params): ConceptState;
  /**
   * The state of a concept for a card of another system, before its first answer here; {@link initialConcept} by default.
   *
   * @throws AdaptiveLearningError `invalid_input` naming the field of the card that is out of range
   */
  adopt?(card: CardMemory, params: Params): ConceptState;
  /** The probability, 0 to 1, of a right answer. */
  predict(states: PredictorStates<LearnerState, ConceptState>, moment: AnswerMoment, params: Params): number;
  /**
   * The probability of a right answer a number of days later, without answers in between; schedulers use it to choose intervals. A predictor without
   * this method cannot predict ahead.
   *
   * @param days - whole days, ≥ 1
   */
  recallAfter?(
    states: PredictorStates<LearnerState, ConceptState>,
    moment: Pick<AnswerMoment, 'concept' | 'at' | 'day'>,
    days: number,
    params: Params,
  ): number;
  update(
    states: PredictorStates<LearnerState, ConceptState>,
    moment: AnswerMoment,
    observation: PredictorObservation,
    params: Params,
  ): PredictorStates<LearnerState, ConceptState>;
}
