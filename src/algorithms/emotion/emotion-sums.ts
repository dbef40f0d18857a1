import type { SwingSum } from './affect-dynamics.js';
import type { StateSum } from './emotion-distribution.js';
import type { EmotionMoment } from './emotion-timeline.js';
import type { HourSum } from './emotional-hours.js';
import type { EpisodeSum, TriggerSum } from './emotional-recovery.js';
import type { AppliedIntervention, InterventionSum, RescueSum } from './intervention-effect.js';
import type { AnswerSum, FeltAnswer } from './learning-by-emotion.js';

/** What was seen of a learner in sittings of one zone. */
export type FeltTime = {
  /** In any order; {@link EmotionMoment.session} tells the sittings apart. */
  readonly timeline: readonly EmotionMoment[];
  readonly answers: readonly FeltAnswer[];
  readonly interventions: readonly AppliedIntervention[];
  /** The zone by whose clock the hours go: an IANA time zone, or an offset. */
  readonly zone: string;
};

/** Everything behind the figures of some sittings, in sums: those of a week are those of its days, added. Named as they are stored. */
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
