import type { SwingSum } from './affect-dynamics.js';
import type { StateSum } from './emotion-distribution.js';
import type { EmotionMoment } from './emotion-timeline.js';
import type { HourSum } from './emotional-hours.js';
import type { EpisodeSum, TriggerSum } from './emotional-recovery.js';
import type { AppliedIntervention, InterventionSum, RescueSum } from './intervention-effect.js';
import type { AnswerSum, FeltAnswer } from './learning-by-emotion.js';

/** What was recorded about a learner's emotions in sessions in one time zone. */
export type FeltTime = {
  /** In any order; {@link EmotionMoment.session} identifies the session. */
  readonly timeline: readonly EmotionMoment[];
  readonly answers: readonly FeltAnswer[];
  readonly interventions: readonly AppliedIntervention[];
  /** The zone for hours of the day: an IANA time zone, or an offset. */
  readonly zone: string;
};

/**
 * The sums from which the figures of a set of sessions are computed. The sums of a week are the sums of its days, added up. Fields have their stored
 * names.
 */
export type EmotionSums = {
  readonly states: readonly StateSum[];
  readonly swings: SwingSum;
  readonly episodes: readonly EpisodeSum[];
  readonly triggers: readonly TriggerSum[];
  readonly answers: readonly AnswerSum[];
  readonly interventions: readonly InterventionSum[];
  readonly rescues: readonly RescueSum[];
  readonly hours: readonly HourSum[];
};
