import { z } from 'zod';
import { fields as f } from '../schema/index.js';

/** What a longer gap between two events of a session counts as: at most a day. */
export const studyGapMinutes = z.number().positive().max(1_440);

/** How many days of one session are kept; a session that is answered on more keeps the newest. */
export const STUDY_DAYS_KEPT = 100;

/** How long a learner studied in a session, and on which of their days they answered. */
export const studyTime = z.strictObject({
  gap_minutes: studyGapMinutes,
  milliseconds: f.count,
  /** The event that the time was counted up to. */
  last_at: f.instant,
  days: f.list(
    z.strictObject({
      day: f.dayNumber,
      offset_minutes: f.offsetMinutes,
      first_answer_at: f.instant,
      answers: f.count,
      milliseconds: f.count,
    }),
    STUDY_DAYS_KEPT,
  ),
});
