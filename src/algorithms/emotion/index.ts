export { type AffectDynamics, affectDynamics } from './affect-dynamics.js';
export { type EmotionalSummary, type EmotionDistribution, type EmotionShare, emotionDistribution } from './emotion-distribution.js';
export { type EmotionFigures, emotionFigures } from './emotion-figures.js';
export { type EmotionRole, emotionRole } from './emotion-role.js';
export type { EmotionSums, FeltTime } from './emotion-sums.js';
export { type EmotionMoment, type TimelineParams, timelineDefaults } from './emotion-timeline.js';
export {
  type EmotionTrend,
  emotionTrends,
  type ScorePoint,
  type ScoreTrend,
  scoreTrend,
  type TrendDirection,
} from './emotion-trends.js';
export { type EmotionalHour, type EmotionalHours, emotionalHours } from './emotional-hours.js';
export { commonTriggers, type EmotionalRecovery, emotionalRecovery, type HinderedEpisode } from './emotional-recovery.js';
export {
  AFFECT_SOURCES,
  type Affect,
  type AffectSource,
  EMOTIONAL_STATES,
  EMOTIONS,
  type EmotionalState,
} from './emotional-states.js';
export { type AppliedIntervention, type InterventionEffect, interventionEffects } from './intervention-effect.js';
export { bestEmotionFor, type EmotionLearning, type FeltAnswer, learningByEmotion } from './learning-by-emotion.js';
export { addEmotionSums, sumEmotions } from './sum-emotions.js';
