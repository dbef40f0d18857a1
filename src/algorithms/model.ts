import type { CardMemory } from './memory/card-memory.js';

/** A value that survives `JSON.parse(JSON.stringify(value))` unchanged: what a model may keep between two answers. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/**
 * A model that learns from one observation at a time: pure functions over a small JSON-safe state.
 * `update` and `predict` never change their arguments and never look at a clock; the same arguments give the same result to the bit.
 */
export interface Model<State extends JsonObject, Observation, Params extends JsonObject> {
  /** Names the model in provenance and in the parameters store: `sm2`. */
  readonly name: string;
  /** Changes whenever the same observations would give another state. */
  readonly version: string;
  readonly defaults: Params;
  /**
   * Refuses parameters that the model cannot run with: a key that it does not know, a missing one, a number out of range. Every model of
   * this library has it; `createEngine` calls it, where a model does.
   *
   * @throws AdaptiveLearningError `invalid_input` naming the parameter
   */
  checkParams?(params: Params): void;
  initial(params: Params): State;
  update(state: State, observation: Observation, params: Params): State;
  /**
   * The probability, 0 to 1, that the next observation at this instant (ms since 1970) is a success.
   *
   * @param day - the learner's day of that instant, as in {@link ReviewObservation}; a model that does not count days passes over it
   */
  predict(state: State, at: number, params: Params, day?: number): number;
}

/** Four-button rating as of Anki and FSRS: 1 again, 2 hard, 3 good, 4 easy. */
export type Rating = 1 | 2 | 3 | 4;
/** Quality of recall as of SM-2: 0 blackout … 5 perfect; 3 and above is a pass. */
export type Grade = 0 | 1 | 2 | 3 | 4 | 5;

/** What the host said about an answer beside its outcome. The models of this library read `credit` alone; own models may read all. */
export interface AnswerCircumstances {
  /** Hints that the learner took before the answer. */
  readonly hints_used?: number;
  /** Tries at the question, with this one. */
  readonly attempts?: number;
  /** How sure the learner said they were, 0 to 1. */
  readonly confidence?: number;
  /** The host's own fields of the answer. */
  readonly metadata?: { readonly [key: string]: unknown };
}

/** What a scheduler sees of one answer. */
export interface ReviewObservation extends AnswerCircumstances {
  /** When the answer was given, ms since 1970. */
  readonly at: number;
  readonly rating: Rating;
  readonly grade: Grade;
  /**
   * The learner's own day of the answer, a whole number counted from 1970 on the calendar of their zone; the engine gives it.
   * Without it, a model that counts days takes UTC's.
   */
  readonly day?: number;
  /** Whether the review had come due by the learner's days when the answer was given; the engine says so of each but the first. */
  readonly due?: boolean;
  /** What the engine's predictor says of the days to come; absent where it does not look ahead. See {@link Predictor.recallAfter}. */
  readonly recallAfter?: RecallAfter;
}

/**
 * The probability, 0 to 1, of a right answer so many whole days after this one, if nothing is answered in between.
 *
 * @param rating - this answer's own, or another: what would be said had the answer been rated so
 */
export type RecallAfter = (days: number, rating: Rating) => number;

/** A model of memory that says when to review next. */
export interface Scheduler<State extends JsonObject = JsonObject, Params extends JsonObject = JsonObject>
  extends Model<State, ReviewObservation, Params> {
  /** Days from the last review that counted to the next one; 0 before the first review. */
  intervalDays(state: State, params: Params): number;
  /** When the next review is due, ms since 1970; 0 before the first review. */
  dueAt(state: State, params: Params): number;
  /**
   * The state that goes on from a card of another system. A scheduler without it takes over no cards.
   *
   * @throws AdaptiveLearningError `invalid_input` naming the number of the card that is out of range
   */
  adopt?(card: CardMemory, params: Params): State;
}

/** What a knowledge model sees of one answer. */
export interface KnowledgeObservation extends AnswerCircumstances {
  readonly at: number;
  readonly correct: boolean;
  /** How much of a success a right answer is, 0.5 (only with much help) to 1 (without help): {@link answerCredit}. 1 if left out. */
  readonly credit?: number;
  /** How hard the question was, 0 to 1; a middling one (0.5) if left out. */
  readonly difficulty?: number;
  /** The learner's own day of the answer, as in {@link ReviewObservation}. */
  readonly day?: number;
}

/** A model of what a learner knows about one concept. */
export interface KnowledgeModel<State extends JsonObject = JsonObject, Params extends JsonObject = JsonObject>
  extends Model<State, KnowledgeObservation, Params> {
  /** What the model calls mastery, 0 to 1, right after the last answer: `ability` the probability that a middling question is solved, `bkt` that the concept is known. */
  mastery(state: State, params: Params): number;
  /** The same at a later instant. Without it, the engine multiplies mastery by what the forgetting curve says is left. */
  masteryAt?(state: State, at: number, params: Params, day?: number): number;
  /** @param difficulty - of the question, 0 to 1; a model that knows no difficulties passes over it */
  predict(state: State, at: number, params: Params, day?: number, difficulty?: number): number;
  /** How sure the model is of that number, 0 (a guess) to 1 (certain). */
  confidence(state: State, params: Params): number;
}

/** What a predictor sees of one answer. */
export interface PredictorObservation extends AnswerCircumstances {
  readonly correct: boolean;
  readonly rating: Rating;
}

/**
 * What a predictor is told of an answer that is about to come: also `confidence` and `metadata`, which are known before the outcome. Hints
 * and attempts are not, and reach it with the observation.
 */
export interface AnswerMoment extends Pick<AnswerCircumstances, 'confidence' | 'metadata'> {
  /** Which concept; the same text each time. */
  readonly concept: string;
  /** When, ms since 1970. */
  readonly at: number;
  /** The learner's own day of it. */
  readonly day: number;
  /** Days since the concept was last practised, as the learner counts them: 0 on the same day; null at first exposure. */
  readonly elapsedDays: number | null;
  /** Which question, by the host's id for it; absent where the host has none. Two concepts may each have an item of the same id. */
  readonly item?: string;
  /** How hard the question is, 0 to 1: what the host says of it, or else what the session set out with. */
  readonly difficulty: number;
  /** What the host says of it, 0 to 1; absent where it says nothing. */
  readonly itemDifficulty?: number;
  /** What others give for a right answer, each a probability. */
  readonly opinions: Opinions;
}

/** What speaks for a right answer, each a probability of its own. At first exposure nobody remembers anything yet. */
export type Opinions = {
  /** The knowledge model's. */
  readonly knowledge: number;
  /** How the learner has lately done in this session, drawn to `knowledge`. */
  readonly session: number;
  /** The forgetting curve's. */
  readonly retention?: number;
  /** How the learner has lately done with this concept, drawn to `knowledge`. */
  readonly concept?: number;
  /** The scheduler's. */
  readonly memory?: number;
};

/** What a predictor keeps: of the learner as a whole, and of the learner with one concept. */
export interface PredictorStates<LearnerState extends JsonObject = JsonObject, ConceptState extends JsonObject = JsonObject> {
  readonly learner: LearnerState;
  readonly concept: ConceptState;
}

/**
 * Says how likely the next answer is to be right, from what the other models say and from what it keeps of the learner and of the concept.
 * Pure functions over small JSON-safe states, as {@link Model}'s are.
 */
export interface Predictor<
  LearnerState extends JsonObject = JsonObject,
  ConceptState extends JsonObject = JsonObject,
  Params extends JsonObject = JsonObject,
> {
  readonly name: string;
  readonly version: string;
  readonly defaults: Params;
  /** As of {@link Model}. */
  checkParams?(params: Params): void;
  initialLearner(params: Params): LearnerState;
  initialConcept(params: Params): ConceptState;
  /**
   * What is kept of a concept that goes on from a card of another system, before its first answer here; what {@link initialConcept} gives if
   * left out.
   *
   * @throws AdaptiveLearningError `invalid_input` naming the number of the card that is out of range
   */
  adopt?(card: CardMemory, params: Params): ConceptState;
  /** The probability, 0 to 1, of a right answer. */
  predict(states: PredictorStates<LearnerState, ConceptState>, moment: AnswerMoment, params: Params): number;
  /**
   * The same for a question so many days after a moment, if nothing is answered in between: schedulers ask it when to review. A predictor
   * without it does not look ahead, since what it goes by is known only then.
   *
   * @param days - whole days, 1 or more
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
