import type { z } from 'zod';
import { parseInput } from '../../collections/index.js';
import { ensureLearners } from '../accounts/ensure-learners.js';
import type { EngineContext } from '../context.js';
import { historyTaker } from '../importing/history-rows.js';
import { importAnswers } from '../importing/import-answers.js';
import type { RecordAnswersReport } from '../importing/import-tally.js';
import type { Source } from '../importing/input-slices.js';
import { type historyRowInput, importHistoryInput } from '../inputs.js';
import { checkImport, type RecordAnswersControl } from './record-answers.js';

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
 * the answers many at a time. The same log may come again, whole or from the start after it was interrupted: each row counts once.
 */
export async function importHistory(
  context: EngineContext,
  rows: Source<HistoryRow>,
  { timezone, ...control }: ImportHistoryControl,
): Promise<ImportHistoryReport> {
  const where = 'importHistory';
  const { timezone: zone } = parseInput(importHistoryInput, { timezone }, `${where}.control`);
  const checked = checkImport(control, where);
  const ensured = new Set<string>();
  let learnersCreated = 0;
  const report = await importAnswers(context, historyTaker(context, where), rows, checked, where, async (window) => {
    const userIds = [...new Set(window.map(({ event }) => event.user_id))].filter((userId) => !ensured.has(userId));
    learnersCreated += await ensureLearners(context, userIds, zone, where, checked);
    for (const userId of userIds) ensured.add(userId);
  });
  return { ...report, learnersCreated };
}
