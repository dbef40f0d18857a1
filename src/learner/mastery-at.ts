import { type ForgettingCurveParams, retention } from '../algorithms/index.js';
import type { ShownMastery } from '../collections/index.js';

const DAY_MS = 86_400_000;

/** A concept's mastery as it stands at an instant: what is stored, and what is left of it. */
export interface MasteryAt {
  readonly subject: string;
  readonly topic: string;
  readonly concept: string;
  /** As the last practice left it: the number that `recommend` reads. */
  readonly mastery_level: number;
  readonly mastery_confidence: number;
  /** Probability that it is still remembered, by the forgetting curve. */
  readonly retention: number;
  /** `mastery_level` times `retention`. */
  readonly retained_mastery: number;
  readonly last_practiced_date: Date;
  readonly next_review_date: Date;
  readonly answers: number;
}

/** Decays a stored mastery to an instant by its forgetting curve. */
export function masteryAt(mastery: ShownMastery, at: Date, forgetting: ForgettingCurveParams): MasteryAt {
  const { mastery_tracking: tracking, spaced_repetition_data: repetition } = mastery;
  const elapsed = Math.max(0, at.getTime() - tracking.last_practiced_date.getTime()) / DAY_MS;
  const retained = retention(repetition.forgetting_curve_parameters, elapsed, forgetting);
  return {
    subject: mastery.subject,
    topic: mastery.topic,
    concept: mastery.concept,
    mastery_level: tracking.current_mastery_level,
    mastery_confidence: tracking.mastery_confidence,
    retention: retained,
    retained_mastery: tracking.current_mastery_level * retained,
    last_practiced_date: tracking.last_practiced_date,
    next_review_date: repetition.next_review_date,
    answers: mastery.evidence.answers,
  };
}
