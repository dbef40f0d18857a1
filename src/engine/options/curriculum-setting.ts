import { invalidInput } from '../../errors.js';
import { checkKeys } from '../../schema/index.js';

/** How the engine holds answers to the curriculum. */
export interface CurriculumSetting {
  /**
   * Refuses answers, and cards, of a concept that the curriculum does not have, and names the nearest that it has; false if not given: any name
   * is then a concept. Names that concepts had before are taken.
   */
  readonly strict?: boolean | undefined;
}

/** @throws AdaptiveLearningError `invalid_input` for a setting that does not fit */
export function checkCurriculumSetting(setting: CurriculumSetting | undefined, where: string): void {
  if (setting === undefined) return;
  checkKeys(setting, ['strict'], where);
  const { strict } = setting;
  if (strict !== undefined && typeof strict !== 'boolean') throw invalidInput(`${where}.strict`, 'true or false', strict);
}
