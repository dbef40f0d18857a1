import { type ForgettingCurveParams, retention } from '../algorithms/index.js';
import type { ShownMastery } from '../collections/index.js';
import { dueDateNow } from './due-date.js';
import { elapsedDays } from './elapsed-days.js';
import type { LearnerNow } from './learner-now.js';

/** A concept's mastery as it stands at an instant: what is stored, and what is left of it. */
export interface MasteryAt {
  readonly subject: string;
  readonly topic: string;
  readonly concept: string;
  /** As the last practice left it: the number that `recommend` reads. */
  readonly mastery_level: number;
  readonly mastery_confidence: number;
  /** Probability that it is still remembered, by the forgetting curve: what the models are told of an answer at this instant. */
  readonly retention: number;
  /** `mastery_level` times `retention`. */
  readonly retained_mastery: number;
  readonly last_practiced_date: Date;
  /** When the next review comes due, by the learner's present days. */
  readonly next_review_date: Date;
  /** Days from the last practice to the next review, as the scheduler chose them; below 1 for steps of minutes. */
  readonly repetition_interval_days: number;
  readonly answers: number;
  /** Since when the concept is suspended, neither due nor recommended; missing when it is not. */
  readonly suspended_at?: Date;
}

/** Decays a stored mastery to an instant by its forgetting curve. */
export function masteryAt(mastery: ShownMastery, now: LearnerNow, forgetting: ForgettingCurveParams): MasteryAt {
  const { mastery_tracking: tracking, spaced_repetition_data: repetition } = mastery;
  const retained = retention(repetition.forgetting_curve_parameters, elapsedDays(tracking, now), forgetting);
  return {
    subject: mastery.subject,
    topic: mastery.topic,
    concept: mastery.concept,
    mastery_level: tracking.current_mastery_level,
    mastery_confidence: tracking.mastery_confidence,
    retention: retained,
    retained_mastery: tracking.current_mastery_level * retained,
    last_practiced_date: tracking.last_practiced_date,
    next_review_date: dueDateNow(repetition, now.rule),
    repetition_interval_days: repetition.repetition_interval_days,
    answers: mastery.evidence.answers,
    ...(mastery.suspended_at === undefined ? {} : { suspended_at: mastery.suspended_at }),
  };
}
