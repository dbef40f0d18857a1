import { fitApart, fitText } from './fit-text.js';
import { BREADTH, type Breadth, frame, LEAST_FONT_SIZE, over } from './frame.js';
import { colorOf } from './palette.js';
import type { Axis, Datum, FieldChannel, Layer, Spec } from './spec.js';

/** One bar, or the heading of those below it. */
export type BarRow =
  | { readonly heading: string }
  | {
      readonly label: string;
      readonly value: number;
      /** A second measure, as a mark across the bar. */
      readonly tick?: number;
      /** What stands at the end of the line. */
      readonly text: string;
    };

export interface BarList {
  readonly description: string;
  readonly rows: readonly BarRow[];
  /** The end of the axis; a share's is 1. */
  readonly most: number;
  readonly axis: Pick<Axis, 'values' | 'labelExpr'>;
}

/** Labels stand beside their bars where there is room, and else above them. */
const LAYOUTS = {
  beside: { step: 28, bar: 12, left: 216, right: 172, labelSize: 13, textSize: 13, bold: 13 },
  above: { step: 44, bar: 11, left: 1, right: 12, labelSize: 13, textSize: 12, bold: 13 },
} as const;

/** The most that texts at the end of the lines take of a wide picture. Pixels. */
const MOST_RIGHT = 250;
const AXIS_BELOW = 24;
const TOP = 6;

/** Horizontal bars on one axis, one line each, in the order given. */
export function barList({ description, rows, most, axis }: BarList, breadth: Breadth): Spec {
  const layout = breadth === 'wide' ? 'beside' : 'above';
  const { step, bar, left, labelSize, textSize, bold } = LAYOUTS[layout];
  const isAbove = layout === 'above';
  const right = isAbove ? LAYOUTS.above.right : roomFor(rows, textSize);
  const padding = { left, right, top: TOP, bottom: axis.values?.length === 0 ? TOP : AXIS_BELOW };
  const room = BREADTH[breadth] - left - right;
  const keys = rows.map((_, index) => String(index));
  const y: FieldChannel = {
    field: 'key',
    type: 'nominal',
    sort: null,
    axis: null,
    scale: { domain: keys, paddingInner: 0, paddingOuter: 0 },
  };
  const x: FieldChannel = {
    field: 'value',
    type: 'quantitative',
    scale: { domain: [0, most], nice: false },
    axis: { ...axis, title: null, grid: true, domain: false, ticks: false, labelFlush: true },
  };
  // Above a bar, the label shares its line with the text at the end.
  const labelRoom = (index: number) => (isAbove ? room - textOf(rows[index]).length * textSize * 0.6 - 12 : left - 14);
  const labels = fitApart(
    rows.map((row) => ('heading' in row ? '' : row.label)),
    labelRoom,
    labelSize,
  );
  const lines: Datum[] = [];
  const headings: Datum[] = [];
  for (const [index, row] of rows.entries()) {
    const key = String(index);
    if ('heading' in row) headings.push({ key, label: fitText(row.heading, isAbove ? room : left + room, bold) });
    else {
      lines.push({
        key,
        label: labels[index] ?? '',
        text: isAbove ? row.text : fitText(row.text, right - 12, textSize),
        value: row.value,
        ...(row.tick !== undefined && { tick: row.tick }),
      });
    }
  }
  // Labels begin where the page's text does.
  const edge = isAbove ? 0 : -left;
  const lift = isAbove ? -11 : 0;
  const drop = isAbove ? 8 : 0;
  const layer: Layer[] = [
    over(lines, { type: 'bar', color: colorOf('mark'), height: bar, yOffset: drop }, { y, x }),
    over(
      lines.filter((line) => 'tick' in line),
      // Its rim of paper keeps it apart from the bar.
      {
        type: 'tick',
        color: colorOf('accent'),
        stroke: colorOf('paper'),
        strokeWidth: 1.5,
        orient: 'vertical',
        thickness: 5,
        height: bar + 10,
        yOffset: drop,
        opacity: 1,
      },
      { y, x: { ...x, field: 'tick' } },
    ),
    over(
      lines,
      { type: 'text', align: 'left', baseline: 'middle', dy: lift, fontSize: labelSize },
      { y, x: { value: edge }, text: { field: 'label' } },
    ),
    over(
      lines,
      {
        type: 'text',
        align: isAbove ? 'right' : 'left',
        baseline: 'middle',
        dx: isAbove ? 0 : 12,
        dy: lift,
        fontSize: Math.max(textSize, LEAST_FONT_SIZE),
        color: colorOf('soft'),
      },
      { y, x: { value: room }, text: { field: 'text' } },
    ),
    over(
      headings,
      { type: 'text', align: 'left', baseline: 'middle', dy: isAbove ? 4 : 2, fontSize: bold, fontWeight: 'bold' },
      { y, x: { value: edge }, text: { field: 'label' } },
    ),
  ];
  return frame(breadth, { description, height: Math.max(1, rows.length) * step, padding, layer });
}

/** What the texts at the end of the lines take, within bounds that leave the bars enough. */
function roomFor(rows: readonly BarRow[], textSize: number): number {
  const longest = Math.max(0, ...rows.map((row) => textOf(row).length));
  return Math.min(MOST_RIGHT, Math.max(LAYOUTS.beside.right, Math.ceil(longest * textSize * 0.6) + 16));
}

function textOf(row: BarRow | undefined): string {
  return row === undefined || 'heading' in row ? '' : row.text;
}
