import type { AdaptiveLearningError } from '../../errors.js';
import type { AnswerOutcome } from '../../learner/index.js';
import type { CallControl } from '../../runtime/index.js';

/** The progress of an import. */
export interface RecordAnswersProgress {
  /** Number of answers read from the input. */
  readonly read: number;
  readonly recorded: number;
  /** Answers that were already stored, or occurred earlier in the input. */
  readonly alreadyRecorded: number;
  readonly refused: number;
}

/** A rejected answer, with the reason. */
export interface RefusedAnswer {
  /** Its position in the input, from 0. */
  readonly position: number;
  readonly error: AdaptiveLearningError;
}

/** A stored answer. */
export interface StoredAnswer {
  /** Its position in the input, from 0. */
  readonly position: number;
  /** False if the answer was already stored, or occurred earlier in the input. */
  readonly isNew: boolean;
  /** The outcome, as returned by `recordAnswer`. */
  readonly outcome: AnswerOutcome;
}

/** The result of an import; the three numbers of outcomes add up to `read`. */
export interface RecordAnswersReport extends RecordAnswersProgress {
  /** The rejected answers in input order, at most the first 10,000; `onRefused` receives all of them. */
  readonly refusals: readonly RefusedAnswer[];
}

/** The control options of an import. */
export interface RecordAnswersControl extends CallControl {
  readonly onProgress?: ((progress: RecordAnswersProgress) => void) | undefined;
  /** Called for each rejected answer. */
  readonly onRefused?: ((refused: RefusedAnswer) => void) | undefined;
  /**
   * Called for each answer once it is stored, or if it already was. Within a transaction, a learner's answers are reported in input order. The
   * outcomes are read back from the log, which makes the import about a third slower.
   */
  readonly onStored?: ((stored: StoredAnswer) => void) | undefined;
  /** Stops at the first rejected answer and throws its error. */
  readonly stopOnError?: boolean | undefined;
}

/** The outcome of one answer. */
export type ImportOutcome = 'recorded' | 'already_recorded' | AdaptiveLearningError;

/** How many refused answers a report holds: an error takes about a kilobyte, so ten megabytes. */
const REFUSALS_KEPT = 10_000;

/** Counts the outcomes of answers. */
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
