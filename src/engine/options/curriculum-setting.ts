import { invalidInput } from '../../errors.js';
import { checkKeys } from '../../schema/index.js';

/** How the engine checks answers against the curriculum. */
export interface CurriculumSetting {
  /**
   * Whether to reject answers and cards whose concept is not in the curriculum; the error suggests the nearest name. Former names of concepts are
   * accepted. False if not given: any name is then a concept.
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
