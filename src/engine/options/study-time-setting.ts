import { studyGapMinutes } from '../../collections/index.js';
import { invalidInput } from '../../errors.js';
import { checkKeys } from '../../schema/index.js';

/** How the study time of a session is computed from the gaps between its events. */
export interface StudyTimeSetting {
  /**
   * A longer gap between two events counts as this many minutes; above 0, at most 1,440; 5 if not given. A session keeps the setting with which it
   * started.
   */
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
