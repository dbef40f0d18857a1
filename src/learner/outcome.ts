import type { AnswerEvent } from '../collections/index.js';

/** The outcome of an answer. It is read from the stored event, so a retry returns exactly the same. */
export interface AnswerOutcome {
  readonly event_id: string;
  readonly session_id: string;
  readonly subject: string;
  readonly topic: string;
  readonly concept: string;
  readonly occurred_at: Date;
  readonly correct: boolean;
  /** The predicted probability of a right answer, computed before the outcome was known. */
  readonly predicted: number;
  readonly mastery_before: number;
  readonly mastery_level: number;
  readonly mastery_confidence: number;
  /** Whether this answer raised the concept above the mastery threshold for the first time. */
  readonly newly_mastered: boolean;
  readonly repetition_interval_days: number;
  readonly next_review_date: Date;
}

export function outcomeOf({ event_id, session_id, occurred_at, answer, provenance }: AnswerEvent): AnswerOutcome {
  const { before, after } = provenance;
  return {
    event_id,
    session_id,
    subject: answer.subject,
    topic: answer.topic,
    concept: answer.concept,
    occurred_at,
    correct: answer.correct,
    predicted: provenance.predicted,
    mastery_before: before.mastery_level,
    mastery_level: after.mastery_level,
    mastery_confidence: after.mastery_confidence,
    newly_mastered: provenance.newly_mastered,
    repetition_interval_days: after.repetition_interval_days,
    next_review_date: after.next_review_date ?? occurred_at,
  };
}
