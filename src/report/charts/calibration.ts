import type { Chart } from '../report.js';
import type { CalibrationRow } from '../rows.js';
import { frame, over } from '../spec/frame.js';
import { colorOf } from '../spec/palette.js';
import type { Axis, FieldChannel, Spec } from '../spec/spec.js';
import { count, percent, plural, readable } from '../spec/words.js';
import { nothingToShow } from './nothing-to-show.js';

const PADDING = { left: 44, right: 16, top: 30, bottom: 46 } as const;
/** As high as it is broad: the diagonal is at 45 degrees. */
const HEIGHT = 280;
/** A mean distance of less than this is none to speak of. */
const NEAR = 0.05;
/** Areas of the dots. Square pixels. */
const SIZES = [30, 420] as const;
const STEPS: Pick<Axis, 'values' | 'format' | 'domain' | 'ticks'> = {
  values: [0, 0.25, 0.5, 0.75, 1],
  format: '.0%',
  domain: false,
  ticks: false,
};

const MEASURES = {
  retention: {
    id: 'memory_calibration',
    title: 'Predicted and remembered',
    of: 'the forgetting curve',
    came: 'remembered',
    none: 'Nothing has been practised a second time yet: the forgetting curve has predicted nothing.',
  },
  success: {
    id: 'success_calibration',
    title: 'Predicted and right',
    of: 'the engine',
    came: 'right',
    none: 'There are no answers yet to hold the predictions against.',
  },
} as const;

/**
 * How far the predictions can be taken at their word: on the diagonal, what was predicted at 80% came true eight times in ten.
 *
 * @param rows - of `retention_calibration`; those of the measure are drawn, bins without answers left out
 */
export function calibrationOf(rows: readonly CalibrationRow[], measure: CalibrationRow['measure']): Chart {
  const { id, title, of: predictor, came, none } = MEASURES[measure];
  const about = { id, title, width: 'half' } as const;
  const bins = rows.filter((row) => row.measure === measure && row.answers > 0);
  const answers = bins.reduce((sum, row) => sum + row.answers, 0);
  if (answers === 0) return nothingToShow(about, none);
  const mean = (of: (row: CalibrationRow) => number) => bins.reduce((sum, row) => sum + row.answers * of(row), 0) / answers;
  const predicted = mean(({ predicted_mean }) => predicted_mean);
  const recalled = mean(({ recalled_share }) => recalled_share);
  const error = mean(({ predicted_mean, recalled_share }) => Math.abs(predicted_mean - recalled_share));
  const spec = calibrationSpec(bins, came);
  return {
    ...about,
    says:
      `Of ${plural(answers, 'answer')}, ${predictor} expected ${percent(predicted)} to be ${came}, and ${percent(recalled)} were` +
      `${verdict(recalled - predicted, error)}.`,
    note: 'On the diagonal, predictions come true. A larger dot stands for more answers.',
    key: [
      { mark: 'dot', color: 'mark', text: 'answers with like predictions' },
      { mark: 'dash', color: 'axis', text: 'as predicted' },
    ],
    panels: [{ wide: spec, narrow: spec }],
    table: {
      columns: [
        { title: 'Predicted', side: 'left' },
        { title: 'Mean prediction', side: 'right' },
        { title: readable(came), side: 'right' },
        { title: 'Answers', side: 'right' },
      ],
      rows: bins.map((row) => [
        `${percent(row.from)} to ${percent(row.to)}`,
        percent(row.predicted_mean),
        percent(row.recalled_share),
        count(row.answers),
      ]),
    },
  };
}

function calibrationSpec(bins: readonly CalibrationRow[], came: string): Spec {
  const scale = { domain: [0, 1], nice: false } as const;
  const x: FieldChannel = {
    field: 'predicted',
    type: 'quantitative',
    scale,
    axis: { ...STEPS, title: null, grid: true, labelFlush: true },
  };
  const y: FieldChannel = { field: 'came', type: 'quantitative', scale, axis: { ...STEPS, title: null, grid: true } };
  const size: FieldChannel = {
    field: 'answers',
    type: 'quantitative',
    scale: { domain: [0, Math.max(...bins.map(({ answers }) => answers))], range: SIZES, nice: false },
    legend: null,
  };
  const diagonal = [
    { predicted: 0, came: 0 },
    { predicted: 1, came: 1 },
  ];
  const dots = bins.map((row) => ({ predicted: row.predicted_mean, came: row.recalled_share, answers: row.answers }));
  const name = { type: 'text', color: colorOf('soft'), fontSize: 12 } as const;
  return frame('half', {
    description: `What was predicted against what was ${came}`,
    height: HEIGHT,
    padding: PADDING,
    layer: [
      over(diagonal, { type: 'line', color: colorOf('axis'), strokeWidth: 1.5, strokeDash: [4, 4] }, { x, y }),
      over(dots, { type: 'point', filled: true, color: colorOf('mark'), opacity: 1 }, { x, y, size }),
      over(
        [{ text: came }],
        { ...name, align: 'left', baseline: 'bottom', dx: -36, dy: -14 },
        { x: { value: 0 }, y: { value: 0 }, text: { field: 'text' } },
      ),
      over(
        [{ text: 'predicted' }],
        { ...name, align: 'right', baseline: 'top', dy: 26 },
        { x: { value: HEIGHT }, y: { value: HEIGHT }, text: { field: 'text' } },
      ),
    ],
  });
}

function verdict(difference: number, error: number): string {
  if (error < NEAR) return '. The predictions can be taken at their word';
  if (Math.abs(difference) < NEAR) return `. Single predictions lay ${percent(error)} off`;
  return difference > 0 ? ': the predictions were too low' : ': the predictions were too high';
}
