import { AdaptiveLearningError } from '../../errors.js';
import type { TuningReport } from './tuning-report.js';

/** How long after its first answer a process looks for the first time whether enough is new, in milliseconds; up to twice that, by chance. */
const FIRST_LOOK_MS = 1_000;
/** How long it waits from one look to the next, while it records answers; up to twice that, by chance, so that processes do not all look at once. */
const LOOK_EVERY_MS = 30_000;
/** The longest wait after looks that failed: each doubles it. Milliseconds. */
const LONGEST_WAIT_MS = 3_600_000;

type Tune = () => Promise<TuningReport>;

/**
 * Starts tunings in the background of a process that records answers, one at a time. An answer sets a flag; whether enough is new is asked
 * by two small reads, at most every half minute. Its timers keep no process alive, and its errors reach no caller.
 */
export class AutomaticTuning {
  readonly #random: () => number;
  #tune: Tune | undefined;
  #isNew = false;
  #isWaiting = false;
  #waitMs = FIRST_LOOK_MS;
  #timer: NodeJS.Timeout | undefined;
  #hasWarned = false;

  /** @param random a number from 0 to 1 */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** Whether answers start tunings. */
  get isAutomatic(): boolean {
    return this.#tune !== undefined;
  }

  /** From now on answers start tunings. */
  start(tune: Tune): void {
    this.#tune = tune;
  }

  /** No tuning starts any more. */
  stop(): void {
    this.#tune = undefined;
    clearTimeout(this.#timer);
  }

  /** Is told of each answer, or of some at once, that was recorded. */
  recorded(): void {
    this.#isNew = true;
    if (!this.#isWaiting) this.#wait();
  }

  #wait(): void {
    if (this.#tune === undefined) return;
    this.#isWaiting = true;
    const tune = this.#tune;
    this.#timer = setTimeout(() => void this.#look(tune), this.#waitMs * (1 + this.#random()));
    this.#timer.unref();
  }

  async #look(tune: Tune): Promise<void> {
    this.#isNew = false;
    try {
      const { outcome } = await tune();
      this.#waitMs = LOOK_EVERY_MS;
      // What the host set does not change while the engine lives.
      if (outcome === 'own_parameters' || outcome === 'no_fit') this.stop();
    } catch (error) {
      this.#waitMs = Math.min(LONGEST_WAIT_MS, Math.max(LOOK_EVERY_MS, 2 * this.#waitMs));
      this.#warn(error);
    }
    this.#isWaiting = false;
    if (this.#isNew) this.#wait();
  }

  /** Once: the telemetry and the health report have every failure of `engine.tune`. */
  #warn(error: unknown): void {
    const isOver = error instanceof AdaptiveLearningError && (error.code === 'closed' || error.code === 'aborted');
    if (isOver || this.#hasWarned) return;
    this.#hasWarned = true;
    process.emitWarning(`A tuning in the background failed: ${error instanceof Error ? error.message : 'for no known reason'}.`, {
      type: 'AdaptiveLearningWarning',
      code: 'ALE_TUNING',
      detail:
        'What is served stays as it is. Another tuning is tried later; createEngine({ tuning: "manual" }) leaves it to engine.tune().',
    });
  }
}
