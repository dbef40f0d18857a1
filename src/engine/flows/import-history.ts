import type { z } from 'zod';
import { parseInput } from '../../collections/index.js';
import { type CallControl, readWithRetry } from '../../runtime/index.js';
import { ensureLearners } from '../accounts/ensure-learners.js';
import type { EngineContext } from '../context.js';
import { endIdle } from '../importing/end-idle.js';
import { historyRowParser } from '../importing/history-rows.js';
import { importAnswers } from '../importing/import-answers.js';
import type { RecordAnswersReport } from '../importing/import-tally.js';
import type { Source } from '../importing/input-slices.js';
import { type historyRowInput, importHistoryInput } from '../inputs.js';
import type { RecordAnswersControl } from './record-answers.js';

/** Learners whose last sessions are read at once. */
const LEARNERS_AT_ONCE = 1_000;

/** One row of a log: who answered what, when, and whether it was right. */
export type HistoryRow = z.input<typeof historyRowInput>;

export interface ImportHistoryControl extends RecordAnswersControl {
  /** Where the days of learners turn who are new; UTC if not given. */
  readonly timezone?: string | undefined;
}

export interface ImportHistoryReport extends RecordAnswersReport {
  /** Accounts that were made. */
  readonly learnersCreated: number;
}

/**
 * Records a log of answers: makes accounts for learners who have none, makes sessions of the gaps between a learner's answers, and records
 * the answers many at a time. A learner's last session is closed in the end, unless it still goes on by now. The same log may come again,
 * whole or from the start after it was interrupted: each row counts once.
 */
export async function importHistory(
  context: EngineContext,
  rows: Source<HistoryRow>,
  { timezone, ...control }: ImportHistoryControl,
): Promise<ImportHistoryReport> {
  const where = 'importHistory';
  const { timezone: zone } = parseInput(importHistoryInput, { timezone }, `${where}.control`);
  const ensured = new Set<string>();
  let learnersCreated = 0;
  const report = await importAnswers(context, historyRowParser(context, where), rows, control, where, async (window) => {
    const userIds = [...new Set(window.map(({ event }) => event.user_id))].filter((userId) => !ensured.has(userId));
    learnersCreated += await ensureLearners(context, userIds, zone, where, control);
    for (const userId of userIds) ensured.add(userId);
  });
  await endLast(context, [...ensured], where, control);
  return { ...report, learnersCreated };
}

/** Closes each learner's last session when its idle time has run out, as their next answer would. */
async function endLast(context: EngineContext, userIds: readonly string[], where: string, control: CallControl): Promise<void> {
  const idleSince = context.clock().getTime() - context.idleMs;
  for (let start = 0; start < userIds.length; start += LEARNERS_AT_ONCE) {
    const some = userIds.slice(start, start + LEARNERS_AT_ONCE);
    const read = () => context.repositories.learning_sessions.lastOf(some, { signal: control.signal });
    const last = await readWithRetry(context, where, control, read);
    const isOver = ({ automatic, ended_at, last_event }: (typeof last)[number]) =>
      automatic === true && ended_at === undefined && last_event.occurred_at.getTime() < idleSince;
    await endIdle(context, last.filter(isOver), context.idleMs, where, control);
  }
}
