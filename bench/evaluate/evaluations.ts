import { basename } from 'node:path';
import type { Figure } from '../figure.js';
import { bktFitFigures } from './bkt.js';
import { engineAnswerFigures, engineReviewFigures } from './engine.js';
import { itemsAccuracyFigures } from './items.js';
import { logisticFigures, logisticSimulationFigures } from './logistic.js';
import { memoryFitFigures } from './memory-fit.js';
import { pfaEloFigures } from './pfa-elo.js';
import { residualAccuracyFigures } from './residual.js';

/** Logs of answers with disjoint learners: one to fit on, one to be judged by. */
export interface AnswerFiles {
  readonly train: string;
  readonly test: string;
}

export interface EvaluationFiles {
  readonly reviews?: string | undefined;
  readonly answers: readonly AnswerFiles[];
}

export interface Evaluation {
  readonly name: string;
  readonly run: () => Promise<readonly Figure[]>;
}

/** What can be evaluated with the files that are there; what needs none runs on simulated learners, and says so. */
export function evaluations({ reviews, answers }: EvaluationFiles): readonly Evaluation[] {
  return [
    { name: 'memory fits', run: () => memoryFitFigures(reviews) },
    { name: 'residual model', run: () => residualAccuracyFigures(reviews ?? null) },
    ...(reviews === undefined ? [] : [{ name: `engine on ${basename(reviews)}`, run: () => engineReviewFigures(reviews) }]),
    ...answers.flatMap(({ train, test }) => [
      { name: `bkt fits on ${basename(test)}`, run: () => bktFitFigures(train, test) },
      { name: `pfa and elo on ${basename(test)}`, run: () => pfaEloFigures(train, test) },
      {
        name: `logistic tracing on ${basename(test)}`,
        run: () => logisticFigures({ name: basename(test), train, test }),
      },
      { name: `engine on ${basename(test)}`, run: () => engineAnswerFigures(train, test) },
    ]),
    { name: 'logistic tracing on simulated learners', run: logisticSimulationFigures },
    { name: 'items and abilities', run: itemsAccuracyFigures },
  ];
}
