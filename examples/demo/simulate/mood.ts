import { EMOTIONS, type EmotionalState } from 'adaptive-learning-engine/algorithms';
import type { Random } from 'adaptive-learning-engine/simulator';

/** How a simulated learner feels: it follows what just happened to them. */
export class Mood {
  #feeling: EmotionalState = 'neutral';
  #wrongInRow = 0;
  #rightInRow = 0;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  get feeling(): EmotionalState {
    return this.#feeling;
  }

  /** Unpleasant enough to cost attention. */
  get isDistracted(): boolean {
    return EMOTIONS[this.#feeling].valence <= -0.4;
  }

  /** A new day begins without yesterday's frustration. */
  rest(): void {
    this.#feeling = this.#random.chance(0.3) ? 'curiosity' : 'neutral';
    this.#wrongInRow = 0;
    this.#rightInRow = 0;
  }

  /** What an answer does: confusion and then frustration after failures, flow after successes, boredom when all of it is easy. */
  meet(correct: boolean, knowledge: number): void {
    this.#wrongInRow = correct ? 0 : this.#wrongInRow + 1;
    this.#rightInRow = correct ? this.#rightInRow + 1 : 0;
    if (this.#wrongInRow >= 3) this.#feeling = this.#random.chance(0.7) ? 'frustration' : 'anxiety';
    else if (this.#wrongInRow === 2) this.#feeling = 'confusion';
    else if (this.#rightInRow >= 6 && knowledge > 0.9) this.#feeling = this.#random.chance(0.5) ? 'boredom' : 'engaged_concentration';
    else if (this.#rightInRow >= 2) this.#feeling = this.#random.chance(0.2) ? 'delight' : 'engaged_concentration';
  }

  /** Somebody helped. */
  calm(): void {
    this.#feeling = 'relief';
    this.#wrongInRow = 0;
  }
}
