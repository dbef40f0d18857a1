import { learningSessions } from '../../collections/index.js';
import { UNREADABLE_NAMED_AT_MOST } from '../../pipelines/index.js';
import { command, type Unreadable, WriteConflict } from '../../repositories/index.js';
import { type CallControl, readWithRetry, write } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { DAY_MS } from './utc-day.js';

/** How long the server may work on one command. Milliseconds. */
const COMMAND_MS = 120_000;
/** How long the making of one day may take; later commands do nothing. Milliseconds. */
const DAY_STEP_MS = 300_000;
/** For how long a run that was held up may still write what it had made of a day, in milliseconds. */
export const LATE_WRITES_MS = COMMAND_MS + DAY_STEP_MS;
/** Sessions are kept so long; of days further back some may be gone already. */
const SESSIONS_KEPT_MS = daysKept() * DAY_MS;

/** The progress of a roll-up. */
export interface RollUpProgress {
  /** The UTC day that was just computed, as the midnight at which it begins. */
  readonly day: Date;
  readonly done: number;
  readonly days: number;
}

/** What a roll-up has made by now. */
export interface DaysMade {
  days: number;
  readonly unreadable: Unreadable[];
}

/** Recomputes days, one after the other, and adds up what was made. */
export async function makeDays(
  context: EngineContext,
  days: readonly Date[],
  made: DaysMade,
  control: CallControl,
  onDay?: (progress: RollUpProgress) => void,
): Promise<void> {
  const start = context.clock();
  for (const [index, day] of days.entries()) {
    await write(context, { where: 'rollUp', control, outdates: ['platform'] }, () => makeDay(context, day, start, control));
    const toName = UNREADABLE_NAMED_AT_MOST - made.unreadable.length;
    made.unreadable.push(...(await readWithRetry(context, 'rollUp', control, () => uncounted(context, day, control, toName))));
    made.days += 1;
    onDay?.({ day, done: index + 1, days: days.length });
  }
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
