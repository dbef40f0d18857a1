import type { z } from 'zod';
import { invalidInput } from '../../errors.js';
import { aFunction, type CallControl, inputSchema, type OptionsOf, readWithRetry } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';
import { daysWithin } from '../rolling-up/days-to-roll-up.js';
import { makeDays, type RollUpProgress } from '../rolling-up/make-days.js';
import { type RollUpReport, usageDays } from '../rolling-up/usage-days.js';

export interface RollUpControl extends CallControl {
  readonly onProgress?: ((progress: RollUpProgress) => void) | undefined;
}

const rollUpInput = inputSchema(
  'RollUpInput',
  { since: fields.instant.optional(), until: fields.instant.optional() },
  {
    since: 'Recomputes all UTC days from this instant on; if neither `since` nor `until` is given, only days that changed.',
    until: 'Recomputes all UTC days before this instant.',
  },
);

const PROGRESS: OptionsOf<RollUpControl> = { onProgress: { check: aFunction, sentence: 'Called after each day with the progress.' } };

export const rollUp = engineVerb({
  name: 'rollUp',
  action: 'run_jobs',
  kind: 'job',
  input: rollUpInput.prefault({}),
  control: PROGRESS,
  cannotJoin: 'days are stored one by one, so that the next run can go on from there',
  summary: 'Updates the daily usage figures of all learners. Run it about once an hour.',
  details:
    'It recomputes the UTC days on which sessions changed since the last run; with `since` or `until`, all days of that span. It is safe to interrupt it, to run it again and to run it in several processes.',
  result: 'The number of recomputed days, the time up to which recorded events are included, and the sessions that could not be counted.',
  errors: { invalid_input: 'an empty span' },
  example: 'await engine.rollUp();',
  run,
});

async function run(
  context: EngineContext,
  _: Actor,
  { since, until }: z.output<typeof rollUpInput>,
  control: RollUpControl,
): Promise<RollUpReport> {
  if (since !== undefined && until !== undefined && since >= until) throw invalidInput('rollUp.until', 'an instant after since', until);
  if (since === undefined && until === undefined)
    return usageDays(control.onProgress).run(context, { ...control, onProgress: () => undefined });
  const days = await readWithRetry(context, 'rollUp', control, () => daysWithin(context, { since, until }, control));
  const made = { days: 0, unreadable: [] };
  await makeDays(context, days, made, control, control.onProgress);
  return { ...made, recordedBefore: null };
}
