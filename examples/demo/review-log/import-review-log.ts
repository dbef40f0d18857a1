import type { Engine, LearnerScope } from 'adaptive-learning-engine';
import { deterministicUuid } from '../deterministic-id.js';
import { LearnerDays } from '../learner-days.js';
import type { PredictionRecord } from '../prediction-record.js';
import type { SetClock } from '../set-clock.js';
import type { ReviewRow } from './review-row.js';
import { type Review, type Sitting, sittingsOf } from './sittings.js';

export const SUBJECT = 'Flashcards';
export const TOPIC = 'Deck';

export interface ReviewLogImport {
  readonly engine: Engine;
  readonly clock: SetClock;
  readonly userId: string;
  readonly zone: string;
  /** In the order of time, at least one. */
  readonly rows: readonly ReviewRow[];
  readonly signal: AbortSignal;
  readonly onAnswers: (soFar: number) => void;
}

/** Plays a review log into the engine: each card a concept, each row an answer, each sitting a session. Doing it again changes nothing. */
export async function importReviewLog(input: ReviewLogImport): Promise<readonly PredictionRecord[]> {
  const { engine, clock, userId, zone, rows, signal, onAnswers } = input;
  const sittings = sittingsOf(rows);
  const [first] = sittings;
  if (first === undefined) return [];
  clock.setTo(first[0].reviewedAt);
  await addLearner(engine, userId, zone, signal);
  await addCards(engine, rows, signal);

  const learner = engine.as({ userId, role: 'learner' });
  const days = new LearnerDays(zone);
  const records: PredictionRecord[] = [];
  for (const sitting of sittings) {
    const session_id = await startSitting(learner, sitting, clock, signal);
    for (const review of sitting) {
      clock.setTo(review.reviewedAt);
      const { predicted, correct } = await learner.recordAnswer(answerOf(review, session_id), { signal });
      records.push({ predicted, actual: correct, onLaterDay: days.meet(review.cardId, review.reviewedAt) });
      onAnswers(records.length);
    }
    await learner.endSession({ session_id, ended_at: clock.now() }, { signal });
  }
  return records;
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

async function startSitting(learner: LearnerScope, [first]: Sitting, clock: SetClock, signal: AbortSignal): Promise<string> {
  clock.setTo(first.reviewedAt);
  const session_id = deterministicUuid('sitting', learner.userId, first.reviewedAt.toISOString());
  await learner.startSession(
    { session_id, started_at: first.reviewedAt, session_type: 'revision', subject: SUBJECT, topics: [TOPIC] },
    { signal },
  );
  return session_id;
}

function answerOf({ eventId, cardId, rating, reviewedAt, seconds }: Review, session_id: string) {
  return {
    event_id: eventId,
    session_id,
    occurred_at: reviewedAt,
    subject: SUBJECT,
    topic: TOPIC,
    concept: cardId,
    correct: rating > 1,
    rating,
    response_time_seconds: seconds,
  };
}
