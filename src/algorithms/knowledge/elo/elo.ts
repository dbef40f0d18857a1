import { invalidInput } from '../../../errors.js';
import { checkBoolean, checkInstant, checkKnownKeys, checkObject } from '../../argument-checks.js';
import type { KnowledgeModel, KnowledgeObservation } from '../../model.js';
import { openProbability } from '../../open-probability.js';
import { creditOf } from '../answer-credit.js';
import { decidedConfidence } from '../decided-confidence.js';
import { probabilityAt } from '../log-odds.js';
import {
  checkEloRating,
  checkEloStep,
  checkGuess,
  type EloRating,
  type EloStep,
  eloInitialRating,
  isRating,
  movedRating,
  stepSize,
} from './elo-rating.js';

/** Parameters of {@link elo}. */
export type EloConceptParams = EloStep & {
  /** The concept's difficulty on the rating scale: at an equal rating, half of the answers are right. */
  readonly difficulty: number;
  /** The probability of guessing right; at least 0 and below 1. */
  readonly guess: number;
};

/** One rating replaces two (the overall and the skill rating), so its step is about the sum of both steps in {@link eloDefaults}. */
export const eloConceptDefaults: EloConceptParams = Object.freeze({ first: 0.8, decay: 0.1, least: 0.4, difficulty: 0, guess: 0 });

/**
 * The Elo rating of a learner in one concept, as a knowledge model: {@link updateElo} without the ratings shared between concepts and learners.
 *
 *     P(correct) = g + (1 − g)·P(known),   P(known) = 1 / (1 + e^−(θ − difficulty))
 *     θ' = θ + K(n)·(correct − P(correct)),   K(n) = max(least, a / (1 + b·n))
 *
 * A right answer after help counts as its `credit` instead of 1. `mastery` is P(known), the success rate without guessing. `confidence` is (1 −
 * H(P(known)))·n / (n + 5) as for {@link bkt}. The model counts answers, not days: `at` is validated but not used.
 *
 * Source: R. Pelánek, Applications of the Elo rating system in adaptive educational systems, Computers & Education 98, 2016. Every method throws
 * AdaptiveLearningError `invalid_input` on an argument out of range.
 *
 * @example
 * const fresh = elo.initial(elo.defaults) //=> { rating: 0, answers: 0 }
 * elo.predict(fresh, 0, elo.defaults) //=> 0.5
 * const right = elo.update(fresh, { at: 0, correct: true }, elo.defaults) //=> { rating: 0.4, answers: 1 }
 * elo.mastery(right, elo.defaults) //=> 0.5987…
 */
export const elo: KnowledgeModel<EloRating, EloConceptParams> = Object.freeze({
  name: 'elo',
  version: '1',
  defaults: eloConceptDefaults,
  checkParams,
  initial(params: EloConceptParams): EloRating {
    checkParams(params);
    return { ...eloInitialRating };
  },
  update(state: EloRating, observation: KnowledgeObservation, params: EloConceptParams): EloRating {
    checkEloRating('elo.state', state);
    checkObject('elo.update.observation', observation);
    checkBoolean('elo.update.correct', observation.correct);
    checkInstant('elo.update.at', observation.at);
    checkParams(params);
    const surprise = (observation.correct ? creditOf('elo.update.credit', observation) : 0) - rightProbability(state, params);
    return movedRating(state, stepSize(params, state.answers) * surprise);
  },
  predict(state: EloRating, at: number, params: EloConceptParams): number {
    checkEloRating('elo.state', state);
    checkInstant('elo.predict.at', at);
    checkParams(params);
    return openProbability(rightProbability(state, params));
  },
  mastery(state: EloRating, params: EloConceptParams): number {
    checkEloRating('elo.state', state);
    checkParams(params);
    return probabilityAt(state.rating - params.difficulty);
  },
  confidence(state: EloRating, params: EloConceptParams): number {
    checkEloRating('elo.state', state);
    checkParams(params);
    return decidedConfidence(probabilityAt(state.rating - params.difficulty), state.answers);
  },
});

function rightProbability({ rating }: EloRating, { difficulty, guess }: EloConceptParams): number {
  return guess + (1 - guess) * probabilityAt(rating - difficulty);
}

function checkParams(params: EloConceptParams): void {
  checkObject('elo.params', params);
  checkKnownKeys('elo.params', params, eloConceptDefaults);
  checkEloStep('elo.params', params);
  if (!isRating(params.difficulty)) throw invalidInput('elo.params.difficulty', 'a number from -1000 to 1000', params.difficulty);
  checkGuess('elo.params.guess', params.guess);
}
