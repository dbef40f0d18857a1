import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, relative } from 'node:path';
import type { LearnerScope } from 'adaptive-learning-engine';
import { learnerReport, renderReport } from 'adaptive-learning-engine/report';
import type { Stage } from './stage.js';

/** The longest term, and a little more. */
const WEEKS = 12;

/** A file that could not be written. */
export class ReportNotWritten extends Error {
  override readonly name = 'ReportNotWritten';
}

/** Writes the report of a learner as one page for a browser, and says where. */
export async function writeReport({ engine, options, sheet, signal }: Stage, learner: LearnerScope, at: Date): Promise<void> {
  // The report shows days of emotions, which are summed up from the log.
  await engine.aggregateEmotions({}, { signal });
  const page = await renderReport(await learnerReport(learner, { at, weeks: WEEKS, signal }));
  try {
    await mkdir(dirname(options.report), { recursive: true });
    await writeFile(options.report, page);
  } catch (error) {
    throw new ReportNotWritten(`The report cannot be written: ${(error as Error).message}`, { cause: error });
  }
  sheet.line();
  sheet.note(`The same with pictures, for a browser: ${shown(options.report)}`);
}

/** As short as can be: from where the program runs, if the file lies below. */
function shown(file: string): string {
  const path = relative('.', file);
  return path.startsWith('..') || isAbsolute(path) ? file : path;
}
