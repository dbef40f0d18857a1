import { type BktParams, bkt } from '../../src/algorithms/index.js';
import type { Figure } from '../figure.js';
import { randomNumbers } from '../harness/random-numbers.js';

const HISTORIES = 2_000;
const MOST_ANSWERS = 8;
const AIM = 1e-12;

/** How far the belief after each history is from the sum over all ways in which a learner can have known and not known. */
export function bktPosteriorFigure(): Figure {
  const random = randomNumbers(11);
  const between = (low: number, high: number) => low + (high - low) * random();
  let farthest = 0;
  for (let history = 0; history < HISTORIES; history += 1) {
    const params: BktParams = {
      prior: between(0.05, 0.95),
      learn: between(0.01, 0.5),
      guess: between(0.02, 0.45),
      slip: between(0.02, 0.45),
      forget: random() < 0.5 ? 0 : between(0.01, 0.3),
    };
    const answers = Array.from({ length: 1 + Math.floor(random() * MOST_ANSWERS) }, () => random() < 0.6);
    const state = answers.reduce((before, correct) => bkt.update(before, { at: 0, correct }, params), bkt.initial(params));
    farthest = Math.max(farthest, Math.abs(state.p_known - knownByAllWays(answers, params)));
  }
  return {
    what: `BKT posteriors: largest error over ${HISTORIES.toLocaleString('en')} histories of up to ${MOST_ANSWERS} answers`,
    ours: farthest.toExponential(1),
    reference: 'closed form: the sum over all ways of knowing',
    aim: '≤ 1e-12',
    reached: farthest <= AIM,
  };
}

/** P(known after the last answer | answers), every sequence of knowing and not knowing taken by itself. */
function knownByAllWays(answers: readonly boolean[], { prior, learn, guess, slip, forget }: BktParams): number {
  let [known, total] = [0, 0];
  for (let way = 0; way < 2 ** (answers.length + 1); way += 1) {
    const knows = (step: number) => ((way >> step) & 1) === 1;
    let probability = knows(0) ? prior : 1 - prior;
    for (const [step, correct] of answers.entries()) {
      const right = knows(step) ? 1 - slip : guess;
      const stays = knows(step) ? 1 - forget : learn;
      probability *= (correct ? right : 1 - right) * (knows(step + 1) ? stays : 1 - stays);
    }
    total += probability;
    if (knows(answers.length)) known += probability;
  }
  return known / total;
}
