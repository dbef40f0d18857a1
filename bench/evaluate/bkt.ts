import { type BktFit, type BktParams, type BktState, bkt, fitBkt } from '../../src/algorithms/index.js';
import type { Figure } from '../figure.js';
import { runPython } from '../peers/run-python.js';
import { type KnownAnswers, knownAnswers } from './known-logs.js';
import { figureOfAuc, predictInOrder } from './predict-answers.js';
import { type AnswerTable, readAnswers } from './read-answers.js';

const STARTS = 5;
type Variant = keyof NonNullable<KnownAnswers['bkt']>;
/** Log-likelihoods closer than this are called equal. */
const SAME_LOG_LIKELIHOOD = 0.01;

interface PyBkt {
  readonly version: string;
  /** Whether it ran its C++ or its Python. */
  readonly compiled: boolean;
  readonly seconds: number;
  readonly auc: number;
  readonly skills: Readonly<Record<string, BktParams>>;
}

/** How fast and how well BKT is fitted to one file of answers, and how it predicts another, beside pyBKT in the same run. */
export async function bktFitFigures(trainFile: string, testFile: string): Promise<readonly Figure[]> {
  const train = await readAnswers(trainFile);
  const test = await readAnswers(testFile, train.skills);
  const figures: Figure[] = [];
  for (const forgetting of [false, true]) {
    const fits = await timedFits(train, forgetting);
    const task = { train: trainFile, test: testFile, forgetting, starts: STARTS, seed: 42 };
    const peer = await runPython<PyBkt>('pybkt.py', 'pyBKT', task);
    const found = 'result' in peer ? peer.result : peer.missing;
    figures.push(...figuresOf(forgetting ? 'BKT with forgetting' : 'BKT', train, test, fits, found));
  }
  return figures;
}

interface TimedFit {
  readonly fit: BktFit;
  readonly seconds: number;
}

/** The first fit warms the machine up; the time is the median of the three that follow. */
async function timedFits(train: AnswerTable, forgetting: boolean): Promise<TimedFit> {
  const log = { learner: train.learner, concept: train.skill, correct: train.correct };
  let fit = await fitBkt(log, { forgetting, starts: STARTS });
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const startedAt = performance.now();
    fit = await fitBkt(log, { forgetting, starts: STARTS });
    times.push((performance.now() - startedAt) / 1000);
  }
  return { fit, seconds: times.sort((a, b) => a - b)[1] as number };
}

function figuresOf(
  name: Variant,
  train: AnswerTable,
  test: AnswerTable,
  { fit, seconds }: TimedFit,
  peer: PyBkt | string,
): readonly Figure[] {
  const who = typeof peer === 'string' ? peer : `pyBKT ${peer.version}, ${peer.compiled ? 'C++' : 'pure Python'}`;
  const ours = predictInOrder<BktState>(test, (concept) => {
    const params = fit.byConcept.get(concept)?.params ?? fit.params;
    return {
      initial: bkt.initial(params),
      predict: (state) => bkt.predict(state, 0, params),
      update: (state, correct) => bkt.update(state, { at: 0, correct }, params),
    };
  });
  return [
    {
      what: `${name}: fit of ${train.correct.length} answers, ${STARTS} starts`,
      ours: `${seconds.toFixed(2)} s`,
      reference: typeof peer === 'string' ? peer : `${who}: ${peer.seconds.toFixed(2)} s`,
      ...(typeof peer !== 'string' && { ratio: peer.seconds / seconds }),
      aim: "≤ 1× pyBKT's C++",
      reached: typeof peer === 'string' || !peer.compiled ? null : seconds <= peer.seconds,
    },
    figureOfAuc(
      `${name}: answers of another file, each predicted before it is seen`,
      ours,
      typeof peer === 'string' ? peer : `${who}: AUC ${peer.auc.toFixed(4)}`,
      knownAnswers(train, test)?.bkt?.[name] ?? (typeof peer === 'string' ? null : peer.auc),
    ),
    logLikelihoods(name, train, fit, peer, who),
  ];
}

/** Both fits' parameters, scored by the same function on the same answers, skill by skill. */
function logLikelihoods(name: string, train: AnswerTable, fit: BktFit, peer: PyBkt | string, who: string): Figure {
  const what = `${name}: log-likelihood of each skill fitted`;
  const sum = `${fit.report.logLikelihood.toFixed(1)} over ${fit.report.fittedConcepts} skills, ${fit.report.unfitted.length} not fitted`;
  if (typeof peer === 'string') return { what, ours: sum, reference: peer, aim: 'no skill worse', reached: null };
  const differences = [...fit.byConcept].map(([concept, { params }]) => {
    const theirs = peer.skills[train.skills[concept] as string] as BktParams;
    return { skill: train.skills[concept], by: logLikelihood(train, concept, params) - logLikelihood(train, concept, theirs) };
  });
  const better = differences.filter(({ by }) => by > SAME_LOG_LIKELIHOOD);
  const worse = differences.filter(({ by }) => by < -SAME_LOG_LIKELIHOOD);
  const total = (of: typeof differences): string => of.reduce((all, { by }) => all + by, 0).toFixed(2);
  return {
    what,
    ours: sum,
    reference: `${who}: better by ${total(better)} in ${better.length} skills, equal in ${differences.length - better.length - worse.length}, worse by ${total(worse)} in ${worse.length}${worse.length > 0 ? ` (${worse.map(({ skill }) => skill).join(', ')})` : ''}`,
    aim: 'no skill worse',
    reached: worse.length === 0,
  };
}

/** By the forward recursion on both states, each by itself, so that certainty can be lost again; skills in one pass each. */
function logLikelihood(train: AnswerTable, concept: number, { prior, learn, guess, slip, forget }: BktParams): number {
  const states = new Map<number, readonly [known: number, unknown: number]>();
  let sum = 0;
  for (const [row, skill] of train.skill.entries()) {
    if (skill !== concept) continue;
    const [known, unknown] = states.get(train.learner[row] as number) ?? [prior, 1 - prior];
    const right = train.correct[row] === 1;
    const k = known * (right ? 1 - slip : slip);
    const u = unknown * (right ? guess : 1 - guess);
    sum += Math.log(k + u);
    const [a, b] = [k / (k + u), u / (k + u)];
    states.set(train.learner[row] as number, [a * (1 - forget) + b * learn, a * forget + b * (1 - learn)]);
  }
  return sum;
}
