import { auc, bkt, evaluateModel, type StreakState, seededRandom, sm2, streakOf, updateStreak } from '../../src/algorithms/index.js';
import type { Figure } from '../figure.js';
import { median } from '../quantile.js';
import { throughput } from './throughput.js';

const ANSWERS = 500_000;
const PREDICTIONS = 1_000_000;
const ROUNDS = 5;

/** How long the evaluation of a model takes, and a study day. No peer does the same in JavaScript, so these stand against aims in seconds. */
export function evaluationFigures(): readonly Figure[] {
  const log = madeLog();
  const random = seededRandom(2);
  const predictions = {
    predicted: Float64Array.from({ length: PREDICTIONS }, () => random()),
    actual: Uint8Array.from({ length: PREDICTIONS }, () => (random() < 0.7 ? 1 : 0)),
  };
  const days = Array.from({ length: 1000 }, (_, day) => ({ at: day * 86_400_000, day, offset_minutes: 60 }));
  const [updates = 0] = throughput([{ name: 'updateStreak', run: () => updatedThrough(days), operations: days.length }]);
  return [
    inSeconds('bkt evaluated on 500,000 answers, no intervals', 2, () => evaluateModel(bkt, bkt.defaults, log, { replicates: 0 })),
    inSeconds('sm2 evaluated on 500,000 answers, no intervals', 2, () => evaluateModel(sm2, sm2.defaults, log, { replicates: 0 })),
    inSeconds('AUC of 1,000,000 predictions', 0.5, () => auc(predictions)),
    {
      what: 'a study day taken into a streak',
      ours: `${(updates / 1e6).toFixed(1)} M/s`,
      reference: `the list counted again, 1,000 days: ${(1000 * secondsOf(() => streakOf(days))).toFixed(2)} ms`,
      aim: '≥ 1 M/s',
      reached: updates >= 1e6,
    },
  ];
}

function inSeconds(what: string, most: number, work: () => unknown): Figure {
  const seconds = secondsOf(work);
  return { what, ours: `${seconds.toFixed(2)} s`, reference: 'none', aim: `≤ ${most} s`, reached: seconds <= most };
}

function secondsOf(work: () => unknown): number {
  work();
  const times = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now();
    work();
    return (performance.now() - begun) / 1000;
  });
  return median(times);
}

function updatedThrough(
  days: readonly { readonly at: number; readonly day: number; readonly offset_minutes: number }[],
): StreakState | null {
  return days.reduce<StreakState | null>((state, day) => updateStreak(state, day), null);
}

/** Five thousand learners with a hundred answers each to some of twenty concepts. */
function madeLog() {
  const random = seededRandom(1);
  const log = {
    learner: new Int32Array(ANSWERS),
    concept: new Int32Array(ANSWERS),
    at: new Float64Array(ANSWERS),
    correct: new Uint8Array(ANSWERS),
    rating: new Uint8Array(ANSWERS),
  };
  for (let row = 0; row < ANSWERS; row += 1) {
    const recalled = random() < 0.7;
    log.learner[row] = Math.floor(row / 100);
    log.concept[row] = Math.floor(random() * 20);
    log.at[row] = (row % 100) * 30_000_000;
    log.correct[row] = recalled ? 1 : 0;
    log.rating[row] = recalled ? 3 : 1;
  }
  return log;
}
