import type { Engine } from 'adaptive-learning-engine';
import { LearnerDays } from '../learner-days.js';
import type { PredictionRecord } from '../prediction-record.js';
import type { SetClock } from '../set-clock.js';
import type { ReviewRow } from './review-row.js';
import { type Review, reviewsOf } from './sittings.js';

const MINUTE_MS = 60_000;

export const SUBJECT = 'Flashcards';
export const TOPIC = 'Deck';

export interface ReviewLogImport {
  readonly engine: Engine;
  readonly clock: SetClock;
  readonly userId: string;
  readonly zone: string;
  /** In chronological order, at least one. */
  readonly rows: readonly ReviewRow[];
  readonly signal: AbortSignal;
  readonly onAnswers: (soFar: number) => void;
}

/** The engine opens and closes a session for each sitting; a sitting ends where nothing was reviewed for so long. Minutes. */
const IDLE_MINUTES = 30;

/** Imports a review log by one call: each card a concept, each row an answer, each sitting a session. Doing it again changes nothing. */
export async function importReviewLog(input: ReviewLogImport): Promise<readonly PredictionRecord[]> {
  const { engine, clock, userId, zone, rows, signal, onAnswers } = input;
  const reviews = reviewsOf(rows);
  const [first, last] = [reviews[0], reviews.at(-1)];
  if (first === undefined || last === undefined) return [];
  clock.setTo(first.reviewedAt);
  await addLearner(engine, userId, zone, signal);
  await addCards(engine, rows, signal);

  clock.setTo(last.reviewedAt);
  const said = new Map<number, number>();
  await engine.importHistory(
    reviews.map((review) => ({ user_id: userId, ...answerOf(review) })),
    {
      signal,
      stopOnError: true,
      onStored: ({ position, outcome }) => said.set(position, outcome.predicted),
      onProgress: ({ recorded, alreadyRecorded }) => onAnswers(recorded + alreadyRecorded),
    },
  );
  clock.setTo(new Date(last.reviewedAt.getTime() + IDLE_MINUTES * MINUTE_MS + 1));
  await engine.closeIdleSessions({ idle_minutes: IDLE_MINUTES }, { signal });
  const days = new LearnerDays(zone);
  return reviews.flatMap(({ cardId, rating, reviewedAt }, position) => {
    const onLaterDay = days.meet(cardId, reviewedAt);
    const predicted = said.get(position);
    return predicted === undefined ? [] : [{ predicted, actual: rating > 1, onLaterDay }];
  });
}

async function addLearner(engine: Engine, userId: string, zone: string, signal: AbortSignal): Promise<void> {
  await engine.createLearner(
    {
      user_id: userId,
      email: `${userId}@example.org`,
      password_hash: 'none: this account cannot log in',
      profile: { name: 'The learner', education_level: 'professional', timezone: zone },
    },
    { signal },
  );
}

/** What one call of `upsertCurriculum` takes. */
const MOST_CONCEPTS = 20_000;

async function addCards(engine: Engine, rows: readonly ReviewRow[], signal: AbortSignal): Promise<void> {
  const cards = [...new Set(rows.map(({ cardId }) => cardId))];
  for (let start = 0; start < cards.length; start += MOST_CONCEPTS) {
    const some = cards.slice(start, start + MOST_CONCEPTS);
    await engine.upsertCurriculum(
      some.map((concept) => ({ subject: SUBJECT, topic: TOPIC, concept })),
      { signal },
    );
  }
}

function answerOf({ eventId, cardId, rating, reviewedAt, seconds }: Review) {
  return {
    event_id: eventId,
    at: reviewedAt,
    subject: SUBJECT,
    topic: TOPIC,
    concept: cardId,
    correct: rating > 1,
    rating,
    response_time_seconds: seconds,
  };
}
