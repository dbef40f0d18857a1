import type { CacheOwner } from '../../cache/index.js';
import type { CallControl } from '../call-control.js';
import type { RuntimeContext } from '../runtime-context.js';
import { readWithRetry, write } from '../write-path.js';
import { wholeBefore } from './log-lag.js';

/** A span of recording that a follower of the log makes something of at once. */
export interface LogPage {
  /** Where the page begins; null for the beginning of the log, where nothing was made before. */
  readonly since: Date | null;
  /** Where it ends, itself not included. */
  readonly until: Date;
}

/** What follows the log: under which name its checkpoint is stored, and how it reads. */
export interface Follower {
  /** The job's name. */
  readonly name: string;
  /** How much recording a page spans at most, in milliseconds; everything that is new if not given. The checkpoint is stored after each page. */
  readonly pageMs?: number | undefined;
  /** For how long after its reads a run may still write what it made of them, in milliseconds, where the writes do not look whether they were outrun; 0 if not given. */
  readonly lateWritesMs?: number | undefined;
  /** Whose cached query results say how far the job is. */
  readonly outdates?: readonly CacheOwner[] | undefined;
}

/** Makes what depends on what was recorded in a page, the same each time: a page may come again. */
export type MakePage = (page: LogPage, progress: (shareOfPage: number) => void) => Promise<void>;

/**
 * Makes everything that depends on what was recorded since the checkpoint, page by page, and moves the checkpoint. The checkpoint stays behind
 * the start of the run: everything recorded before it can be read by then ({@link wholeBefore}); what was recorded later, the next run makes
 * again. Stopped or killed at any point, the next run continues after the last page that was made.
 *
 * @param onShare is told the share of the new recording that is done, 0 to 1
 * @returns the instant before which everything that was recorded is in what the job has made
 */
export async function followLog(
  context: RuntimeContext,
  follower: Follower,
  control: CallControl,
  make: MakePage,
  onShare: (share: number) => void = () => undefined,
): Promise<Date> {
  const { name, pageMs, lateWritesMs = 0, outdates = [] } = follower;
  const { watermarks, learning_events } = context.repositories;
  const { signal } = control;
  const now = context.clock();
  const sureBefore = wholeBefore(new Date(now.getTime() - lateWritesMs), context.deadlineMs);
  const end = new Date(now.getTime() + 1);
  const firstRecorded = (from: Date) => readWithRetry(context, name, control, () => learning_events.firstRecorded(from, { signal }));
  const advance = (recordedBefore: Date) =>
    write(context, { where: name, control, outdates }, () => watermarks.advance(name, recordedBefore, context.clock(), { signal }));
  let since = await readWithRetry(context, name, control, () => watermarks.of(name, { signal }));
  let from: Date | undefined;
  for (;;) {
    // Stretches in which nothing was recorded are passed over.
    const next = pageMs === undefined ? since : await firstRecorded(since ?? new Date(0));
    const until = pageMs === undefined || next === null ? end : earlier(new Date(next.getTime() + pageMs), end);
    from ??= next ?? until;
    const [before, page] = [shareOf(from, next ?? until, end), shareOf(from, until, end)];
    await make({ since, until }, (share) => onShare(pageMs === undefined ? share : before + share * (page - before)));
    await advance(earlier(until, sureBefore));
    onShare(page);
    if (until >= end) return sureBefore;
    since = until;
  }
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

/** How much of a span lies before an instant in it, 0 to 1. */
function shareOf(from: Date, now: Date, end: Date): number {
  return now >= end ? 1 : Math.max(0, (now.getTime() - from.getTime()) / (end.getTime() - from.getTime()));
}
