import type { AdaptiveLearningError } from '../../errors.js';
import type { AnswerOutcome } from '../../learner/index.js';
import type { CallControl } from '../../runtime/index.js';

/** How far an import has come. */
export interface RecordAnswersProgress {
  /** Answers read from the input, whatever became of them. */
  readonly read: number;
  readonly recorded: number;
  /** The same event with the same body was stored before, or stands in the input more than once. */
  readonly alreadyRecorded: number;
  readonly refused: number;
}

/** An answer that was not recorded, and why. */
export interface RefusedAnswer {
  /** Its place in the input, from 0. */
  readonly position: number;
  readonly error: AdaptiveLearningError;
}

/** An answer that is stored. */
export interface StoredAnswer {
  /** Its place in the input, from 0. */
  readonly position: number;
  /** False when the same event was stored before, or stands earlier in the input. */
  readonly isNew: boolean;
  /** As `recordAnswer` gives it: with what was predicted before the answer was seen. */
  readonly outcome: AnswerOutcome;
}

/** What became of an import; the numbers of the three outcomes add up to `read`. */
export interface RecordAnswersReport extends RecordAnswersProgress {
  /** The refused answers in the order of the input; of more than 10,000 those that were refused first, and `onRefused` is told of all. */
  readonly refusals: readonly RefusedAnswer[];
}

/** What an import takes beside its answers. */
export interface RecordAnswersControl extends CallControl {
  readonly onProgress?: ((progress: RecordAnswersProgress) => void) | undefined;
  /** Told of each refused answer as soon as it is refused. */
  readonly onRefused?: ((refused: RefusedAnswer) => void) | undefined;
  /**
   * Told of each answer once it is stored, or was before: of one learner's answers in the order of the input within each transaction. The
   * outcomes are read back from the log, which makes the import slower by about a third.
   */
  readonly onStored?: ((stored: StoredAnswer) => void) | undefined;
  /** Ends the import at the first refused answer, and throws its error. */
  readonly stopOnError?: boolean | undefined;
}

/** What became of one answer. */
export type ImportOutcome = 'recorded' | 'already_recorded' | AdaptiveLearningError;

/** How many refused answers a report holds: an error takes about a kilobyte, so ten megabytes. */
const REFUSALS_KEPT = 10_000;

/** Counts what becomes of the answers. */
export class ImportTally {
  read = 0;
  #recorded = 0;
  #already = 0;
  #refused = 0;
  readonly #refusals: RefusedAnswer[] = [];
  readonly #control: RecordAnswersControl;

  constructor(control: RecordAnswersControl) {
    this.#control = control;
  }

  /** @throws the error of the answer, when the caller asked for that */
  count(position: number, outcome: ImportOutcome): void {
    if (outcome === 'recorded') this.#recorded += 1;
    else if (outcome === 'already_recorded') this.#already += 1;
    else this.#refuse({ position, error: outcome });
  }

  reportProgress(): void {
    this.#control.onProgress?.(this.#progress);
  }

  get report(): RecordAnswersReport {
    return { ...this.#progress, refusals: this.#refusals.toSorted((a, b) => a.position - b.position) };
  }

  get #progress(): RecordAnswersProgress {
    return { read: this.read, recorded: this.#recorded, alreadyRecorded: this.#already, refused: this.#refused };
  }

  #refuse(refused: RefusedAnswer): void {
    this.#refused += 1;
    if (this.#refusals.length < REFUSALS_KEPT) this.#refusals.push(refused);
    this.#control.onRefused?.(refused);
    if (this.#control.stopOnError === true) throw refused.error;
  }
}
