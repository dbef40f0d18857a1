/** The Vega-Lite schema of the specs. */
export const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json';

/** A data row of a chart. */
export type Datum = { readonly [field: string]: string | number };

/**
 * A self-contained Vega-Lite specification, with the part of its grammar that reports use. It can be stored as JSON, pasted into the Vega editor, or
 * passed to `vega-embed`.
 */
export interface Spec {
  readonly $schema: typeof SCHEMA;
  readonly description: string;
  /** The width of the inner picture in pixels; axes and labels are in the padding. */
  readonly width: number;
  readonly height: number;
  readonly padding: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** Fixed, because text cannot be measured without a browser. */
  readonly autosize: { readonly type: 'none' };
  readonly background: null;
  readonly config: SpecConfig;
  readonly data: { readonly values: readonly Datum[] };
  readonly layer: readonly Layer[];
}

export interface SpecConfig {
  readonly aria: false;
  readonly font: string;
  readonly view: { readonly stroke: null };
  readonly axis: AxisStyle;
  readonly text: { readonly color: string; readonly fontSize: number };
}

export interface Layer {
  /** Its own rows; those of the spec if not given. */
  readonly data?: { readonly values: readonly Datum[] };
  readonly mark: Mark;
  readonly encoding: Encoding;
}

export interface Mark {
  readonly type: 'bar' | 'line' | 'point' | 'rect' | 'rule' | 'text' | 'tick';
  readonly color?: string;
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly strokeDash?: readonly number[];
  readonly strokeCap?: 'round';
  readonly strokeJoin?: 'round';
  readonly opacity?: number;
  readonly filled?: boolean;
  readonly shape?: 'circle' | 'diamond' | 'square';
  readonly size?: number;
  readonly thickness?: number;
  readonly width?: number;
  readonly height?: number;
  readonly cornerRadiusEnd?: number;
  readonly orient?: 'horizontal' | 'vertical';
  readonly interpolate?: 'monotone';
  readonly align?: 'left' | 'center' | 'right';
  readonly baseline?: 'top' | 'middle' | 'bottom';
  readonly angle?: number;
  readonly dx?: number;
  readonly dy?: number;
  readonly yOffset?: number;
  readonly fontSize?: number;
  readonly fontWeight?: 'bold' | 'normal';
}

type ChannelName = 'x' | 'x2' | 'y' | 'y2' | 'color' | 'fill' | 'size' | 'text' | 'order' | 'detail';
export type Encoding = { readonly [Name in ChannelName]?: Channel };

export type Channel = FieldChannel | { readonly value: number | string } | { readonly datum: number };

export interface FieldChannel {
  readonly field: string;
  readonly type?: 'quantitative' | 'nominal' | 'ordinal' | 'temporal';
  readonly axis?: Axis | null;
  readonly legend?: null;
  readonly scale?: Scale | null;
  readonly sort?: null;
  readonly stack?: boolean | null;
  readonly format?: string;
  readonly bandPosition?: number;
}

interface Scale {
  readonly type?: 'linear' | 'utc' | 'threshold' | 'band' | 'sqrt' | 'ordinal';
  readonly domain?: readonly (number | string)[];
  readonly range?: readonly (number | string)[];
  readonly padding?: number;
  readonly paddingInner?: number;
  readonly paddingOuter?: number;
  readonly nice?: boolean;
  readonly zero?: boolean;
}

interface AxisStyle {
  readonly labelColor?: string;
  readonly labelFontSize?: number;
  readonly labelPadding?: number;
  readonly domainColor?: string;
  readonly tickColor?: string;
  readonly gridColor?: string;
  readonly titleColor?: string;
  readonly titleFontSize?: number;
  readonly titleFontWeight?: 'bold' | 'normal';
}

export interface Axis extends AxisStyle {
  readonly title?: string | null;
  readonly values?: readonly number[];
  /** A Vega expression for the label of each tick. */
  readonly labelExpr?: string;
  readonly grid?: boolean;
  readonly domain?: boolean;
  readonly ticks?: boolean;
  readonly tickSize?: number;
  readonly labels?: boolean;
  readonly labelFlush?: boolean;
  readonly labelOverlap?: boolean;
  readonly labelAlign?: 'left' | 'center' | 'right';
  readonly labelAngle?: number;
  readonly orient?: 'top' | 'bottom' | 'left' | 'right';
  readonly titleX?: number;
  readonly titleY?: number;
  readonly titleAlign?: 'left' | 'center' | 'right';
  readonly titleAnchor?: 'start' | 'middle' | 'end';
  readonly titleAngle?: number;
}
