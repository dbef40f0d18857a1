import { fitText } from './fit-text.js';
import { BREADTH, frame, over } from './frame.js';
import { colorOf, HEAT_STEPS } from './palette.js';
import type { FieldChannel, Spec } from './spec.js';

export interface Cell {
  readonly row: number;
  readonly column: number;
  /** 0 to 1. */
  readonly value: number;
}

export interface HeatMap {
  readonly description: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly Cell[];
}

const PADDING = { right: 92, top: 116, bottom: 6 } as const;
const LARGEST_CELL = 44;
const ROW = 26;
const LABEL_SIZE = 13;
const WIDEST_LABEL = 132;
const GAP = 2;
/** Names of columns run upwards at 45 degrees. */
const SLANT = 315;

/** A field of cells, each with its figure in percent: the colour is never alone. */
export function heatMap({ description, rows, columns, cells }: HeatMap): Spec {
  const labels = rows.map((text) => fitText(text, WIDEST_LABEL, LABEL_SIZE));
  // Short names leave their room to the cells.
  const left = 16 + Math.min(WIDEST_LABEL, Math.max(24, ...labels.map((text) => text.length * LABEL_SIZE * 0.62)));
  const padding = { left, ...PADDING };
  const room = BREADTH.wide - padding.left - padding.right;
  const cell = Math.min(LARGEST_CELL, room / Math.max(1, columns.length));
  const x: FieldChannel = { field: 'x', type: 'quantitative', scale: null, axis: null };
  const y: FieldChannel = { field: 'y', type: 'quantitative', scale: null, axis: null };
  const color = (roles: typeof HEAT_STEPS.fills | typeof HEAT_STEPS.inks): FieldChannel => ({
    field: 'value',
    type: 'quantitative',
    scale: { type: 'threshold', domain: HEAT_STEPS.bounds, range: roles.map(colorOf) },
    legend: null,
  });
  const placed = cells.map(({ row, column, value }) => ({
    x: (column + 0.5) * cell,
    y: (row + 0.5) * ROW,
    // The step is that of the figure that is shown.
    value: Math.round(value * 100) / 100,
    text: String(Math.round(value * 100)),
  }));
  const boxes = {
    type: 'rect',
    width: cell - GAP,
    height: ROW - GAP,
    stroke: colorOf('heat_line'),
    strokeWidth: 1,
  } as const;
  return frame('wide', {
    description,
    height: Math.max(1, rows.length) * ROW,
    padding,
    values: placed,
    layer: [
      { mark: boxes, encoding: { x, y, fill: color(HEAT_STEPS.fills) } },
      {
        mark: { type: 'text', align: 'center', baseline: 'middle', fontSize: 12 },
        encoding: { x, y, text: { field: 'text' }, color: color(HEAT_STEPS.inks) },
      },
      over(
        labels.map((text, index) => ({ y: (index + 0.5) * ROW, text })),
        { type: 'text', align: 'left', baseline: 'middle', fontSize: LABEL_SIZE },
        { x: { value: -left }, y, text: { field: 'text' } },
      ),
      over(
        columns.map((text, index) => ({ x: (index + 0.5) * cell, text: fitText(text, 144, 12) })),
        { type: 'text', align: 'left', baseline: 'middle', angle: SLANT, fontSize: 12, dx: 4, dy: 0 },
        { x, y: { value: -8 }, text: { field: 'text' } },
      ),
    ],
  });
}
