import type { EmbeddedProgress, ProgressListener } from './progress.js';

const BAR_CELLS = 24;
const MEGABYTE = 1_000_000;
/** Back to the first column, and clear the line. */
const FRESH_LINE = '\r\u001B[2K';

/** The part of a stream that the progress bar uses, such as `process.stderr`. */
export interface BarStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/**
 * A progress listener for `startEmbedded`: redraws one line on a terminal, and prints one line per step elsewhere.
 *
 * @example
 * await startEmbedded({ onProgress: progressBar() });
 * // Fetching MongoDB with pip  ████████████░░░░░░░░░░░░  21.1 / 42.2 MB
 */
export function progressBar(stream: BarStream = process.stderr): ProgressListener {
  let plainStep: string | undefined;
  return (progress) => {
    if (stream.isTTY === true && progress.step === 'failed') {
      // The error says it all: the line is left to the code that prints it.
      stream.write(FRESH_LINE);
    } else if (stream.isTTY === true) {
      const end = progress.step === 'ready' ? '\n' : '';
      // One column less: a full line makes some terminals scroll.
      const line = barLine(progress).slice(0, (stream.columns ?? 80) - 1);
      stream.write(`${FRESH_LINE}${line}${end}`);
    } else if (progress.step !== plainStep) {
      plainStep = progress.step;
      stream.write(`${progress.message}\n`);
    }
  };
}

function barLine({ message, done, total }: EmbeddedProgress): string {
  if (done === undefined) return message;
  if (total === undefined || total === 0) return `${message}  ${megabytes(done)} MB`;
  const full = Math.round(Math.min(1, done / total) * BAR_CELLS);
  const bar = '█'.repeat(full) + '░'.repeat(BAR_CELLS - full);
  return `${message}  ${bar}  ${megabytes(done)} / ${megabytes(total)} MB`;
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(1);
}
