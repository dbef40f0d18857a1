import {
  type FsrsMemory,
  type FsrsParams,
  fsrsInitialMemory,
  fsrsNextMemory,
  fsrsRetrievability,
  type Rating,
} from 'adaptive-learning-engine/algorithms';
import { Random } from 'adaptive-learning-engine/simulator';
import { conceptKey, History, type IncomingEvent, type LearnerModels } from '../../src/learner/index.js';
import { PLAYED_IN } from './engine-log.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const FIRST_DAY = Math.floor(Date.UTC(2026, 0, 5) / DAY_MS);
const MORNING_MS = 8 * 60 * MINUTE_MS;
const GRADES = { 1: 1, 2: 3, 3: 4, 4: 5 } as const;
/** The retained share is measured from here on: before, all cards are new. */
const MEASURED_FROM = 0.5;

/** Shares of again, hard, good and easy. */
export type RatingShares = readonly [number, number, number, number];

/** How a learner goes through cards. */
export interface CardsToReview {
  /** How the learner's memory really works. */
  readonly truth: FsrsParams;
  readonly models: LearnerModels;
  readonly days: number;
  readonly newPerDay: number;
  /** Of first answers, and of the reviews that are recalled (that of again is not read). */
  readonly first: RatingShares;
  readonly passes: RatingShares;
  /** The same learner by the same number, whatever schedules. */
  readonly number: number;
}

/** What a schedule cost, and what it left. */
export interface Reviewed {
  readonly reviewsPerDay: number;
  /** The mean probability of recall over all cards met, at the ends of the days of the second half. */
  readonly retained: number;
  /** The share of reviews that were recalled in the second half. */
  readonly recalled: number;
}

interface Card {
  readonly name: string;
  memory: FsrsMemory;
  last: number;
  due: number;
}

/**
 * A learner who meets some cards a day and reviews whatever is due, every day, through the fold that the engine records with. What is failed
 * is asked again at the end of the same day until it is recalled.
 */
export function reviewCards({ truth, models, days, newPerDay, first, passes, number }: CardsToReview): Reviewed {
  const random = new Random('reviewed cards', number);
  const desk = new Desk(models);
  const cards: Card[] = [];
  let [reviews, recalls, measuredReviews, retained, measuredDays] = [0, 0, 0, 0, 0];
  for (let day = FIRST_DAY; day < FIRST_DAY + days; day += 1) {
    desk.open(day);
    const isMeasured = day >= FIRST_DAY + days * MEASURED_FROM;
    const failed: Card[] = [];
    for (const card of cards.filter(({ due }) => due <= day)) {
      const recalled = random.chance(fsrsRetrievability(card.memory, day - card.last, truth));
      review(desk, card, day, recalled ? drawn(passes, random, 1) : 1, truth);
      reviews += 1;
      measuredReviews += isMeasured ? 1 : 0;
      recalls += isMeasured && recalled ? 1 : 0;
      if (!recalled) failed.push(card);
    }
    for (let met = 0; met < newPerDay; met += 1) {
      const rating = drawn(first, random, 0);
      const card = { name: `card ${cards.length}`, memory: fsrsInitialMemory(rating, truth), last: day, due: day };
      card.due = desk.answer(card.name, rating);
      cards.push(card);
      if (rating === 1) failed.push(card);
    }
    for (const card of failed) {
      review(desk, card, day, 3, truth);
      reviews += 1;
    }
    if (!isMeasured) continue;
    measuredDays += 1;
    retained += cards.reduce((sum, { memory, last }) => sum + fsrsRetrievability(memory, day - last, truth), 0) / cards.length;
  }
  return { reviewsPerDay: reviews / days, retained: retained / measuredDays, recalled: recalls / measuredReviews };
}

function review(desk: Desk, card: Card, day: number, rating: Rating, truth: FsrsParams): void {
  card.memory = fsrsNextMemory(card.memory, day - card.last, rating, truth);
  card.last = day;
  card.due = desk.answer(card.name, rating);
}

function drawn(shares: RatingShares, random: Random, from: number): Rating {
  const whole = shares.slice(from).reduce((sum, share) => sum + share, 0);
  let left = random.share() * whole;
  for (let place = from; place < shares.length - 1; place += 1) {
    left -= shares[place] as number;
    if (left < 0) return (place + 1) as Rating;
  }
  return 4;
}

/** Where the learner's answers are recorded. */
class Desk {
  readonly #history: History;
  #session = '';
  #at = 0;
  #events = 0;

  constructor(models: LearnerModels) {
    this.#history = new History(models);
  }

  open(day: number): void {
    this.#session = `22222222-2222-4222-8222-${String(day).padStart(12, '0')}`;
    this.#at = day * DAY_MS + MORNING_MS;
    const about = { session_type: 'practice', topics: [], learning_objectives: [], initial_difficulty_level: 0.5 };
    const session = { ...about, device_type: 'desktop', platform: 'web', timezone: 'UTC', day_rollover_hour: 4 };
    this.#add({ type: 'session_started', session });
  }

  /** @returns the day on which the card is due next */
  answer(concept: string, rating: Rating): number {
    this.#at += MINUTE_MS / 6;
    const correct = rating > 1;
    const answer = { ...PLAYED_IN, concept, correct, score: correct ? 1 : 0, rating, grade: GRADES[rating], response_time_seconds: 8 };
    this.#add({ type: 'answer', answer });
    const mastery = this.#history.masteries.get(conceptKey({ ...PLAYED_IN, concept }));
    return mastery?.spaced_repetition_data.next_review_day ?? Number.POSITIVE_INFINITY;
  }

  #add(body: object): void {
    this.#events += 1;
    const event = {
      user_id: 'simulated',
      event_id: `e${this.#events}`,
      session_id: this.#session,
      occurred_at: new Date(this.#at),
      recorded_at: new Date(this.#at),
      body_hash: '0'.repeat(64),
      schema_version: 1,
      ...body,
    };
    this.#history.add(event as unknown as IncomingEvent);
  }
}
