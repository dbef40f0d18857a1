import { noData } from '../left-out.js';
import type { Section } from '../report.js';
import type { CalibrationRow } from '../rows.js';
import { shares } from '../spec/axis-labels.js';
import { frame, over } from '../spec/frame.js';
import { colorOf } from '../spec/palette.js';
import type { FieldChannel, Spec } from '../spec/spec.js';
import { ENGLISH_WORDING, type Wording } from '../wording/wording.js';
import { QUARTERS } from './mastery-by-topic.js';

const PADDING = { left: 44, right: 16, top: 30, bottom: 46 } as const;
/** As high as it is broad: the diagonal is at 45 degrees. */
const HEIGHT = 280;
/** A mean distance of less than this is none to speak of. */
const NEAR = 0.05;
/** Areas of the dots. Square pixels. */
const SIZES = [30, 420] as const;
const IDS = { retention: 'memory_calibration', success: 'success_calibration' } as const;
const NONE = {
  retention: 'Nothing has been practised a second time yet: the forgetting curve has predicted nothing.',
  success: 'There are no answers yet to compare predictions with.',
} as const;

/**
 * How accurate the predictions were: on the diagonal, predictions of 80% came true in 80% of cases.
 *
 * @param rows - rows of `retention_calibration`; draws those of the measure, without empty bins
 */
export function calibrationOf(
  rows: readonly CalibrationRow[],
  measure: CalibrationRow['measure'],
  wording: Wording = ENGLISH_WORDING,
): Section {
  const bins = rows.filter((row) => row.measure === measure && row.answers > 0);
  const answers = bins.reduce((sum, row) => sum + row.answers, 0);
  if (answers === 0) return noData(IDS[measure], NONE[measure]);
  const { say, percent, count } = wording;
  const mean = (of: (row: CalibrationRow) => number) => bins.reduce((sum, row) => sum + row.answers * of(row), 0) / answers;
  const predicted = mean(({ predicted_mean }) => predicted_mean);
  const observed = mean(({ recalled_share }) => recalled_share);
  const error = mean(({ predicted_mean, recalled_share }) => Math.abs(predicted_mean - recalled_share));
  const sentence = say(`${measure}_says`, { n: answers, predicted: percent(predicted), observed: percent(observed) });
  return {
    id: IDS[measure],
    title: say(`${measure}_title`),
    width: 'half',
    says: `${sentence} ${verdict(observed - predicted, error, wording)}`,
    note: say('calibration_note'),
    key: [
      { mark: 'dot', color: 'mark', text: say('key_like_predictions') },
      { mark: 'dash', color: 'axis', text: say('key_as_predicted') },
    ],
    panels: [{ wide: calibrationSpec(bins, measure, wording) }],
    table: {
      columns: [
        { title: say('predicted'), side: 'left' },
        { title: say('mean_prediction'), side: 'right' },
        { title: say(`${measure}_came`), side: 'right' },
        { title: say('answers'), side: 'right' },
      ],
      rows: bins.map((row) => [
        say('from_to', { from: percent(row.from), to: percent(row.to) }),
        percent(row.predicted_mean),
        percent(row.recalled_share),
        count(row.answers),
      ]),
    },
  };
}

function calibrationSpec(bins: readonly CalibrationRow[], measure: CalibrationRow['measure'], wording: Wording): Spec {
  const { say } = wording;
  const steps = { domain: false, ticks: false, ...shares(QUARTERS, wording) } as const;
  const scale = { domain: [0, 1], nice: false } as const;
  const x: FieldChannel = {
    field: 'predicted',
    type: 'quantitative',
    scale,
    axis: { ...steps, title: null, grid: true, labelFlush: true },
  };
  const y: FieldChannel = { field: 'came', type: 'quantitative', scale, axis: { ...steps, title: null, grid: true } };
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
    description: say(`${measure}_title`),
    height: HEIGHT,
    padding: PADDING,
    layer: [
      over(diagonal, { type: 'line', color: colorOf('axis'), strokeWidth: 1.5, strokeDash: [4, 4] }, { x, y }),
      over(dots, { type: 'point', filled: true, color: colorOf('mark'), opacity: 1 }, { x, y, size }),
      over(
        [{ text: say(`${measure}_came`) }],
        { ...name, align: 'left', baseline: 'bottom', dx: -36, dy: -14 },
        { x: { value: 0 }, y: { value: 0 }, text: { field: 'text' } },
      ),
      over(
        [{ text: say('predicted_axis') }],
        { ...name, align: 'right', baseline: 'top', dy: 26 },
        { x: { value: HEIGHT }, y: { value: HEIGHT }, text: { field: 'text' } },
      ),
    ],
  });
}

function verdict(difference: number, error: number, { say, percent }: Wording): string {
  if (error < NEAR) return say('verdict_good');
  if (Math.abs(difference) < NEAR) return say('verdict_spread', { error: percent(error) });
  return say(difference > 0 ? 'verdict_low' : 'verdict_high');
}
