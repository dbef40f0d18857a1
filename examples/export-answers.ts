import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Engine } from 'adaptive-learning-engine';
import { PIPELINES } from 'adaptive-learning-engine/pipelines';

/** Which answers to write; all by default. */
export interface ExportRange {
  readonly since?: Date;
  readonly until?: Date;
  readonly subject?: string;
}

/**
 * Writes every answer as a line of JSON, by learner and time, in bounded memory; `pandas.read_json(file, lines=True)` reads the file. Learners who
 * opted out of analytics are left out. Returns the number of lines.
 *
 * @example
 * await exportAnswers(engine, createWriteStream('answers.ndjson'), { since: new Date('2026-09-01') });
 */
export async function exportAnswers(engine: Engine, out: Writable, range: ExportRange = {}): Promise<number> {
  const { learning_events, users } = engine.repositories;
  const without = await users.outsideAnalytics();
  const rows = learning_events.run(PIPELINES.answer_log, { after: '', ...range, without });
  let lines = 0;
  await pipeline(async function* () {
    for await (const row of rows) {
      lines += 1;
      yield `${JSON.stringify(row)}\n`;
    }
  }, out);
  return lines;
}
