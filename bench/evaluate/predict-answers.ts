import { auc, baseRateLogLoss, logLoss, type Prediction } from '../../src/algorithms/index.js';
import type { Figure } from '../figure.js';
import type { AnswerTable } from './read-answers.js';

/** A model of one learner and one concept, as a walk over a log needs it. */
export interface Tracer<State> {
  readonly initial: State;
  readonly predict: (state: State) => number;
  readonly update: (state: State, correct: boolean) => State;
}

/** Predicts each answer of a log from the answers of that learner to that concept before it in the same log. */
export function predictInOrder<State>(log: AnswerTable, tracerOf: (concept: number) => Tracer<State>): readonly Prediction[] {
  const tracers = log.skills.map((_, concept) => tracerOf(concept));
  const states = new Map<number, State>();
  return Array.from(log.correct, (value, row) => {
    const concept = log.skill[row] as number;
    const tracer = tracers[concept] as Tracer<State>;
    const key = (log.learner[row] as number) * log.skills.length + concept;
    const state = states.get(key) ?? tracer.initial;
    const actual = value === 1;
    const predicted = tracer.predict(state);
    states.set(key, tracer.update(state, actual));
    return { predicted, actual };
  });
}

/** @param aim - the AUC to reach; null when there is none */
export function figureOfAuc(what: string, predictions: readonly Prediction[], reference: string, aim: number | null): Figure {
  const area = auc(predictions) ?? Number.NaN;
  const loss = logLoss(predictions) ?? Number.NaN;
  const base = baseRateLogLoss(predictions) ?? Number.NaN;
  return {
    what,
    ours: `AUC ${area.toFixed(4)}, log loss ${loss.toFixed(4)} (base rate ${base.toFixed(4)})`,
    reference,
    aim: aim === null ? 'as measured' : `AUC ≥ ${aim.toFixed(4)}`,
    reached: aim === null ? null : area >= aim,
  };
}
