/** The algorithms without a database. */
import { bkt, type ForgettingCurve, type Grade, retention, sm2 } from 'adaptive-learning-engine/algorithms';

/** Share of the work saved in relearning after a number of days: Ebbinghaus, Über das Gedächtnis, 1885, section 29. */
const SAVINGS = [
  { days: 20 / 1440, saved: 0.582 },
  { days: 1 / 24, saved: 0.442 },
  { days: 8.8 / 24, saved: 0.358 },
  { days: 1, saved: 0.337 },
  { days: 2, saved: 0.278 },
  { days: 6, saved: 0.254 },
  { days: 31, saved: 0.211 },
] as const;

const DAY_MS = 86_400_000;

/** The curve of a shape with the smallest mean absolute error, by grid search. */
export function fitSavings(shape: 'power' | 'exponential') {
  let best: { readonly curve: ForgettingCurve; readonly error: number } | undefined;
  for (let strength = 0.3; strength <= 1; strength += 0.02) {
    for (let decay = 0.05; decay <= (shape === 'power' ? 0.3 : 0.05); decay += 0.01) {
      for (let log = -12; log <= 4; log += 0.1) {
        const curve = { initial_strength: strength, decay_rate: decay, stability: Math.exp(log) };
        const error =
          SAVINGS.reduce((sum, { days, saved }) => sum + Math.abs(retention(curve, days, { shape }) - saved), 0) / SAVINGS.length;
        if (best === undefined || error < best.error) best = { curve, error };
      }
    }
  }
  if (best === undefined) throw new Error('There is no curve to choose from');
  return best;
}

/** The intervals in days of SM-2 if each review is on its due date. */
export function sm2Intervals(grades: readonly Grade[]): readonly number[] {
  let state = sm2.initial(sm2.defaults);
  return grades.map((grade) => {
    state = sm2.update(state, { at: sm2.dueAt(state, sm2.defaults), rating: grade < 3 ? 1 : 3, grade }, sm2.defaults);
    return sm2.intervalDays(state, sm2.defaults);
  });
}

/** The mastery by BKT after each answer. */
export function bktMastery(answers: readonly boolean[]): readonly number[] {
  let state = bkt.initial(bkt.defaults);
  return answers.map((correct, day) => {
    state = bkt.update(state, { at: day * DAY_MS, correct }, bkt.defaults);
    return bkt.mastery(state, bkt.defaults);
  });
}

const show = (numbers: readonly number[], digits = 0) => numbers.map((value) => value.toFixed(digits)).join(' ');
console.log(`Ebbinghaus 1885, mean distance of the best power curve: ${fitSavings('power').error.toFixed(3)}`);
console.log(`            and that of the best exponential curve: ${fitSavings('exponential').error.toFixed(3)}`);
console.log(`SM-2, days to the next review: ${show(sm2Intervals([4, 4, 4, 1, 4, 4, 5]))}`);
console.log(`BKT, mastery after each answer: ${show(bktMastery([true, true, false, true, true]), 3)}`);
