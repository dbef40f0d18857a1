import { basename } from 'node:path';
import type { Figure } from '../figure.js';
import { bktFitFigures } from './bkt.js';
import { defaultFigures } from './default-beside-best.js';
import { deploymentFigures } from './deployment.js';
import { engineAnswerFigures, engineReviewFigures } from './engine.js';
import { fittedMasteryFigures } from './fitted-mastery.js';
import { itemsAccuracyFigures } from './items.js';
import { rowsOf } from './learner-answers.js';
import { learningCurveFigures } from './learning-curve.js';
import { logisticFigures, logisticSimulationFigures } from './logistic.js';
import { memoryFitFigures } from './memory-fit.js';
import { pfaEloFigures } from './pfa-elo.js';
import { readAnswers } from './read-answers.js';
import { readItemLog } from './read-item-log.js';
import { residualAccuracyFigures } from './residual.js';
import { simulatedPractice } from './simulated-practice.js';
import { workloadFigures } from './workload.js';

/** Logs of answers with disjoint learners: one to fit on, one to be judged by. */
export interface AnswerFiles {
  readonly train: string;
  readonly test: string;
}

export interface EvaluationFiles {
  readonly reviews?: string | undefined;
  readonly answers: readonly AnswerFiles[];
  /** Logs of answers with items. */
  readonly items: readonly string[];
}

export interface Evaluation {
  readonly name: string;
  readonly run: () => Promise<readonly Figure[]>;
}

/** What can be evaluated with the files that are there; what needs none runs on simulated learners, and says so. */
export function evaluations({ reviews, answers, items }: EvaluationFiles): readonly Evaluation[] {
  return [
    { name: 'memory fits', run: () => memoryFitFigures(reviews) },
    { name: 'workload of schedulers', run: () => workloadFigures(reviews) },
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
      { name: `default engine on ${basename(test)}`, run: () => filesTo(defaultFigures, train, test) },
      { name: `fitted mastery on ${basename(test)}`, run: () => filesTo(fittedMasteryFigures, train, test) },
      { name: `learning curve on ${basename(test)}`, run: () => filesTo(learningCurveFigures, train, test) },
      { name: `a young deployment on ${basename(train)}`, run: () => deploymentFigures(train, test) },
    ]),
    ...items.flatMap((file) =>
      Object.entries({
        'default engine': defaultFigures,
        'fitted mastery': fittedMasteryFigures,
        'learning curve': learningCurveFigures,
      }).map(([name, figures]) => ({
        name: `${name} on ${basename(file)}`,
        run: async () => {
          const { train, test } = await readItemLog(file);
          return figures(basename(file), train, test);
        },
      })),
    ),
    { name: 'default engine on simulated learners', run: defaultOnSimulated },
    { name: 'logistic tracing on simulated learners', run: logisticSimulationFigures },
    { name: 'items and abilities', run: itemsAccuracyFigures },
  ];
}

async function filesTo(figures: typeof defaultFigures, train: string, test: string): Promise<readonly Figure[]> {
  const trained = await readAnswers(train);
  const tested = await readAnswers(test, trained.skills);
  // Skills that only the second file has stay numbered after the others.
  return figures(basename(test), { ...trained, skills: tested.skills }, tested);
}

function defaultOnSimulated(): Promise<readonly Figure[]> {
  const log = simulatedPractice({ seed: 3, learners: 600, skills: 20 });
  return defaultFigures(
    'simulated learners',
    rowsOf(log, (learner) => learner % 4 !== 0),
    rowsOf(log, (learner) => learner % 4 === 0),
  );
}
