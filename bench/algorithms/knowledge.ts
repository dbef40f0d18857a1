import { bkt, type EloRatings, elo, eloInitialRating, pfa, updateElo } from '../../src/algorithms/index.js';
import type { Figure } from '../figure.js';
import { throughput } from './throughput.js';

const ANSWERS = 1_000;
/** An Elo update takes at most so long. */
const ELO_AIM_NS = 1_000;

/** How long one answer takes the knowledge models: checks, prediction and new state. */
export function knowledgeFigures(): readonly Figure[] {
  const correct = Array.from({ length: ANSWERS }, (_, at) => (at * 7) % 10 < 7);
  const rates = throughput([
    { name: 'BKT', operations: ANSWERS, run: () => traced(correct, bkt) },
    { name: 'PFA', operations: ANSWERS, run: () => traced(correct, pfa) },
    { name: 'Elo', operations: ANSWERS, run: () => traced(correct, elo) },
    { name: 'Elo, three ratings', operations: ANSWERS, run: () => rated(correct) },
  ]);
  const [bktNs, pfaNs, eloNs, ratingsNs] = rates.map((rate) => 1e9 / rate) as [number, number, number, number];
  const reference = 'no peer on npm';
  return [
    { what: 'BKT predict and update', ours: `${bktNs.toFixed(0)} ns`, reference, aim: 'as measured', reached: null },
    { what: 'PFA predict and update', ours: `${pfaNs.toFixed(0)} ns`, reference, aim: 'as measured', reached: null },
    { what: 'Elo predict and update, one concept', ours: `${eloNs.toFixed(0)} ns`, reference, aim: '≤ 1 µs', reached: eloNs <= ELO_AIM_NS },
    {
      what: 'Elo update of learner, skill and item',
      ours: `${ratingsNs.toFixed(0)} ns`,
      reference,
      aim: '≤ 1 µs',
      reached: ratingsNs <= ELO_AIM_NS,
    },
  ];
}

interface Traceable<State, Params> {
  readonly defaults: Params;
  initial(params: Params): State;
  update(state: State, observation: { readonly at: number; readonly correct: boolean }, params: Params): State;
  predict(state: State, at: number, params: Params): number;
}

function traced<State, Params>(answers: readonly boolean[], model: Traceable<State, Params>): number {
  let state = model.initial(model.defaults);
  let sum = 0;
  for (const correct of answers) {
    sum += model.predict(state, 0, model.defaults);
    state = model.update(state, { at: 0, correct }, model.defaults);
  }
  return sum;
}

function rated(answers: readonly boolean[]): number {
  let ratings: EloRatings = { learner: eloInitialRating, learner_skill: eloInitialRating, item: eloInitialRating };
  let sum = 0;
  for (const correct of answers) {
    const after = updateElo(ratings, { correct });
    sum += after.predicted;
    ratings = after;
  }
  return sum;
}
