import { colorOf } from './palette.js';
import { type Datum, type Layer, SCHEMA, type Spec, type SpecConfig } from './spec.js';

/** The breadth that a picture is drawn for: a page, half of one or a phone, and one of several small ones. Pixels. */
export const BREADTH = { wide: 720, narrow: 340, half: 340, small: 236 } as const;

export type Breadth = keyof typeof BREADTH;

/** Below this no text of a picture is set, at the breadth that the picture is drawn for. Pixels. */
export const LEAST_FONT_SIZE = 11;

const FONT_SIZE = 13;
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

const CONFIG: SpecConfig = {
  // The page names each picture and says what it shows: a label on each mark would be read out one by one.
  aria: false,
  font: FONT,
  view: { stroke: null },
  axis: {
    labelColor: colorOf('soft'),
    labelFontSize: 12,
    labelPadding: 6,
    domainColor: colorOf('axis'),
    tickColor: colorOf('axis'),
    gridColor: colorOf('grid'),
    titleColor: colorOf('soft'),
    titleFontSize: 12,
    titleFontWeight: 'normal',
  },
  text: { color: colorOf('ink'), fontSize: FONT_SIZE },
};

/** What a picture of reports has in common: a fixed size, and the style of the house. */
export function frame(
  breadth: Breadth,
  {
    description,
    height,
    padding,
    values = [],
    layer,
  }: Pick<Spec, 'description' | 'height' | 'padding' | 'layer'> & { readonly values?: readonly Datum[] },
): Spec {
  return {
    $schema: SCHEMA,
    description,
    width: BREADTH[breadth] - padding.left - padding.right,
    height,
    padding,
    autosize: { type: 'none' },
    background: null,
    config: CONFIG,
    data: { values },
    layer,
  };
}

/** A layer with rows of its own. */
export function over(values: readonly Datum[], mark: Layer['mark'], encoding: Layer['encoding']): Layer {
  return { data: { values }, mark, encoding };
}
