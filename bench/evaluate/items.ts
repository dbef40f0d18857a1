import {
  type FitItemsOptions,
  type FittedItem,
  fitItems,
  type ItemParameters,
  itemPriorDefaults,
} from 'adaptive-learning-engine/algorithms';
import type { Figure } from '../figure.js';
import { runPython } from '../peers/run-python.js';
import { median } from '../quantile.js';
import { abilityFigures } from './abilities.js';
import { type SimulatedAnswers, simulatedAnswers } from './simulated-answers.js';

const LEARNERS = 1000;
const ITEMS = 50;
/** Several simulated tests: on one alone, which of two fits comes nearer to the truth is chance. */
const SEEDS = [1, 2, 3, 4, 5] as const;
const RUNS = 3;
const MOST_SECONDS = 0.25;
/** girth's estimator: no prior on the discrimination. */
const MAXIMUM_LIKELIHOOD: FitItemsOptions = { priors: { ...itemPriorDefaults, discrimination: null } };
/** Two programs that maximize the same likelihood stop at slightly different points of it. */
const SAME_ERROR = 0.001;

interface GirthFit {
  readonly version: string;
  readonly seconds: number;
  readonly discrimination: readonly number[];
  readonly difficulty: readonly number[];
}

interface FitErrors {
  readonly seconds: number;
  readonly difficulty: number;
  readonly discrimination: number;
}

/** How well and how fast items are calibrated and abilities estimated, on simulated answers; needs no files. */
export async function itemsAccuracyFigures(): Promise<readonly Figure[]> {
  return [...(await fitFigures()), ...(await abilityFigures())];
}

async function fitFigures(): Promise<readonly Figure[]> {
  const tests = SEEDS.map((seed) => simulatedAnswers(LEARNERS, ITEMS, seed));
  const coldSeconds = (await ourFit(tests[0] as SimulatedAnswers, 1)).seconds;
  const ours: FitErrors[] = [];
  const likeliest: FitErrors[] = [];
  const theirs: FitErrors[] = [];
  let reference = '';
  for (const test of tests) {
    ours.push(await ourFit(test, RUNS));
    likeliest.push(await ourFit(test, 1, MAXIMUM_LIKELIHOOD));
    const girth = await runPython<GirthFit>('girth_twopl.py', 'girth', { rows: test.rows, runs: RUNS });
    if ('result' in girth) theirs.push(errorsOf(girth.result, test, 'girth'));
    reference = 'result' in girth ? `girth ${girth.result.version}` : girth.missing;
  }
  const them = theirs.length === tests.length ? medians(theirs) : null;
  return [
    timeFigure(medians(ours).seconds, coldSeconds, reference, them),
    errorFigure('', medians(ours), reference, them, 0),
    errorFigure(' by maximum likelihood, as girth', medians(likeliest), reference, them, SAME_ERROR),
  ];
}

function timeFigure(seconds: number, coldSeconds: number, reference: string, them: FitErrors | null): Figure {
  return {
    what: `2PL fit, ${LEARNERS} × ${ITEMS}, time`,
    ours: `${seconds.toFixed(3)} s (${coldSeconds.toFixed(3)} s the first time)`,
    reference: them === null ? reference : `${reference}: ${them.seconds.toFixed(2)} s`,
    ...(them === null ? {} : { ratio: them.seconds / seconds }),
    aim: `≤ ${MOST_SECONDS} s`,
    reached: seconds <= MOST_SECONDS,
  };
}

function errorFigure(how: string, us: FitErrors, reference: string, them: FitErrors | null, margin: number): Figure {
  const shown = ({ difficulty, discrimination }: FitErrors): string => `b ${difficulty.toFixed(4)}, a ${discrimination.toFixed(4)}`;
  return {
    what: `2PL fit${how}, ${LEARNERS} × ${ITEMS}, median RMSE of ${SEEDS.length} tests`,
    ours: shown(us),
    reference: them === null ? reference : `${reference}: ${shown(them)}`,
    ...(them === null ? {} : { ratio: them.difficulty / us.difficulty }),
    aim: margin === 0 ? 'no worse' : `as near as ${margin}`,
    reached: them === null ? null : us.difficulty <= them.difficulty + margin && us.discrimination <= them.discrimination + margin,
  };
}

async function ourFit(test: SimulatedAnswers, runs: number, options: FitItemsOptions = {}): Promise<FitErrors> {
  const seconds: number[] = [];
  let found: readonly FittedItem[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startedAt = performance.now();
    found = (await fitItems(test.answers, options)).items;
    seconds.push((performance.now() - startedAt) / 1000);
  }
  const parameters = found.map(({ id, parameters: each }): ItemParameters => {
    if (each === null) throw new Error(`${id} was left out of the fit`);
    return each;
  });
  const columns = {
    discrimination: parameters.map(({ discrimination }) => discrimination),
    difficulty: parameters.map(({ difficulty }) => difficulty),
  };
  return errorsOf({ ...columns, seconds: median(seconds) }, test, 'our fit');
}

function errorsOf(fit: Omit<GirthFit, 'version'>, { items }: SimulatedAnswers, whose: string): FitErrors {
  if (fit.difficulty.length !== items.length) throw new Error(`${whose} gave ${fit.difficulty.length} items, not ${items.length}`);
  const rmse = (found: readonly number[], key: 'discrimination' | 'difficulty'): number =>
    Math.sqrt(items.reduce((sum, item, at) => sum + ((found[at] as number) - item[key]) ** 2, 0) / items.length);
  return {
    seconds: fit.seconds,
    difficulty: rmse(fit.difficulty, 'difficulty'),
    discrimination: rmse(fit.discrimination, 'discrimination'),
  };
}

function medians(all: readonly FitErrors[]): FitErrors {
  return {
    seconds: median(all.map(({ seconds }) => seconds)),
    difficulty: median(all.map(({ difficulty }) => difficulty)),
    discrimination: median(all.map(({ discrimination }) => discrimination)),
  };
}
