import { z } from 'zod';
import { type CallControl, type OptionsOf, readWithRetry } from '../../runtime/index.js';
import { fields, parseInput } from '../../schema/index.js';
import type { Actor } from '../../security/index.js';
import { ensureLearners } from '../accounts/ensure-learners.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';
import { endIdle } from '../importing/end-idle.js';
import { historyRowParser } from '../importing/history-rows.js';
import { importAnswers } from '../importing/import-answers.js';
import type { RecordAnswersControl, RecordAnswersReport } from '../importing/import-tally.js';
import { historyRowInput } from '../importing/imported-answer-input.js';
import type { Source } from '../importing/input-slices.js';
import type { HistoryRow } from '../inputs/verb-inputs.js';
import { IMPORT_OPTIONS } from './record-answers.js';

/** Learners whose last sessions are read at once. */
const LEARNERS_AT_ONCE = 1_000;

export interface ImportHistoryControl extends RecordAnswersControl {
  /** The IANA time zone of new learners; UTC if not given. */
  readonly timezone?: string | undefined;
}

export interface ImportHistoryReport extends RecordAnswersReport {
  /** The number of created accounts. */
  readonly learnersCreated: number;
}

const importHistoryInput = z.strictObject({ timezone: fields.timeZone.default('UTC') });

const OPTIONS: OptionsOf<ImportHistoryControl> = {
  ...IMPORT_OPTIONS,
  timezone: { sentence: 'The IANA time zone of new learners; UTC if not given.' },
};

export const importHistory = engineVerb({
  name: 'importHistory',
  action: 'record_for_all',
  kind: 'job',
  input: { takes: 'rows', item: historyRowInput },
  control: OPTIONS,
  cannotJoin: 'a log of any length is stored in several transactions; record one answer with recordAnswer',
  summary: 'Imports a log of answers: who answered what, when, and whether it was right.',
  details:
    "It creates missing accounts, and derives sessions from the gaps between a learner's answers. At the end it ends each learner's last session, unless that session is still active. The import is idempotent: after an interruption, send the same log again; each row counts once.",
  result: 'The report of `recordAnswers`, and the number of created accounts.',
  errors: {
    invalid_input: 'an input that is not a source of rows; with `stopOnError`, the error of the first rejected row',
  },
  example: `await engine.importHistory([{ user_id: 'ada', at: new Date('2026-03-01T09:00:00Z'), concept: 'Slope', correct: true }]);`,
  run,
});

async function run(
  context: EngineContext,
  actor: Actor,
  rows: Source<HistoryRow>,
  { timezone, ...control }: ImportHistoryControl,
): Promise<ImportHistoryReport> {
  const where = 'importHistory';
  const { timezone: zone } = parseInput(importHistoryInput, { timezone }, `${where}.control`);
  const ensured = new Set<string>();
  let learnersCreated = 0;
  const report = await importAnswers(context, historyRowParser(context, actor, where), rows, control, where, async (window) => {
    const userIds = [...new Set(window.map(({ event }) => event.user_id))].filter((userId) => !ensured.has(userId));
    learnersCreated += await ensureLearners(context, actor, userIds, zone, where, control);
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
