import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { CsvError, type Parser, parse } from 'csv-parse';
import type { OddRows } from './odd-rows.js';
import { type ReviewLogFault, ReviewLogRefused } from './review-log-faults.js';
import { REVIEW_COLUMNS, type ReviewRow } from './review-row.js';
import { RowReader } from './row-reader.js';
import { SEPARATORS, separatorOf } from './separator.js';

/** A row of a review log is some 60 bytes; what is longer than this is a quote that nobody closed. */
const LONGEST_ROW_BYTES = 65_536;

export interface ReviewLog {
  /** In chronological order. */
  readonly rows: readonly ReviewRow[];
  /** Columns of the file that mean nothing here. */
  readonly passedOver: readonly string[];
  /** What is odd about the file and what became of it, in sentences. */
  readonly notes: readonly string[];
}

export interface ReadReviewLogOptions {
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
  /** Counts a review that stands in the file twice as two; as one if not given. */
  readonly keepDuplicates?: boolean | undefined;
  /** Passes over rows with faults, and counts them; otherwise one fault refuses the file. */
  readonly skipFaulty?: boolean | undefined;
}

/**
 * Reads and checks a whole review log before anything is done with it: fields between commas, semicolons, tabs or bars, plain or packed by
 * gzip.
 *
 * @throws ReviewLogRefused with every fault and its line
 */
export async function readReviewLog(file: string, options: ReadReviewLogOptions): Promise<ReviewLog> {
  const { now, signal, keepDuplicates = false, skipFaulty = false } = options;
  const faults: ReviewLogFault[] = [];
  const reader = new RowReader(now, (line, message) => faults.push({ line, message }));
  const isPacked = await isGzip(file);
  const separator = await separatorOf(file, isPacked, signal);
  const parser = parse({
    bom: true,
    delimiter: separator,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: LONGEST_ROW_BYTES,
    skip_records_with_error: true,
    on_record: (fields: string[], { lines }) => {
      reader.take(fields, lines);
      return null;
    },
    on_skip: (error) => {
      faults.push({ line: lineOf(error) ?? reader.line, message: reasonOf(error) });
      return undefined;
    },
  });
  await readInto(parser, file, isPacked, signal).catch((error: unknown) => {
    const { code } = error as { code?: string };
    // What zlib says of an archive that was cut off or is none.
    if (code?.startsWith('Z_') === true) faults.push({ line: reader.line, message: 'after this line the gzip file is broken or cut off' });
    else if (error instanceof CsvError) faults.push({ line: reader.line, message: reasonOf(error) });
    else throw error;
  });
  const faulty = new Set(faults.map(({ line }) => line)).size;
  if (faults.length === 0) reader.end();
  if (faults.length > 0 && !(skipFaulty && reader.rows.length > 0)) throw new ReviewLogRefused(file, faults);
  reader.odd.count('faulty', faulty);
  const rows = keepDuplicates ? counted(reader.rows, reader.odd) : once(reader.rows, reader.odd);
  return {
    rows: rows.toSorted((a, b) => a.reviewedAt.getTime() - b.reviewedAt.getTime()),
    passedOver: reader.passedOver,
    notes: [...(separator === ',' ? [] : [`The fields stand between ${SEPARATORS[separator]}`]), ...reader.odd.notes],
  };
}

/** Each review once: a row of the same card, time, rating and duration is the same review. */
function once(rows: readonly ReviewRow[], odd: OddRows): readonly ReviewRow[] {
  const byContent = new Map(rows.map((row) => [JSON.stringify(row), row]));
  odd.count('repeated', rows.length - byContent.size);
  return [...byContent.values()];
}

function counted(rows: readonly ReviewRow[], odd: OddRows): readonly ReviewRow[] {
  odd.count('kept', rows.length - new Set(rows.map((row) => JSON.stringify(row))).size);
  return rows;
}

async function readInto(parser: Parser, file: string, isPacked: boolean, signal: AbortSignal | undefined): Promise<void> {
  parser.resume();
  const options = signal === undefined ? {} : { signal };
  if (isPacked) await pipeline(createReadStream(file), createGunzip(), parser, options);
  else await pipeline(createReadStream(file), parser, options);
}

/** By its first bytes: a name can be wrong. */
async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

function lineOf(error: CsvError | undefined): number | undefined {
  const line = error?.['lines'];
  return typeof line === 'number' ? line : undefined;
}

/** csv-parse's own words, less the place, which stands before them already. */
function reasonOf(error: CsvError | undefined): string {
  const reason = error?.message.replace(/ at line \d+.*$/s, '') ?? 'a row that cannot be read';
  return `expected a row of CSV such as ${REVIEW_COLUMNS.join()}, got one that csv-parse refuses: ${reason}`;
}
