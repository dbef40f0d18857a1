import { BREADTH, frame, over } from './frame.js';
import { fitText } from './fit-text.js';
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

const PADDING = { left: 132, right: 72, top: 112, bottom: 6 } as const;
const LARGEST_CELL = 40;
const ROW = 26;
const GAP = 2;
/** Names of columns run upwards at 45 degrees. */
const SLANT = 315;

/** A field of cells, each with its figure in percent: the colour is never alone. */
export function heatMap({ description, rows, columns, cells }: HeatMap): Spec {
  const room = BREADTH.wide - PADDING.left - PADDING.right;
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
    padding: PADDING,
    values: placed,
    layer: [
      { mark: boxes, encoding: { x, y, fill: color(HEAT_STEPS.fills) } },
      { mark: { type: 'text', align: 'center', baseline: 'middle', fontSize: 12 }, encoding: { x, y, text: { field: 'text' }, color: color(HEAT_STEPS.inks) } },
      over(
        rows.map((text, index) => ({ y: (index + 0.5) * ROW, text: fitText(text, PADDING.left - 16, 13) })),
        { type: 'text', align: 'right', baseline: 'middle', dx: -8 },
        { x: { value: 0 }, y, text: { field: 'text' } },
      ),
      over(
        columns.map((text, index) => ({ x: (index + 0.5) * cell, text: fitText(text, 130, 12) })),
        { type: 'text', align: 'left', baseline: 'middle', angle: SLANT, fontSize: 12, dx: 4, dy: 0 },
        { x, y: { value: -8 }, text: { field: 'text' } },
      ),
    ],
  });
}
