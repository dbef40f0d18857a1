import { type Followed, knowledgeOf } from '../followed.js';
import type { LeftOut } from '../report.js';
import type { Wording } from '../wording/wording.js';

const NOT_SUMMED = 'No days of emotions are summed for this time yet: run engine.aggregateEmotions().';

/** In the place of a chart of emotions, where no day has any. */
export function noEmotions(section: string, followed: Followed): LeftOut {
  if (['never', 'earlier'].includes(knowledgeOf(followed))) return { section, code: 'not_summed', says: NOT_SUMMED };
  return { section, code: 'no_data', says: 'No emotions were recorded in this time.' };
}

/** How far the days of a chart have come, where that is known. */
export function complete({ recorded_before, timezone }: Followed, { say, instant }: Wording): readonly string[] {
  return recorded_before === null ? [] : [say('complete_up_to', { instant: instant(recorded_before, timezone), zone: timezone })];
}
