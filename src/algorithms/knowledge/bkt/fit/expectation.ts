import type { AnswerTree } from './answer-tree.js';
import type { HiddenParams } from './hidden-params.js';

/** A product of probabilities is turned into its logarithm before it falls below this. */
const SMALLEST_PRODUCT = 1e-250;

/** Room for one step; as long as the largest tree. Shared by all steps, so that none asks for memory. */
export interface Workspace {
  /** P(known) and P(not known) before the answer, and after it. Each by itself: of 1 − 1e-30, 1 minus it would be lost. */
  readonly knownBefore: Float64Array;
  readonly unknownBefore: Float64Array;
  readonly known: Float64Array;
  readonly unknown: Float64Array;
  /** Learners who passed here and knew, as it looks from all of their answers. */
  readonly knew: Float64Array;
}

export function newWorkspace(nodes: number): Workspace {
  const room = (): Float64Array => new Float64Array(nodes);
  return { knownBefore: room(), unknownBefore: room(), known: room(), unknown: room(), knew: room() };
}

/** How often, as expected under some parameters, what cannot be seen has happened. */
export interface Expectation {
  /** Of the observed answers under those parameters. */
  readonly logLikelihood: number;
  /** Known at the first answer, by the class of the learner. */
  readonly knewAtFirst: Float64Array;
  /** Known at an answer, by the answer. */
  readonly knewAtAnswer: Float64Array;
  /** Steps from known to known, known to unknown, unknown to known, by the class of the lesson. */
  readonly kept: Float64Array;
  readonly forgotten: Float64Array;
  readonly learnt: Float64Array;
}

/**
 * One pass down and one up the tree: the forward and backward recursions of the two-state hidden Markov model (Rabiner 1989, section III),
 * the backward one on smoothed probabilities, which add up over all learners who share a node.
 */
export function expectation(tree: AnswerTree, params: HiddenParams, space: Workspace): Expectation {
  const logLikelihood = forward(tree, params, space);
  return { logLikelihood, ...backward(tree, params, space) };
}

/** Fills P(known) before and after each answer; returns the log-likelihood of all answers. */
function forward(tree: AnswerTree, { prior, learn, forget, guess, slip }: HiddenParams, space: Workspace): number {
  const { nodes, firsts, parent, answer, way, passing, ending } = tree;
  const { knownBefore, unknownBefore, known, unknown, knew } = space;
  const ifKnown = new Float64Array(2 * slip.length);
  const ifUnknown = new Float64Array(2 * guess.length);
  for (let at = 0; at < slip.length; at += 1) {
    ifKnown[2 * at] = slip[at] as number;
    ifKnown[2 * at + 1] = 1 - (slip[at] as number);
    ifUnknown[2 * at] = 1 - (guess[at] as number);
    ifUnknown[2 * at + 1] = guess[at] as number;
  }
  let logLikelihood = 0;
  let product = 1;
  for (let at = 0; at < nodes; at += 1) {
    const by = way[at] as number;
    let p: number;
    let q: number;
    if (at < firsts) {
      p = prior[by] as number;
      q = 1 - p;
    } else {
      const from = parent[at] as number;
      const k = known[from] as number;
      const u = unknown[from] as number;
      const l = learn[by] as number;
      const f = forget[by] as number;
      p = k * (1 - f) + u * l;
      q = k * f + u * (1 - l);
    }
    const given = answer[at] as number;
    const k = p * (ifKnown[given] as number);
    const u = q * (ifUnknown[given] as number);
    const evidence = k + u;
    const scale = 1 / evidence;
    knownBefore[at] = p;
    unknownBefore[at] = q;
    known[at] = k * scale;
    unknown[at] = u * scale;
    knew[at] = (ending[at] as number) * k * scale;
    const times = passing[at] as number;
    if (times === 1) {
      product *= evidence;
      if (product < SMALLEST_PRODUCT) {
        logLikelihood += Math.log(product);
        product = 1;
      }
    } else {
      logLikelihood += times * Math.log(evidence);
    }
  }
  return logLikelihood + Math.log(product);
}

/** Hands what each answer says of the one before it up the tree, and counts. */
function backward(tree: AnswerTree, { learn, forget }: HiddenParams, space: Workspace): Omit<Expectation, 'logLikelihood'> {
  const { nodes, firsts, parent, answer, way, passing, learnersOfClass, timesOfAnswer, stepsOfLesson } = tree;
  const { knownBefore, unknownBefore, known, unknown, knew } = space;
  const knewAtFirst = new Float64Array(learnersOfClass.length);
  const knewAtAnswer = new Float64Array(timesOfAnswer.length);
  const kept = new Float64Array(stepsOfLesson.length);
  const forgotten = new Float64Array(stepsOfLesson.length);
  const learnt = new Float64Array(stepsOfLesson.length);
  for (let at = nodes - 1; at >= firsts; at -= 1) {
    const by = way[at] as number;
    const from = parent[at] as number;
    const k = known[from] as number;
    const f = forget[by] as number;
    const knewHere = knew[at] as number;
    const ofKnown = knewHere / (knownBefore[at] as number);
    const stayed = k * (1 - f) * ofKnown;
    const gone = f === 0 ? 0 : (k * f * ((passing[at] as number) - knewHere)) / (unknownBefore[at] as number);
    knew[from] = (knew[from] as number) + stayed + gone;
    kept[by] = (kept[by] as number) + stayed;
    forgotten[by] = (forgotten[by] as number) + gone;
    learnt[by] = (learnt[by] as number) + (unknown[from] as number) * (learn[by] as number) * ofKnown;
    const given = answer[at] as number;
    knewAtAnswer[given] = (knewAtAnswer[given] as number) + knewHere;
  }
  for (let at = firsts - 1; at >= 0; at -= 1) {
    const knewHere = knew[at] as number;
    const by = way[at] as number;
    const given = answer[at] as number;
    knewAtFirst[by] = (knewAtFirst[by] as number) + knewHere;
    knewAtAnswer[given] = (knewAtAnswer[given] as number) + knewHere;
  }
  return { knewAtFirst, knewAtAnswer, kept, forgotten, learnt };
}
