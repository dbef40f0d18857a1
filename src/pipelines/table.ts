import { answerLog } from './answer-log.js';
import { learningEffectiveness } from './learner/learning-effectiveness.js';
import { learningVelocity } from './learner/learning-velocity.js';
import { profileWithDna } from './learner/profile-with-dna.js';
import { retentionCalibration } from './learner/retention-calibration.js';
import { reviewForecast } from './learner/review-forecast.js';
import { sessionHistory } from './learner/session-history.js';
import { studyDays } from './learner/study-days.js';
import { userProgressDashboard } from './learner/user-progress-dashboard.js';

/** The one table of pipelines: explain tests, contract tests and the docs walk it. */
export const PIPELINES = {
  answer_log: answerLog,
  profile_with_dna: profileWithDna,
  user_progress_dashboard: userProgressDashboard,
  session_history: sessionHistory,
  review_forecast: reviewForecast,
  retention_calibration: retentionCalibration,
  learning_velocity: learningVelocity,
  study_days: studyDays,
  learning_effectiveness: learningEffectiveness,
} as const;

export type PipelineName = keyof typeof PIPELINES;
