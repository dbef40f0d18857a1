import { logLoss } from 'adaptive-learning-engine/algorithms';
import type { PredictionRecord } from '../prediction-record.js';
import { count, decimal, percent } from './figures.js';
import type { Sheet } from './sheet.js';
import { table } from './table.js';

/** One learner's line in the class. */
export interface ClassLine {
  readonly name: string;
  readonly records: readonly PredictionRecord[];
  readonly mastered: number;
  readonly sharesEmotions: boolean;
}

/** The class at a glance. */
export function showClass(sheet: Sheet, lines: readonly ClassLine[]): void {
  sheet.heading('The class');
  table(
    sheet,
    [
      { title: 'learner' },
      { title: 'answers', side: 'right' },
      { title: 'right', side: 'right' },
      { title: 'concepts mastered', side: 'right' },
      { title: 'log loss', side: 'right' },
      { title: 'truth', side: 'right' },
      { title: 'emotions may be used' },
    ],
    lines.map(({ name, records, mastered, sharesEmotions }) => [
      name,
      count(records.length),
      records.length === 0 ? '–' : percent(records.filter(({ actual }) => actual).length / records.length),
      count(mastered),
      decimal(logLoss(records)),
      decimal(logLoss(records.map(({ truth, actual }) => ({ predicted: truth ?? 0.5, actual })))),
      sharesEmotions ? 'yes' : 'no',
    ]),
  );
}
