import { AdaptiveLearningError, invalidInput } from '../../errors.js';
import { aborted } from '../../repositories/index.js';
import { withModelSnapshot } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { CurriculumReader } from './curriculum-reader.js';
import type { ImportCall } from './import-call.js';
import { type Chunk, rowsOfChunks } from './import-chunks.js';
import { ImportTally, type RecordAnswersControl, type RecordAnswersReport } from './import-tally.js';
import { type Source, slicesOf } from './input-slices.js';
import { type ParseAnswer, type PendingAnswer, placeOf } from './pending-answer.js';
import { recordChunk } from './record-chunk.js';
import { reportStored } from './report-stored.js';

/** Answers that are held while they are sorted by learner; twice as many while the next are being read. About two kilobytes each. */
const WINDOW = 20_000;
/** Chunks on their way to the database at once: enough that neither side waits for the other. */
const CHUNKS_AT_ONCE = 4;

/**
 * Records answers from a source of any length, and tells of each that could not be. Memory does not grow with the source.
 *
 * @param take makes an answer of each item
 * @param prepare sees to what the answers of a window need, before they are recorded
 */
export async function importAnswers(
  context: EngineContext,
  take: ParseAnswer,
  source: Source<unknown>,
  control: RecordAnswersControl,
  where: string,
  prepare: (window: readonly PendingAnswer[]) => Promise<void> = async () => undefined,
): Promise<RecordAnswersReport> {
  const tally = new ImportTally(control);
  const { onStored } = control;
  const call: ImportCall = { context, curriculum: new CurriculumReader(withModelSnapshot(context, control)), control, onStored, where };
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(control.signal === undefined ? [] : [control.signal])]);
  let recording: Promise<void> = Promise.resolve();
  const record = async (window: readonly PendingAnswer[]) => {
    await recording;
    if (signal.aborted) return;
    // While these are on their way, the next are read.
    recording = prepare(window)
      .then(() => recordWindow(call, window, tally, signal))
      .catch((error: unknown) => failed.abort(error));
  };
  let window: PendingAnswer[] = [];
  try {
    for await (const slice of slicesOf(source, signal, where)) {
      takeSlice(slice, take, tally, window, where);
      if (window.length < WINDOW) continue;
      await record(window);
      window = [];
    }
    await record(window);
  } catch (error) {
    failed.abort(error);
  }
  await recording;
  if (failed.signal.aborted) throw failed.signal.reason;
  if (signal.aborted) throw aborted(where, signal.reason);
  tally.reportProgress();
  return tally.report;
}

/** Checks the input, and adds what can be recorded to the window. */
function takeSlice(slice: readonly unknown[], take: ParseAnswer, tally: ImportTally, window: PendingAnswer[], where: string): void {
  for (const value of slice) {
    const position = tally.read;
    tally.read += 1;
    try {
      window.push(take(value, position));
    } catch (error) {
      // Whatever an item does when it is read, it is that item that is refused.
      tally.count(position, error instanceof AdaptiveLearningError ? error : invalidInput(placeOf(position, where), 'an answer', value));
    }
  }
}

/** Records a window's answers, some rows of chunks at a time. */
async function recordWindow(call: ImportCall, window: readonly PendingAnswer[], tally: ImportTally, signal: AbortSignal): Promise<void> {
  const rows = (await rowsOfChunks(window, { where: call.where, signal })).values();
  const failures: unknown[] = [];
  const recordRow = async (row: readonly Chunk[]) => {
    for (const chunk of row) {
      if (signal.aborted || failures.length > 0) return;
      const outcomes = await recordChunk(call, chunk);
      for (const [{ position }, outcome] of outcomes) tally.count(position, outcome);
      if (call.onStored !== undefined) await reportStored(call, outcomes, call.onStored);
      tally.reportProgress();
    }
  };
  const work = async () => {
    for (const row of rows) await recordRow(row).catch((error: unknown) => failures.push(error));
  };
  await Promise.all(Array.from({ length: CHUNKS_AT_ONCE }, work));
  if (failures.length > 0) throw failures[0];
}
