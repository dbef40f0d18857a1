import { checkBoolean, checkKnownKeys, checkObject } from '../../argument-checks.js';
import { probabilityAt } from '../log-odds.js';
import { checkEloRating, checkEloStep, checkGuess, type EloRating, type EloStep, movedRating, stepSize } from './elo-rating.js';

/** The ratings involved in one answer. Store each with its learner, skill or item. */
export type EloRatings = {
  /** The learner's overall rating: one per learner. */
  readonly learner: EloRating;
  /** The learner's rating in this skill, added to the overall one: one per learner and skill. Leave it out without skills. */
  readonly learner_skill?: EloRating | undefined;
  /** The difficulty of the item, or of the skill if items are not distinguished: one each, shared by all learners. */
  readonly item: EloRating;
};

/** The step sizes of the three kinds of ratings. */
export type EloParams = { readonly learner: EloStep; readonly learner_skill: EloStep; readonly item: EloStep };

const LEARNER_STEP: EloStep = Object.freeze({ first: 0.3, decay: 0.1, least: 0.2 });

/**
 * Learners change, so their steps stay large; items do not, so their steps shrink to almost nothing. Our own choice: the best of a few round numbers
 * on two public logs (ASSISTments).
 */
export const eloDefaults: EloParams = Object.freeze({
  learner: LEARNER_STEP,
  learner_skill: LEARNER_STEP,
  item: Object.freeze({ first: 1, decay: 0.05, least: 0.01 }),
});

/**
 * The probability of a right answer from the ratings of the learner, of the learner in the skill, and of the item.
 *
 *     P(correct) = g + (1 − g) / (1 + e^−(θ_learner + θ_learner,skill − d_item))
 *
 * Source: R. Pelánek, Applications of the Elo rating system in adaptive educational systems, Computers & Education 98, 2016.
 *
 * @param guess - g, the probability of guessing right, at least 0 and below 1; 1 / choices for multiple choice; 0 by default
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const ratings = { learner: { rating: 0.5, answers: 9 }, learner_skill: { rating: 0.4, answers: 2 }, item: { rating: -0.2, answers: 99 } };
 * eloProbability(ratings) //=> 0.7503…
 * eloProbability(ratings, 0.25) //=> 0.8127…
 */
export function eloProbability(ratings: EloRatings, guess = 0): number {
  checkEloRatings('eloProbability.ratings', ratings);
  checkGuess('eloProbability.guess', guess);
  return probability(ratings, guess);
}

/** The updated ratings to store, and the prediction before the answer. */
export type EloUpdate = EloRatings & { readonly predicted: number };

/**
 * The ratings after one answer. The learner's ratings change by the step times (outcome − expectation), and the item's rating by the opposite. Steps
 * shrink with the number of answers.
 *
 *     θ' = θ + K(n)·(correct − P),   d' = d − K(n)·(correct − P),   K(n) = max(least, a / (1 + b·n))
 *
 * Source: as for {@link eloProbability}, with the uncertainty function a / (1 + b·n) described there. The minimum step is our own addition, because
 * learners change.
 *
 * @returns new ratings; `learner_skill` only if it was given
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const fresh = { learner: eloInitialRating, learner_skill: eloInitialRating, item: eloInitialRating };
 * updateElo(fresh, { correct: true }).predicted //=> 0.5
 * updateElo(fresh, { correct: true }).learner //=> { rating: 0.15, answers: 1 }
 * updateElo(fresh, { correct: true }).item //=> { rating: -0.5, answers: 1 }
 * updateElo(fresh, { correct: true, guess: 0.5 }).item //=> { rating: -0.25, answers: 1 }
 */
export function updateElo(
  ratings: EloRatings,
  answer: { readonly correct: boolean; readonly guess?: number | undefined },
  params: EloParams = eloDefaults,
): EloUpdate {
  checkEloRatings('updateElo.ratings', ratings);
  checkObject('updateElo.answer', answer);
  const { correct, guess = 0 } = answer;
  checkBoolean('updateElo.answer.correct', correct);
  checkGuess('updateElo.answer.guess', guess);
  checkObject('updateElo.params', params);
  checkKnownKeys('updateElo.params', params, eloDefaults);
  checkEloStep('updateElo.params.learner', params.learner);
  checkEloStep('updateElo.params.learner_skill', params.learner_skill);
  checkEloStep('updateElo.params.item', params.item);
  const { learner, learner_skill, item } = ratings;
  const predicted = probability(ratings, guess);
  const surprise = (correct ? 1 : 0) - predicted;
  const learnerAfter = movedRating(learner, stepSize(params.learner, learner.answers) * surprise);
  const itemAfter = movedRating(item, -stepSize(params.item, item.answers) * surprise);
  if (learner_skill === undefined) return { predicted, learner: learnerAfter, item: itemAfter };
  const skillAfter = movedRating(learner_skill, stepSize(params.learner_skill, learner_skill.answers) * surprise);
  return { predicted, learner: learnerAfter, learner_skill: skillAfter, item: itemAfter };
}

function probability({ learner, learner_skill, item }: EloRatings, guess: number): number {
  return guess + (1 - guess) * probabilityAt(learner.rating + (learner_skill?.rating ?? 0) - item.rating);
}

function checkEloRatings(where: string, ratings: EloRatings): void {
  checkObject(where, ratings);
  // Literal places: a template would be put together for each answer.
  const update = where === 'updateElo.ratings';
  checkEloRating(update ? 'updateElo.ratings.learner' : 'eloProbability.ratings.learner', ratings.learner);
  checkEloRating(update ? 'updateElo.ratings.item' : 'eloProbability.ratings.item', ratings.item);
  if (ratings.learner_skill === undefined) return;
  checkEloRating(update ? 'updateElo.ratings.learner_skill' : 'eloProbability.ratings.learner_skill', ratings.learner_skill);
}
