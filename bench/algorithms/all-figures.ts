import type { Figure } from '../figure.js';
import { bktPosteriorFigure } from './bkt-posteriors.js';
import { evaluationFigures } from './evaluation.js';
import { itemsFigures } from './items.js';
import { knowledgeFigures } from './knowledge.js';
import { logisticFigures } from './logistic.js';
import { memoryFigures } from './memory.js';
import { residualFigures } from './residual.js';
import { sizeFigures } from './size.js';

export interface FigureTable {
  readonly title: string;
  readonly figures: readonly Figure[];
}

/** The speed of every family of algorithms, each beside its peers; one after the other, so that none disturbs another. */
export async function algorithmFigures(): Promise<readonly FigureTable[]> {
  return [
    { title: 'Memory', figures: await memoryFigures() },
    { title: 'The residual model', figures: residualFigures() },
    { title: 'Knowledge', figures: [...knowledgeFigures(), bktPosteriorFigure()] },
    { title: 'Logistic tracing', figures: logisticFigures() },
    { title: 'Items and abilities', figures: await itemsFigures() },
    { title: 'Evaluation', figures: evaluationFigures() },
    { title: 'Size of /algorithms', figures: await sizeFigures() },
  ];
}
