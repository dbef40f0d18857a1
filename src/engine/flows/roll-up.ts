import type { z } from 'zod';
import { learningSessions } from '../../collections/index.js';
import { invalidInput } from '../../errors.js';
import { UNREADABLE_NAMED_AT_MOST } from '../../pipelines/index.js';
import { command, type Unreadable, WriteConflict } from '../../repositories/index.js';
import { aFunction, type CallControl, inputSchema, type OptionsOf, readWithRetry, wholeBefore, write } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';
import { daysChangedSince, daysWithin } from '../rolling-up/days-to-roll-up.js';
import { DAY_MS } from '../rolling-up/utc-day.js';

/** The progress of a roll-up. */
export interface RollUpProgress {
  /** The UTC day that was just computed, as the midnight at which it begins. */
  readonly day: Date;
  readonly done: number;
  readonly days: number;
}

export interface RollUpControl extends CallControl {
  readonly onProgress?: ((progress: RollUpProgress) => void) | undefined;
}

/** The result of a roll-up. */
export interface RollUpReport {
  /** The number of recomputed days. */
  readonly days: number;
  /** All events recorded before this instant are included; null after a roll-up of a given span. */
  readonly recordedBefore: Date | null;
  /** Sessions that could not be counted, at most 100. */
  readonly unreadable: readonly Unreadable[];
}

/** How long the server may work on one command. Milliseconds. */
const COMMAND_MS = 120_000;
/** How long the making of one day may take; commands that come later do nothing. Milliseconds. */
const DAY_STEP_MS = 300_000;
/** What a second run, begun before this one, may still write of what it had read before: such days are looked at again by the next run. */
const SECOND_RUN_MS = COMMAND_MS + DAY_STEP_MS;

/** Sessions are kept so long; of days further back some may be gone already. */
const SESSIONS_KEPT_MS = daysKept() * DAY_MS;

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
  const { signal, onProgress } = control;
  const { watermarks } = context.repositories;
  const start = context.clock();
  const isWhole = since === undefined && until === undefined;
  const days = await readWithRetry(context, 'rollUp', control, async () => {
    const from = isWhole ? await watermarks.of('rollUp', { signal }) : null;
    return from === null ? daysWithin(context, { since, until }, control) : daysChangedSince(context, from, control);
  });
  const unreadable: Unreadable[] = [];
  const turn = { where: 'rollUp', control, outdates: ['platform'] } as const;
  for (const [index, day] of days.entries()) {
    await write(context, turn, () => makeDay(context, day, start, control));
    const toName = UNREADABLE_NAMED_AT_MOST - unreadable.length;
    unreadable.push(...(await readWithRetry(context, 'rollUp', control, () => uncounted(context, day, control, toName))));
    onProgress?.({ day, done: index + 1, days: days.length });
  }
  if (!isWhole) return { days: days.length, recordedBefore: null, unreadable };
  const recordedBefore = wholeBefore(new Date(start.getTime() - SECOND_RUN_MS), context.deadlineMs);
  // Kept answers say how far the figures had come, also when no figure has changed.
  await write(context, turn, () => watermarks.advance('rollUp', recordedBefore, context.clock(), { signal }));
  return { days: days.length, recordedBefore, unreadable };
}

/** Recomputes one day, all of it within its time by the server's clock; a process that was held up begins the day again. */
async function makeDay(context: EngineContext, day: Date, now: Date, { signal }: CallControl): Promise<void> {
  const { learner_usage_days, platform_usage_days } = context.repositories;
  const deadline = new Date((await serverTime(context, { signal })).getTime() + DAY_STEP_MS);
  const options = { deadline, maxTimeMS: COMMAND_MS, signal };
  const keep = day.getTime() < now.getTime() - SESSIONS_KEPT_MS;
  const without = await context.repositories.users.outsideAnalytics({ signal });
  await learner_usage_days.rollUp(day, { ...options, keep, without });
  await platform_usage_days.rollUp(day, options);
  if ((await serverTime(context, { signal })) >= deadline) throw new WriteConflict();
}

/** Names the sessions of a day that are in no figure; the documents are only looked at when the numbers differ. */
async function uncounted({ repositories }: EngineContext, day: Date, { signal }: CallControl, limit: number): Promise<Unreadable[]> {
  const { learning_sessions, platform_usage_days } = repositories;
  const [started, figures] = await Promise.all([
    learning_sessions.countStarted(day, { signal }),
    platform_usage_days.findOne({ day }, { signal, fields: ['sessions'] }),
  ]);
  if (limit < 1 || started <= (figures?.sessions ?? 0)) return [];
  const ids = await learning_sessions.uncountable(day, { limit, signal });
  return ids.map((id) => ({ collection: learningSessions.name, id }));
}

async function serverTime({ db }: EngineContext, control: CallControl): Promise<Date> {
  const { localTime } = await command('rollUp', control, (driver) => db.command({ hello: 1 }, driver));
  return localTime as Date;
}

function daysKept(): number {
  const rule = learningSessions.retention.find(({ part }) => part === '*');
  return typeof rule?.keep === 'object' ? rule.keep.days : Number.POSITIVE_INFINITY;
}
