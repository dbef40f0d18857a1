import type { Unreadable } from '../../repositories/index.js';
import { defineFollower, readWithRetry } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { daysChangedSince, daysWithin } from './days-to-roll-up.js';
import { LATE_WRITES_MS, makeDays, type RollUpProgress } from './make-days.js';

/** The result of a roll-up. */
export interface RollUpReport {
  /** The number of recomputed days. */
  readonly days: number;
  /** All events recorded before this instant are included; null after a roll-up of a given span. */
  readonly recordedBefore: Date | null;
  /** Sessions that could not be counted, at most 100. */
  readonly unreadable: readonly Unreadable[];
}

/** The roll-up of what is new, as a job. Everything that is new is one page, so that each day is recomputed once. */
export function usageDays(onDay?: (progress: RollUpProgress) => void) {
  return defineFollower({
    name: 'rollUp',
    summary: 'Brings the daily figures of use of all learners up to date.',
    everyMinutes: 60,
    unit: 'days',
    lateWritesMs: LATE_WRITES_MS,
    outdates: ['platform'],
    begin(context: EngineContext, control) {
      const made = { days: 0, unreadable: [] as Unreadable[] };
      return {
        async page({ since }, progress) {
          const days = await readWithRetry(context, 'rollUp', control, () =>
            since === null ? daysWithin(context, {}, control) : daysChangedSince(context, since, control),
          );
          await makeDays(context, days, made, control, (day) => {
            onDay?.(day);
            progress(day.done, day.done / day.days);
          });
        },
        report: (recordedBefore): RollUpReport => ({ ...made, recordedBefore }),
      };
    },
  });
}
