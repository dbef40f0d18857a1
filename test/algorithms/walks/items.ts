import { list, type Walk } from '../../support/complexity.js';
import { algorithms } from './counted.js';

const { adaptiveTest, buildItemBank } = algorithms;

const item = (at: number) => ({ discrimination: 1 + (at % 5) / 10, difficulty: (at % 17) / 8 - 1, guessing: 0.1 });
const items = (size: number) => list(size, item);
const responses = (size: number) => list(size, (at) => ({ item: item(at), correct: at % 3 > 0 }));
const bankItems = (size: number) => list(size, (at) => ({ id: `i${at}`, area: `a${at}`, ...item(at) }));
const byItem = (size: number, value: number) => Object.fromEntries(list(size, (at) => [`i${at}`, value]));
const areas = (size: number) => Object.fromEntries(list(size, (at) => [`a${at}`, 1]));
/** Half the bank is answered. */
const half = (size: number) => ({
  ...adaptiveTest.start(),
  answers: list(Math.floor(size / 2), (at) => ({ item: `i${at}`, correct: at % 3 > 0, response_time_seconds: 9 })),
});
const progress = { theta: 0.4, standardError: 0.3, answered: 9, right: 5, seconds: 60, remaining: 9, mostInformation: 0.4 };
const never = { rule: 'answered', count: 1000 } as const;

export const ITEMS: Walk = {
  abilityForScore: (size) => () => algorithms.abilityForScore(items(size), 0.5),
  expectedScore: (size) => () => algorithms.expectedScore(items(size), 0.5),
  testInformation: (size) => () => algorithms.testInformation(items(size), 0.5),
  responsesLogLikelihood: (size) => () => algorithms.responsesLogLikelihood(responses(size), 0.5),
  estimateAbility: (size) => () => algorithms.estimateAbility(responses(size)),
  'estimateAbility, map': (size) => () => algorithms.estimateAbility(responses(size), { method: 'map' }),
  'estimateAbility, mle': (size) => () => algorithms.estimateAbility(responses(size), { method: 'mle' }),
  'estimateAbility, wle': (size) => () => algorithms.estimateAbility(responses(size), { method: 'wle' }),
  buildItemBank: (size) => () => buildItemBank(bankItems(size)),
  exposureParameters: (size) => () => algorithms.exposureParameters(byItem(size, 1), 100, 0.2),
  stopReason: (size) => () =>
    algorithms.stopReason(
      list(size, () => never),
      progress,
    ),
  'stopReason, of rules within a rule': (size) => () =>
    algorithms.stopReason([{ rule: 'all_of', rules: list(size, () => never) }], progress),
  nextItem: (size) => {
    const bank = buildItemBank(bankItems(size));
    return () => algorithms.nextItem(bank, half(size), { stop: [] }, () => 0.5);
  },
  'nextItem, by areas': (size) => {
    const bank = buildItemBank(bankItems(size));
    return () => algorithms.nextItem(bank, half(size), { stop: [], areas: areas(size) }, () => 0.5);
  },
  'nextItem, of any': (size) => {
    const bank = buildItemBank(bankItems(size));
    return () => algorithms.nextItem(bank, half(size), { stop: [], randomesque: size }, () => 0.5);
  },
  'nextItem, resting': (size) => {
    const bank = buildItemBank(bankItems(size));
    const exposure = { control: 'max_rate', max_rate: 0.5, tests: 10, shown: byItem(size, 9) } as const;
    return () => algorithms.nextItem(bank, half(size), { stop: [], exposure }, () => 0.5);
  },
  'nextItem, all kept back': (size) => {
    const bank = buildItemBank(bankItems(size));
    const exposure = { control: 'sympson_hetter', probabilities: byItem(size, 0) } as const;
    return () => algorithms.nextItem(bank, half(size), { stop: [], exposure, randomesque: 5 }, () => 0.5);
  },
  'adaptiveTest.answer': (size) => {
    const bank = buildItemBank(bankItems(size));
    return () => adaptiveTest.answer(bank, half(size), { item: `i${size - 1}`, correct: true, response_time_seconds: 9 });
  },
  'adaptiveTest.result': (size) => {
    const bank = buildItemBank(bankItems(size));
    return () => adaptiveTest.result(bank, half(size), { cut: 0 });
  },
};

/** An item that is kept back is taken out of the middle of those that it was drawn from: as many are moved as there are. */
export const DRAWS: Walk = {
  'nextItem, all of any kept back': (size) => {
    const bank = buildItemBank(bankItems(size));
    const exposure = { control: 'sympson_hetter', probabilities: byItem(size, 0) } as const;
    return () => algorithms.nextItem(bank, half(size), { stop: [], exposure, randomesque: size }, () => 0.5);
  },
};
