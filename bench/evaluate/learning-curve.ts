import { fitLogistic, type LogisticLog, logisticUpdate } from 'adaptive-learning-engine/algorithms';
import type { Figure } from '../figure.js';
import { aucOf } from './default-beside-best.js';
import { predictedAnswers, rowsOf } from './learner-answers.js';

/** One learner in so many is fitted to; the last row has them all. */
const PARTS = [8, 4, 2, 1] as const;

/**
 * What more learners to fit on are worth: logistic tracing, fitted to a part of a log's learners, and the AUC of the same answers of others. Each
 * part holds the ones before it.
 */
export async function learningCurveFigures(name: string, train: LogisticLog, test: LogisticLog): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  let before: number | undefined;
  for (const part of PARTS) {
    const log = part === 1 ? train : rowsOf(train, (learner) => learner % part === 0);
    const { population, skills, items } = await fitLogistic(log);
    const weights = {
      population,
      skills: new Map(skills.map((skill) => [skill.id, skill.weights])),
      items: new Map(items.map((item) => [item.id, item.weights])),
    };
    const reached = aucOf(predictedAnswers(test, weights, logisticUpdate));
    figures.push({
      what: `${name}: logistic tracing, fitted to one learner in ${part} (${log.correct.length} answers)`,
      ours: `AUC ${reached.toFixed(4)}`,
      reference:
        before === undefined ? 'none' : `twice as many learners: ${(reached - before >= 0 ? '+' : '') + (reached - before).toFixed(4)}`,
      aim: 'as measured',
      reached: null,
    });
    before = reached;
  }
  return figures;
}
