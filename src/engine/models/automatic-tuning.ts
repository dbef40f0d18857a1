import { AdaptiveLearningError } from '../../errors.js';
import { errorLabel, type Log, NO_LOG } from '../../runtime/index.js';

/** How long after its first answer a process looks for the first time whether enough is new, in milliseconds; up to twice that, by chance. */
const FIRST_LOOK_MS = 1_000;
/** How long it waits from one look to the next, while it records answers; up to twice that, by chance, so that processes do not all look at once. */
const LOOK_EVERY_MS = 30_000;
/** The longest wait after looks that failed: each doubles it. Milliseconds. */
const LONGEST_WAIT_MS = 3_600_000;

type Tune = () => Promise<{ readonly outcome: string }>;

/**
 * Tunes in the background of a process that records answers. Whether the log has grown enough is checked by two small reads, at most every 30
 * seconds. Its timers do not keep the process alive, and its errors do not reach callers.
 */
export class AutomaticTuning {
  readonly #random: () => number;
  readonly #log: Log;
  #tune: Tune | undefined;
  #isNew = false;
  #isWaiting = false;
  #waitMs = FIRST_LOOK_MS;
  #timer: NodeJS.Timeout | undefined;
  #hasWarned = false;

  /** @param random a number from 0 to 1 */
  constructor(random: () => number, log: Log = NO_LOG) {
    this.#log = log;
    this.#random = random;
  }

  /** Whether automatic tuning is enabled. */
  get isAutomatic(): boolean {
    return this.#tune !== undefined;
  }

  /** Enables automatic tuning. */
  start(tune: Tune): void {
    this.#tune = tune;
  }

  /** Disables automatic tuning. */
  stop(): void {
    this.#tune = undefined;
    clearTimeout(this.#timer);
  }

  /** Call it after answers were recorded. */
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

  /** To the log, and without one as a warning, once: the telemetry and the health report have every failure of `engine.tune`. */
  #warn(error: unknown): void {
    const isOver = error instanceof AdaptiveLearningError && (error.code === 'closed' || error.code === 'aborted');
    if (isOver) return;
    this.#log('tuning_failed', errorLabel(error));
    if (this.#hasWarned || this.#log !== NO_LOG) return;
    this.#hasWarned = true;
    process.emitWarning(`Background tuning failed: ${error instanceof Error ? error.message : 'for an unknown reason'}.`, {
      type: 'AdaptiveLearningWarning',
      code: 'ALE_TUNING',
      detail: 'The active parameters do not change. Tuning is retried later; createEngine({ tuning: "manual" }) switches it off.',
    });
  }
}
