import type { Rating } from 'adaptive-learning-engine/algorithms';
import { FSRSAlgorithm, type FSRSState, generatorParameters } from 'ts-fsrs';
import { randomNumbers } from '../harness/random-numbers.js';
import type { LoggedReview } from './scheduled-reviews.js';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const FIRST_DAY = Date.UTC(2024, 0, 1);
const DAYS = 180;
const NEW_CARDS_A_DAY = 8;
const CARDS = 400;
/** Of the cards that are due, so many wait for another day. */
const SHARE_PUT_OFF = 0.1;
/** When the day's sitting begins, with up to two hours more. */
const SITTING_MINUTE = 14 * 60;
const SITTING_SPREAD_MINUTES = 120;

/** A learner whose memory is known, since we made it. */
export interface GeneratedLearner {
  readonly name: string;
  /** FSRS-6 weights by which memory really works. */
  readonly weights: readonly number[];
  /** How much cards differ from what the weights say, and answers from what the card does, as standard deviations on the logit scale. */
  readonly noise: number;
  /** What else moves the logit of an answer: by its number and day. */
  readonly mood: (answer: number, day: number) => number;
}

/** Half a year of reviews, scheduled by FSRS-6 with its default weights and answered by a generated learner. */
export function generatedReviews({ weights, noise, mood }: GeneratedLearner, seed: number): readonly LoggedReview[] {
  const random = randomNumbers(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const scheduler = new FSRSAlgorithm(generatorParameters());
  const memory = new FSRSAlgorithm(generatorParameters({ w: weights }));
  const cards: { name: string; ease: number; due: number; last: number; planned: FSRSState | null; real: FSRSState | null }[] = [];
  const reviews: LoggedReview[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    let at = FIRST_DAY + day * DAY_MS + (SITTING_MINUTE + SITTING_SPREAD_MINUTES * random()) * MINUTE_MS;
    const due = cards.filter((card) => card.due <= day && random() >= SHARE_PUT_OFF);
    for (let added = 0; added < NEW_CARDS_A_DAY && cards.length < CARDS; added += 1) {
      const card = { name: `card ${cards.length}`, ease: noise * normal(), due: day, last: day, planned: null, real: null };
      cards.push(card);
      due.push(card);
    }
    for (const card of due) {
      const answer = (rating: Rating, minutes: number): void => {
        at += minutes * MINUTE_MS;
        reviews.push({ card: card.name, rating, at: Math.round(at) });
        card.real = memory.next_state(card.real, day - card.last, rating);
        card.planned = scheduler.next_state(card.planned, day - card.last, rating);
        card.last = day;
      };
      const recall = card.real === null ? 0.6 : memory.forgetting_curve(day - card.last, card.real.stability);
      const logit = Math.log(recall / (1 - recall)) + card.ease + mood(reviews.length, day) + (noise / 2) * normal();
      const right = random() < 1 / (1 + Math.exp(-logit));
      answer(right ? 3 : 1, 0.2);
      // Until it is right, ten minutes later: here, at once.
      if (!right) answer(3, 10);
      card.due = day + Math.max(1, Math.round((card.planned as FSRSState | null)?.stability ?? 1));
    }
  }
  return reviews;
}
