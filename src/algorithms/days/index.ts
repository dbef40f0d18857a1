export { canonicalZone } from './canonical-zone.js';
export { type DayMoment, daysBetween } from './days-between.js';
export { beginningOfLearnerDay, DEFAULT_ROLLOVER_HOUR, elapsedLearnerDays, endOfLearnerDay, learnerDayNumber } from './learner-day.js';
export { type StreakNow, type StreakState, streakAt, streakOf, updateStreak } from './streak.js';
export { type StudyDay, studyDay } from './study-day.js';
export { type ZoneOffset, zoneOffsets } from './zone-offsets.js';
