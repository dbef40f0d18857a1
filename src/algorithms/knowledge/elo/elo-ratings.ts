import { checkBoolean, checkKnownKeys, checkObject } from '../../argument-checks.js';
import { probabilityAt } from '../log-odds.js';
import { checkEloRating, checkEloStep, checkGuess, type EloRating, type EloStep, movedRating, stepSize } from './elo-rating.js';

/** The ratings that meet in one answer, each stored with whom it belongs to. */
export type EloRatings = {
  /** Of the learner in everything: one for each learner. */
  readonly learner: EloRating;
  /** Of the learner in this skill, beside the one in everything: one for each learner and skill. Leave it out where there are no skills. */
  readonly learner_skill?: EloRating | undefined;
  /** Of the difficulty of the item, or of the skill where items are not told apart: one for each, shared by all learners. */
  readonly item: EloRating;
};

/** The steps of the three kinds of ratings. */
export type EloParams = { readonly learner: EloStep; readonly learner_skill: EloStep; readonly item: EloStep };

const LEARNER_STEP: EloStep = Object.freeze({ first: 0.3, decay: 0.1, least: 0.2 });

/**
 * Learners learn, so that their steps stay large; items do not change, and theirs shrink nearly to nothing. A choice of ours: what predicted
 * well among a few round numbers in two public logs (ASSISTments).
 */
export const eloDefaults: EloParams = Object.freeze({
  learner: LEARNER_STEP,
  learner_skill: LEARNER_STEP,
  item: Object.freeze({ first: 1, decay: 0.05, least: 0.01 }),
});

/**
 * The probability of a right answer, by what is known of the learner, the learner in the skill, and the item.
 *
 *     P(correct) = g + (1 − g) / (1 + e^−(θ_learner + θ_learner,skill − d_item))
 *
 * Source: R. Pelánek, Applications of the Elo rating system in adaptive educational systems, Computers & Education 98, 2016.
 *
 * @param guess - g, the chance to be right by guessing: 1 / choices for multiple choice; 0 unless told, below 1
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

/** What an answer leaves: the ratings to store again, and what was predicted before it was seen. */
export type EloUpdate = EloRatings & { readonly predicted: number };

/**
 * The ratings after one answer: the learner's rise by what was not expected of a right answer and fall by what was of a wrong one, the item's
 * the other way round, each by its own step, which shrinks as the rating becomes known.
 *
 *     θ' = θ + K(n)·(correct − P),   d' = d − K(n)·(correct − P),   K(n) = max(least, a / (1 + b·n))
 *
 * Source: as of {@link eloProbability}, with the uncertainty function a / (1 + b·n) described there. The least step is ours: learners learn.
 *
 * @returns new ratings; `learner_skill` only where one was given
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
