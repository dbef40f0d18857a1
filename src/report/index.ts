export { aiCost } from './charts/ai-cost.js';
export { calibrationOf } from './charts/calibration.js';
export { type ClassMember, classHeatMap } from './charts/class-heat-map.js';
export { dominantEmotions } from './charts/dominant-emotions.js';
export { emotionalWellness } from './charts/emotional-wellness.js';
export { type CurvesAt, fadingMemories } from './charts/fading-memories.js';
export { hardConcepts } from './charts/hard-concepts.js';
export { masteryByTopic } from './charts/mastery-by-topic.js';
export { platformUsage } from './charts/platform-usage.js';
export { reviewsAhead } from './charts/reviews-ahead.js';
export { studyCalendar } from './charts/study-calendar.js';
export { type ClassReportOptions, classReport } from './class-report.js';
export type { Followed } from './followed.js';
export { type LearnerReportOptions, learnerReport } from './learner-report.js';
export { renderReport } from './render/render-report.js';
export type { Chart, KeyEntry, KeyFigure, LeftOut, Panel, Report, Table } from './report.js';
export type {
  AiUsageRow,
  CalibrationRow,
  ClassMasteryRow,
  ForecastRow,
  HardConceptRow,
  MemoryRow,
  StudyDayRow,
  TopicRow,
  UsageRow,
  WellnessRow,
} from './rows.js';
export type { Role } from './spec/palette.js';
export type { Channel, Datum, Encoding, Layer, Mark, Spec } from './spec/spec.js';
