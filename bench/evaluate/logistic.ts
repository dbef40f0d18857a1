import {
  auc,
  fitLogistic,
  type LogisticFit,
  type LogisticLog,
  logisticDefaults,
  logisticLearn,
  logisticUpdate,
  logLoss,
  type Prediction,
} from 'adaptive-learning-engine/algorithms';
import type { Figure } from '../figure.js';
import { runPython } from '../peers/run-python.js';
import { knownAnswers, NO_AIM } from './known-logs.js';
import { predictedAnswers, rowsOf, type StoredWeights } from './learner-answers.js';
import { readAnswers } from './read-answers.js';
import { simulatedPractice } from './simulated-practice.js';

const FIT_SECONDS = 6;
/** How far below the batch fit the model that learns online may stay. */
const ONLINE_MARGIN = 0.003;
/** Weights that say nothing but the typical rate: what the default weights were fitted from. */
const FLAT = {
  base_rate: logisticDefaults.base_rate,
  weights: logisticDefaults.weights.map((_, place) => (place === 0 ? Math.log(0.7 / 0.3) : 0)),
  squares: logisticDefaults.squares,
};

/** Two files of answers, and what to call them. */
export interface LogisticDataSet {
  readonly name: string;
  readonly train: string;
  readonly test: string;
}

/**
 * Logistic tracing on a training and a test log (`user_id, skill_name, correct`, as {@link readAnswers} reads them): fitted in batch,
 * learnt online from the default weights, and the default weights as they are. Each answer is predicted before it is seen.
 */
export async function logisticFigures({ name, train, test }: LogisticDataSet): Promise<readonly Figure[]> {
  const trained = await readAnswers(train);
  const tested = await readAnswers(test, trained.skills);
  const { fit, seconds } = await timedFit(trained);
  const batch = aucOf(updated(tested, storedFit(fit)));
  const learning = fresh();
  const onTrain = learnt(trained, learning);
  const online = learnt(tested, learning);
  const known = knownAnswers(trained, tested)?.logistic;
  const python = await runPython<Peer>('sklearn_logistic.py', 'scikit-learn', { train, test });
  const { said: now, seconds: peerSeconds } =
    'missing' in python
      ? { said: python.missing, seconds: null }
      : {
          said: `logistic regression of scikit-learn ${python.result.version}: AUC ${digits(python.result.auc)}, fit ${python.result.seconds.toFixed(1)} s`,
          seconds: python.result.seconds,
        };
  const peer = known === undefined ? now : `${now}; an earlier one: AUC ${digits(known.auc)} in ${known.seconds} s`;
  const plain = { reference: 'no peer', aim: 'none', reached: null };
  return [
    {
      what: `${name}: logistic tracing, fitted`,
      ours: said(updated(tested, storedFit(fit))),
      reference: peer,
      aim: known === undefined ? NO_AIM : `AUC ≥ ${digits(known.aim)}`,
      reached: known === undefined ? null : batch >= known.aim,
    },
    {
      what: `${name}: its fit (${fit.report.n} answers, ${fit.report.iterations} steps, ${fit.report.converged ? 'converged' : 'not converged'})`,
      ours: `${seconds.toFixed(1)} s`,
      reference: peer,
      ...(peerSeconds === null ? {} : { ratio: peerSeconds / seconds }),
      aim: known === undefined ? NO_AIM : `≤ ${FIT_SECONDS} s`,
      reached: known === undefined ? null : seconds <= FIT_SECONDS,
    },
    {
      what: `${name}: learnt online, one pass over train, then test`,
      ours: said(online),
      reference: `our batch fit: AUC ${digits(batch)}`,
      aim: `AUC within ${digits(ONLINE_MARGIN)}`,
      reached: aucOf(online) >= batch - ONLINE_MARGIN,
    },
    { what: `${name}: learnt online on train, from nothing`, ours: said(onTrain), ...plain },
    { what: `${name}: learnt online on test alone, from nothing`, ours: said(learnt(tested, fresh())), ...plain },
    { what: `${name}: default weights, never learning, on test`, ours: said(updated(tested, fresh())), ...plain },
  ];
}

/**
 * What items and times add, on learners simulated from a seed: four fifths to fit on, one fifth to predict. And how far the default weights
 * are from what their simulation gives again.
 */
export async function logisticSimulationFigures(): Promise<readonly Figure[]> {
  const all = simulatedPractice({ seed: 2, learners: 2_500 });
  const { items: _items, item: _item, ...withoutItems } = all;
  const { at: _at, ...withoutBoth } = withoutItems;
  const { at: _times, ...withItems } = all;
  const kinds: readonly (readonly [string, LogisticLog])[] = [
    ['neither items nor times', withoutBoth],
    ['times', withoutItems],
    ['items', withItems],
    ['items and times', all],
  ];
  const figures: Figure[] = [];
  for (const [kind, log] of kinds) {
    const train = rowsOf(log, (learner) => learner % 5 !== 0);
    const test = rowsOf(log, (learner) => learner % 5 === 0);
    const { fit, seconds } = await timedFit(train);
    const learning = fresh();
    learnt(train, learning);
    figures.push({
      what: `simulated learners, ${kind} known: logistic tracing, fitted on ${fit.report.n} answers`,
      ours: `${said(updated(test, storedFit(fit)))}, fit ${seconds.toFixed(1)} s`,
      reference: `learnt online: ${said(learnt(test, learning))}`,
      aim: 'none: ASSISTments 2009, for which AUC ≥ .780 in ≤ 10 s is the aim, cannot be had here',
      reached: null,
    });
  }
  const { items: _names, item: _places, ...practice } = simulatedPractice({ seed: 1, learners: 4_000 });
  const { population } = await fitLogistic(practice, { population: FLAT, sharedPrecision: 100 });
  const farthest = Math.max(...population.weights.map((weight, place) => Math.abs(weight - (logisticDefaults.weights[place] as number))));
  figures.push({
    what: 'default weights, fitted again from their simulation: largest difference of a weight',
    ours: farthest.toFixed(4),
    reference: 'the weights in the package',
    aim: '≤ 0.01',
    reached: farthest <= 0.01,
  });
  return figures;
}

interface Peer {
  readonly version: string;
  readonly auc: number;
  readonly seconds: number;
}

async function timedFit(log: LogisticLog): Promise<{ readonly fit: LogisticFit; readonly seconds: number }> {
  const startedAt = performance.now();
  const fit = await fitLogistic(log);
  return { fit, seconds: (performance.now() - startedAt) / 1_000 };
}

function fresh(): StoredWeights {
  return { population: logisticDefaults, skills: new Map(), items: new Map() };
}

function storedFit({ population, skills, items }: LogisticFit): StoredWeights {
  return {
    population,
    skills: new Map(skills.map(({ id, weights }) => [id, weights])),
    items: new Map(items.map(({ id, weights }) => [id, weights])),
  };
}

function updated(log: LogisticLog, weights: StoredWeights): readonly Prediction[] {
  return predictedAnswers(log, weights, logisticUpdate);
}

function learnt(log: LogisticLog, weights: StoredWeights): readonly Prediction[] {
  return predictedAnswers(log, weights, (answer, skillId, itemId) => {
    const learned = logisticLearn(answer);
    weights.population = learned.population;
    weights.skills.set(skillId, learned.skillWeights);
    if (itemId !== undefined && learned.itemWeights !== null) weights.items.set(itemId, learned.itemWeights);
    return learned;
  });
}

function said(predictions: readonly Prediction[]): string {
  return `AUC ${digits(aucOf(predictions))}, log loss ${(logLoss(predictions) ?? Number.NaN).toFixed(4)}`;
}

function aucOf(predictions: readonly Prediction[]): number {
  return auc(predictions) ?? Number.NaN;
}

function digits(value: number): string {
  return value.toFixed(4).replace(/^0/, '');
}
