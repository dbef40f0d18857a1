import { openProbability } from '../../../open-probability.js';
import { nextKnown } from '../bkt.js';
import type { AnswerTree } from './answer-tree.js';
import type { HiddenParams } from './hidden-params.js';

/**
 * The log-likelihood of the answers as `bkt` predicts them, which keeps P(known) as one number: the fit keeps the doubt beside it, and so knows
 * doubts that are too small for a number beside 1.
 */
export function servedLogLikelihood(tree: AnswerTree, { prior, learn, forget, guess, slip }: HiddenParams): number {
  const { nodes, firsts, parent, answer, way, passing } = tree;
  const known = new Float64Array(nodes);
  let logLikelihood = 0;
  for (let at = 0; at < nodes; at += 1) {
    const by = way[at] as number;
    if (at < firsts) {
      known[at] = prior[by] as number;
    } else {
      const from = parent[at] as number;
      const before = answer[from] as number;
      known[at] = nextKnown(known[from] as number, before % 2 === 1, {
        guess: guess[before >> 1] as number,
        slip: slip[before >> 1] as number,
        learn: learn[by] as number,
        forget: forget[by] as number,
      });
    }
    const given = answer[at] as number;
    const p = known[at] as number;
    const right = openProbability(p * (1 - (slip[given >> 1] as number)) + (1 - p) * (guess[given >> 1] as number));
    logLikelihood += (passing[at] as number) * Math.log(given % 2 === 1 ? right : 1 - right);
  }
  return logLikelihood;
}
