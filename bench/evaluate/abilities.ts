import {
  type AbilityMethod,
  estimateAbility,
  type ItemParameters,
  type ItemResponse,
  itemInformation,
  responsesLogLikelihood,
} from 'adaptive-learning-engine/algorithms';
import type { Figure } from '../figure.js';
import { randomNumbers } from '../harness/random-numbers.js';
import { runPython } from '../peers/run-python.js';
import { normalNumber, simulatedAnswers } from './simulated-answers.js';

const AIM = 1e-6;
const LEARNERS = 60;
const ITEMS = 30;
const RANGE = 6;
const FINE_POINTS = 12_001;

interface CatsimAbilities {
  readonly version: string;
  readonly abilities: readonly number[];
}

/** The largest distance of each estimate from plain summation over a fine grid (EAP) or from a grid and halving (the maxima), and from catsim's MLE. */
export async function abilityFigures(): Promise<readonly Figure[]> {
  const withoutGuessing = simulatedAnswers(LEARNERS, ITEMS, 11);
  const random = randomNumbers(12);
  const guessed = withoutGuessing.items.map((item) => ({ ...item, guessing: 0.3 * random() }));
  const rows = [
    ...withoutGuessing.rows.map((row) => responsesOf(withoutGuessing.items, row)),
    ...withoutGuessing.rows.map((row) => responsesOf(guessed, row)),
  ];
  const figures = (['eap', 'map', 'mle', 'wle'] as const).map((method) =>
    againstBruteForce(method, method === 'wle' ? rows.slice(0, LEARNERS) : rows),
  );
  return [...figures, await againstCatsim(withoutGuessing.items, withoutGuessing.rows)];
}

function againstBruteForce(method: AbilityMethod, rows: readonly (readonly ItemResponse[])[]): Figure {
  const errors = rows.map((responses) => Math.abs(estimateAbility(responses, { method }).theta - bruteForce(method, responses)));
  const largest = Math.max(...errors);
  const model = method === 'wle' ? '2PL' : '2PL and 3PL';
  return {
    what: `ability by ${method.toUpperCase()}, largest error of ${rows.length}, ${model}`,
    ours: largest.toExponential(1),
    reference: method === 'eap' ? `sum over ${FINE_POINTS} points` : 'grid and halving',
    aim: `≤ ${AIM}`,
    reached: largest <= AIM,
  };
}

async function againstCatsim(items: readonly ItemParameters[], rows: readonly string[]): Promise<Figure> {
  // catsim gives no number for answers that are all right or all wrong.
  const mixed = rows.filter((row) => row.includes('0') && row.includes('1'));
  const catsim = await runPython<CatsimAbilities>('catsim_ability.py', 'catsim', {
    items: items.map(({ discrimination, difficulty, guessing }) => [discrimination, difficulty, guessing]),
    patterns: mixed.map((row) => [...row].map((cell) => cell === '1')),
    thetas: [normalNumber(randomNumbers(1))],
  });
  const what = `ability by MLE, largest distance from catsim's, 2PL`;
  if ('missing' in catsim) return { what, ours: '–', reference: catsim.missing, aim: `≤ ${AIM}`, reached: null };
  const { version, abilities } = catsim.result;
  const largest = Math.max(
    ...mixed.map((row, at) => Math.abs(estimateAbility(responsesOf(items, row), { method: 'mle' }).theta - (abilities[at] as number))),
  );
  return { what, ours: largest.toExponential(1), reference: `catsim ${version}`, aim: `≤ ${AIM}`, reached: largest <= AIM };
}

function responsesOf(items: readonly ItemParameters[], row: string): readonly ItemResponse[] {
  return items.map((item, at) => ({ item, correct: row[at] === '1' }));
}

function bruteForce(method: AbilityMethod, responses: readonly ItemResponse[]): number {
  const likelihood = (theta: number): number => responsesLogLikelihood(responses, theta);
  const posterior = (theta: number): number => likelihood(theta) - (theta * theta) / 2;
  if (method === 'eap') return meanOf(posterior);
  if (method === 'map') return highestOf(posterior);
  if (method === 'mle') return highestOf(likelihood);
  // Without guessing, Warm's weight is the square root of the information.
  return highestOf((theta) => likelihood(theta) + Math.log(responses.reduce((sum, { item }) => sum + itemInformation(item, theta), 0)) / 2);
}

function meanOf(log: (theta: number) => number): number {
  const reach = 10;
  const points = Array.from({ length: FINE_POINTS }, (_, at) => ((2 * at) / (FINE_POINTS - 1) - 1) * reach);
  const logs = points.map(log);
  const highest = Math.max(...logs);
  const weights = logs.map((each) => Math.exp(each - highest));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return points.reduce((sum, theta, at) => sum + theta * (weights[at] as number), 0) / whole;
}

/** A grid, then the zero of the slope by halving: comparing heights could not tell neighbours within 1e-8 apart. */
function highestOf(f: (theta: number) => number): number {
  const step = 0.01;
  let best = -RANGE;
  for (let theta = -RANGE; theta <= RANGE + step / 2; theta += step) if (f(theta) > f(best)) best = Math.min(RANGE, theta);
  if (Math.abs(best) >= RANGE) return Math.sign(best) * RANGE;
  const rises = (theta: number): boolean => f(theta + 1e-4) > f(theta - 1e-4);
  let [low, high] = [best - step, best + step];
  for (let halving = 0; halving < 50; halving += 1) {
    const middle = (low + high) / 2;
    if (rises(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
