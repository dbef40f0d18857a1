import { studyGapMinutes } from '../../collections/index.js';
import { invalidInput } from '../../errors.js';
import { checkKeys } from '../../schema/index.js';

/** How the study time of a session is counted: the time between its events, where a long gap counts only in part. */
export interface StudyTimeSetting {
  /** What a longer gap counts as, in minutes: more than 0, a day at most; 5 if not given. A session keeps what held when it started. */
  readonly gapMinutes?: number | undefined;
}

/** @throws AdaptiveLearningError `invalid_input` for settings that do not fit */
export function gapMinutesOf(setting: StudyTimeSetting | undefined): number | undefined {
  if (setting === undefined) return undefined;
  const where = 'createEngine.studyTime';
  checkKeys(setting, ['gapMinutes'], where);
  const { gapMinutes } = setting;
  if (gapMinutes !== undefined && !studyGapMinutes.safeParse(gapMinutes).success)
    throw invalidInput(`${where}.gapMinutes`, 'a number > 0 and ≤ 1440', gapMinutes);
  return gapMinutes;
}
