import {
  type AbilityMethod,
  adaptiveTest,
  buildItemBank,
  estimateAbility,
  itemInformation,
  nextItem,
} from 'adaptive-learning-engine/algorithms';
import { normalNumber, simulatedAnswers } from '../evaluate/simulated-answers.js';
import type { Figure } from '../figure.js';
import { randomNumbers } from '../harness/random-numbers.js';
import { runPython } from '../peers/run-python.js';
import { throughput, type Work } from './throughput.js';

const ANSWERS = 30;
const BANK = 1000;
const LEARNERS = 50;

interface CatsimSpeed {
  readonly version: string;
  readonly estimatesPerSecond: number;
  readonly choicesPerSecond: number;
}

/** How many informations, abilities and next questions a second; catsim's estimator and selector beside, where it is installed. */
export async function itemsFigures(): Promise<readonly Figure[]> {
  const test = simulatedAnswers(LEARNERS, ANSWERS, 3);
  const random = randomNumbers(5);
  const items = Array.from({ length: BANK }, (_, at) => ({
    id: `q${at}`,
    discrimination: 0.5 + 1.5 * random(),
    difficulty: normalNumber(random),
    guessing: 0.2,
  }));
  // The same items for us and for catsim: the first of the bank, which can be guessed.
  const learners = test.rows.map((row) => items.slice(0, ANSWERS).map((item, at) => ({ item, correct: row[at] === '1' })));
  const thetas = Array.from({ length: LEARNERS }, () => normalNumber(random));
  const bank = buildItemBank(items);
  const states = thetas.map((theta) => ({ ...adaptiveTest.start(), theta }));
  const estimating = (method: AbilityMethod): Work => ({
    name: method,
    operations: LEARNERS,
    run: () => learners.reduce((sum, responses) => sum + estimateAbility(responses, { method }).theta, 0),
  });
  const [information = 0, eap = 0, mle = 0, chosen = 0] = throughput([
    {
      name: 'information',
      operations: BANK,
      run: () => items.reduce((sum, item) => sum + itemInformation(item, 0.3), 0),
    },
    estimating('eap'),
    estimating('mle'),
    { name: 'next', operations: LEARNERS, run: () => states.map((state) => nextItem(bank, state, {}, random).information) },
  ]);
  const catsim = await runPython<CatsimSpeed>('catsim_ability.py', 'catsim', {
    items: items.map(({ discrimination, difficulty, guessing }) => [discrimination, difficulty, guessing]),
    patterns: test.rows.filter((row) => row.includes('0') && row.includes('1')).map((row) => [...row].map((cell) => cell === '1')),
    thetas,
  });
  const peer = 'missing' in catsim ? null : catsim.result;
  const beside = (rate: number | undefined): string =>
    peer === null || rate === undefined ? ('missing' in catsim ? catsim.missing : 'none') : `catsim ${peer.version}: ${shown(rate)}`;
  const figure = (what: string, ours: number, theirs: number | undefined): Figure => ({
    what,
    ours: shown(ours),
    reference: beside(theirs),
    ...(theirs === undefined ? {} : { ratio: ours / theirs }),
    aim: 'none set',
    reached: null,
  });
  return [
    { what: 'item information', ours: shown(information), reference: 'none', aim: 'none set', reached: null },
    { what: `ability by EAP, ${ANSWERS} answers`, ours: shown(eap), reference: 'none', aim: 'none set', reached: null },
    figure(`ability by MLE, ${ANSWERS} answers`, mle, peer?.estimatesPerSecond),
    figure(`next question from a bank of ${BANK}`, chosen, peer?.choicesPerSecond),
  ];
}

function shown(perSecond: number): string {
  return perSecond >= 1e6 ? `${(perSecond / 1e6).toFixed(2)} M/s` : `${(perSecond / 1e3).toFixed(1)} k/s`;
}
