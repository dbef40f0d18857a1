import { auc, baseRateLogLoss, calibration, logLoss } from 'adaptive-learning-engine/algorithms';
import type { PredictionRecord } from '../prediction-record.js';
import { count, decimal, percent } from './figures.js';
import type { Sheet } from './sheet.js';
import { table } from './table.js';

const BAR_CELLS = 40;

/** How well each answer was predicted before it was seen, beside what always saying the share of right answers would have cost. */
export function showPredictions(sheet: Sheet, records: readonly PredictionRecord[]): void {
  const later = records.filter(({ onLaterDay }) => onLaterDay);
  const withTruth = records.some(({ truth }) => truth !== undefined);
  sheet.heading('How well was each answer predicted, before it was seen?');
  table(
    sheet,
    [
      { title: '' },
      { title: 'answers', side: 'right' },
      { title: 'right', side: 'right' },
      { title: 'log loss', side: 'right' },
      { title: 'base rate', side: 'right' },
      ...(withTruth ? [{ title: 'truth', side: 'right' } as const] : []),
      { title: 'AUC', side: 'right' },
      { title: 'calib. error', side: 'right' },
    ],
    [row('all answers', records, withTruth), row('on a later day', later, withTruth)],
  );
  sheet.note('  log loss: 0 is perfect; “base rate”: of always saying the share of right answers');
  if (withTruth) sheet.note('  “truth”: by the probabilities that the answers were drawn with; only luck gives a lower one');
  showCalibration(sheet, records);
}

function row(title: string, records: readonly PredictionRecord[], withTruth: boolean): string[] {
  const right = records.filter(({ actual }) => actual).length;
  const truth = records.map(({ truth: predicted, actual }) => ({ predicted: predicted ?? 0.5, actual }));
  return [
    title,
    count(records.length),
    records.length === 0 ? '–' : percent(right / records.length),
    decimal(logLoss(records)),
    decimal(baseRateLogLoss(records)),
    ...(withTruth ? [decimal(logLoss(truth))] : []),
    decimal(auc(records)),
    decimal(calibration(records).expectedCalibrationError),
  ];
}

function showCalibration(sheet: Sheet, records: readonly PredictionRecord[]): void {
  sheet.heading('Did what was predicted come true?');
  table(
    sheet,
    [
      { title: 'predicted' },
      { title: 'answers', side: 'right' },
      { title: 'mean', side: 'right' },
      { title: 'right', side: 'right' },
      { title: '█ came true, │ predicted' },
    ],
    calibration(records).bins.map(({ from, to, count: answers, meanPredicted, observedRate }) => [
      `${decimal(from, 1)} to ${decimal(to, 1)}`,
      count(answers),
      decimal(meanPredicted, 2),
      decimal(observedRate, 2),
      marked(observedRate, meanPredicted),
    ]),
  );
}

function marked(observed: number, predicted: number): string {
  const cells: string[] = Array.from({ length: BAR_CELLS }, (_, cell) => (cell < Math.round(observed * BAR_CELLS) ? '█' : ' '));
  cells[Math.min(BAR_CELLS - 1, Math.round(predicted * BAR_CELLS))] = '│';
  return cells.join('').trimEnd();
}
