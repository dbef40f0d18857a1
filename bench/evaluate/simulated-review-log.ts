import {
  type FsrsMemory,
  type FsrsParams,
  fsrsDefaults,
  fsrsInitialMemory,
  fsrsInterval,
  fsrsNextMemory,
  fsrsRetrievability,
  type LoggedReview,
  type Rating,
} from 'adaptive-learning-engine/algorithms';
import { randomNumbers } from '../harness/random-numbers.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export interface SimulatedLearner {
  /** How the learner's memory really works. */
  readonly truth: FsrsParams;
  readonly cards: number;
  /** Cards met on each day, until all are. */
  readonly cardsPerDay: number;
  readonly days: number;
  readonly seed: number;
  /** Chances of hard, good, easy when something is recalled or met for the first time and known. */
  readonly passes?: readonly [number, number, number];
}

/** The log of a learner whose memory follows FSRS exactly, scheduled by FSRS with its default weights and often a little early or late. */
export function simulatedReviewLog({
  truth,
  cards,
  cardsPerDay,
  days,
  seed,
  passes = [0.1, 0.75, 0.15],
}: SimulatedLearner): LoggedReview[] {
  const random = randomNumbers(seed);
  const log: LoggedReview[] = [];
  const pass = (): Rating => {
    const drawn = random();
    return drawn < passes[0] ? 2 : drawn < passes[0] + passes[1] ? 3 : 4;
  };
  for (let number = 0; number < cards; number += 1) {
    const card = `card ${number}`;
    let day = Math.floor(number / cardsPerDay);
    let minutes = random() * 600;
    let memory: FsrsMemory | undefined;
    let planned: FsrsMemory | undefined;
    let last = day;
    const answer = (rating: Rating): void => {
      const elapsed = day - last;
      log.push({ card, at: day * DAY_MS + minutes * MINUTE_MS, rating, day });
      memory = memory === undefined ? fsrsInitialMemory(rating, truth) : fsrsNextMemory(memory, elapsed, rating, truth);
      planned = planned === undefined ? fsrsInitialMemory(rating) : fsrsNextMemory(planned, elapsed, rating);
      last = day;
    };
    while (day < days) {
      const recalled = memory === undefined ? random() < 0.6 : random() < fsrsRetrievability(memory, day - last, truth);
      answer(recalled ? pass() : 1);
      if (!recalled) {
        minutes += 10;
        answer(3);
      }
      const interval = planned === undefined ? 1 : fsrsInterval(planned, undefined, fsrsDefaults);
      day += Math.max(1, Math.round(interval * (0.7 + 0.8 * random())));
      minutes = random() * 600;
    }
  }
  return log.sort((a, b) => a.at - b.at);
}
