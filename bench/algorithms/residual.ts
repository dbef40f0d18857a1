import {
  type ResidualCard,
  type ResidualLearner,
  residualInitialCard,
  residualInitialLearner,
  residualInterval,
  residualPredict,
  residualUpdate,
} from 'adaptive-learning-engine/algorithms';
import type { Figure } from '../figure.js';
import { randomNumbers } from '../harness/random-numbers.js';
import { throughput } from './throughput.js';

const DAY_MS = 86_400_000;
const CARDS = 100;
const ROUNDS = 10;
const ANSWERS = CARDS * ROUNDS;

/** What is measured: a learner of a thousand answers, and their cards. */
interface Practised {
  readonly learner: ResidualLearner;
  readonly cards: readonly ResidualCard[];
}

const BASE = { retrievability: 0.88, stability: 3, difficulty: 6 };
const CURVE = { stability: 3, difficulty: 6, retrievabilityAfter: (days: number) => (1 + 0.3 * days) ** -0.2 };

/** Nanoseconds that one update, one prediction and one interval take. There is no peer: no package on npm learns on top of a scheduler. */
export function residualFigures(): readonly Figure[] {
  const { learner, cards } = practised();
  const at = 20 * DAY_MS;
  const card = cards[0] ?? residualInitialCard();
  const rates = throughput([
    { name: 'update', run: () => practised().learner.later.trust, operations: ANSWERS },
    { name: 'prediction', run: () => sum(cards, (each) => residualPredict({ card: each, learner, base: BASE, at })), operations: CARDS },
    { name: 'interval', run: () => residualInterval({ card, learner, curve: CURVE }, 0.85), operations: 1 },
  ]);
  const [update = 0, prediction = 0, interval = 0] = rates.map((rate) => Math.round(1e9 / rate));
  const reference = 'no peer on npm';
  return [
    { what: 'residual model: one update', ours: `${update} ns`, reference, aim: '≤ 5000 ns', reached: update <= 5_000 },
    { what: 'residual model: one prediction', ours: `${prediction} ns`, reference, aim: '≤ 2000 ns', reached: prediction <= 2_000 },
    { what: 'residual model: one interval', ours: `${interval} ns`, reference, aim: '≤ 50000 ns', reached: interval <= 50_000 },
  ];
}

function practised(): Practised {
  const random = randomNumbers(7);
  const cards = Array.from({ length: CARDS }, residualInitialCard);
  let learner = residualInitialLearner();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let place = 0; place < CARDS; place += 1) {
      const at = round * DAY_MS + place * 1_000;
      const card = cards[place] as ResidualCard;
      const updated = residualUpdate({ card, learner, base: BASE, at, rating: random() < 0.8 ? 3 : 1 });
      cards[place] = updated.card;
      learner = updated.learner;
    }
  }
  return { learner, cards };
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
