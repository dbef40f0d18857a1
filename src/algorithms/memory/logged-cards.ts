import type { AnswerLog } from '../fitting/answer-log.js';
import type { Rating } from '../model.js';
import type { LoggedReview } from './logged-review.js';

/** A log of answers as reviews of cards: each learner's concept is a card. */
export function loggedCards({ learner, concept, at, day, rating }: AnswerLog): readonly LoggedReview[] {
  return Array.from(at, (time, row) => ({
    card: `${learner[row]}/${concept[row]}`,
    at: time,
    rating: rating[row] as Rating,
    day: day[row] as number,
  }));
}
