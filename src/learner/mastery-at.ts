import { type LearnerAbility, retention } from '../algorithms/index.js';
import type { LearningSession, ShownMastery } from '../collections/index.js';
import { conceptAbilityOf, isKnowledge, toLearner } from './ability.js';
import { dueDateNow } from './due-date.js';
import { elapsedDays } from './elapsed-days.js';
import type { LearnerNow } from './learner-now.js';
import type { LearnerModels } from './models.js';

/** A concept's mastery at an instant. */
export interface MasteryAt {
  readonly subject: string;
  readonly topic: string;
  readonly concept: string;
  /**
   * The mastery after the last practice, 0 to 1. With `ability`, the probability of solving a question of average difficulty; with `bkt`, the
   * probability that the concept is known.
   */
  readonly mastery_level: number;
  /** The knowledge model's confidence in the level, 0 to 1. */
  readonly mastery_confidence: number;
  /** The probability that the concept is still remembered, by the forgetting curve. */
  readonly retention: number;
  /**
   * The mastery at the instant, including forgetting since the last practice and what is now known about the learner. For knowledge models without
   * forgetting, `mastery_level` times `retention`.
   */
  readonly retained_mastery: number;
  readonly last_practiced_date: Date;
  /** When the next review is due, by the learner's current time zone and rollover hour. */
  readonly next_review_date: Date;
  /** The scheduler's interval in days, from the last practice to the next review; below 1 for steps of minutes. */
  readonly repetition_interval_days: number;
  readonly answers: number;
  /** Since when the concept is suspended; absent if it is not. */
  readonly suspended_at?: Date;
}

/** What a stored mastery is judged by at a later instant. */
export interface MasteryEstimator {
  readonly models: Pick<LearnerModels, 'forgetting' | 'knowledge'>;
  /** What is known of the learner as a whole; null where there is no session that would tell. */
  readonly learner: LearnerAbility | null;
}

/** What the concepts of a learner are judged by, whose last session is given. */
export function estimatorFor<Models extends MasteryEstimator['models']>(
  session: Pick<LearningSession, 'ability'> | undefined,
  models: Models,
): MasteryEstimator & { readonly models: Models } {
  return { models, learner: session?.ability?.state ?? null };
}

/** A stored mastery as it stands at an instant. */
export function masteryAt(mastery: ShownMastery, now: LearnerNow, estimator: MasteryEstimator): MasteryAt {
  const { mastery_tracking: tracking, spaced_repetition_data: repetition } = mastery;
  const retained = retention(repetition.forgetting_curve_parameters, elapsedDays(tracking, now), estimator.models.forgetting.params);
  return {
    subject: mastery.subject,
    topic: mastery.topic,
    concept: mastery.concept,
    mastery_level: tracking.current_mastery_level,
    mastery_confidence: tracking.mastery_confidence,
    retention: retained,
    retained_mastery: retainedMastery(mastery, now, estimator) ?? tracking.current_mastery_level * retained,
    last_practiced_date: tracking.last_practiced_date,
    next_review_date: dueDateNow(repetition, now.rule),
    repetition_interval_days: repetition.repetition_interval_days,
    answers: mastery.evidence.answers,
    ...(mastery.suspended_at === undefined ? {} : { suspended_at: mastery.suspended_at }),
  };
}

/** What the knowledge model says of it; undefined where it does not know how mastery fades, or where another model has made the document. */
function retainedMastery(mastery: ShownMastery, { at, day }: LearnerNow, { models, learner }: MasteryEstimator): number | undefined {
  const { model, params } = models.knowledge;
  const { knowledge } = mastery.models;
  if (model.masteryAt === undefined || knowledge.name !== model.name || knowledge.version !== model.version) return undefined;
  const able = isKnowledge(models) ? conceptAbilityOf(mastery) : undefined;
  const state = able === undefined ? knowledge.state : toLearner(able, mastery.subject, { learner, models });
  return model.masteryAt(state as never, at.getTime(), params, day);
}
