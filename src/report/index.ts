export { calibrationOf } from './charts/calibration.js';
export { classHardest } from './charts/class-hardest.js';
export { classHeatMap } from './charts/class-heat-map.js';
export { classStudyTime } from './charts/class-study-time.js';
export { dominantEmotions } from './charts/dominant-emotions.js';
export { emotionalWellness } from './charts/emotional-wellness.js';
export { type CurvesAt, fadingMemories } from './charts/fading-memories.js';
export { masteryByTopic } from './charts/mastery-by-topic.js';
export { reviewsAhead } from './charts/reviews-ahead.js';
export { studyCalendar } from './charts/study-calendar.js';
export { studyNext } from './charts/study-next.js';
export { weakestConcepts } from './charts/weakest-concepts.js';
export { whoNeedsHelp } from './charts/who-needs-help.js';
export type { ClassMember, ClassRows } from './class-figures.js';
export { type ClassReportOptions, classReport } from './class-report.js';
export type { Followed } from './followed.js';
export { conceptLabels, type NamedConcept } from './labels-apart.js';
export { type LearnerReportOptions, learnerReport, type ReportedLearner } from './learner-report.js';
export { renderReport } from './render/render-report.js';
export type { Chart, Grid, Item, KeyEntry, KeyFigure, LeftOut, PageTexts, Panel, Report, Section, Table } from './report.js';
export { LEFT_OUT_CODES } from './report.js';
export type {
  CalibrationRow,
  ClassMasteryRow,
  ClassStudyRow,
  ForecastRow,
  MasteryRow,
  MemoryRow,
  RecommendationRow,
  StudyDayRow,
  TopicRow,
  WellnessRow,
} from './rows.js';
export type { Role } from './spec/palette.js';
export type { Channel, Datum, Encoding, Layer, Mark, Spec } from './spec/spec.js';
export { ENGLISH } from './wording/english/labels.js';
export { GERMAN } from './wording/german/labels.js';
export type { Label } from './wording/label.js';
export type { LabelKey, Labels } from './wording/labels.js';
export { type ReportLocale, Wording, wordingOf } from './wording/wording.js';
