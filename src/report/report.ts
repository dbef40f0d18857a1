import type { Unreadable } from '../engine/index.js';
import type { Role } from './spec/palette.js';
import type { Spec } from './spec/spec.js';

/** A report as plain data that can be stored and sent; {@link renderReport} renders it as a page. */
export interface Report {
  readonly kind: 'learner' | 'class';
  /** The language of the report, for `<html lang>`. */
  readonly locale: string;
  /** The title of the report. */
  readonly title: string;
  /** The name of the learner or class. */
  readonly about: string;
  /** The day of the report, such as `2026-11-21`. */
  readonly as_of: string;
  /** The time zone of its days. */
  readonly timezone: string;
  /** The period of the report, such as `the last 12 weeks`. */
  readonly period: string;
  readonly figures: readonly KeyFigure[];
  readonly charts: readonly Chart[];
  /** The texts of the page. */
  readonly texts: PageTexts;
  /** Omitted sections with the reason, for developers; not shown on the page. */
  readonly left_out: readonly LeftOut[];
  /** Stored documents that do not match their schema and are not included in the figures; use `engine.repositories` to read them by id. */
  readonly unreadable: readonly Unreadable[];
}

/** Texts around figures and charts. */
export interface PageTexts {
  readonly as_of: string;
  /** `as_of`, formatted in the report's language. */
  readonly day: string;
  /** The summary of a collapsed table. */
  readonly table: string;
  /** The label of a table. */
  readonly figures: string;
  readonly footer: string;
  /** A notice that some stored documents could not be read; absent if there are none. */
  readonly unreadable?: string;
  /** Shown if there are no charts. */
  readonly nothing?: string;
}

/**
 * Why a section is omitted: `no_data` (nothing to show), `no_consent` (the learner does not allow it), `not_summed` (a job has not processed the data
 * yet), `not_read` (more data than a report reads).
 */
export const LEFT_OUT_CODES = ['no_data', 'no_consent', 'not_summed', 'not_read'] as const;

/** An omitted section. */
export interface LeftOut {
  /** The id of its chart. */
  readonly section: string;
  readonly code: (typeof LEFT_OUT_CODES)[number];
  /** An explanation for developers. */
  readonly says: string;
}

/** A chart, or the reason for its omission. */
export type Section = Chart | LeftOut;

/** A key figure at the top of a report. */
export interface KeyFigure {
  readonly name: string;
  readonly value: string;
  /** Additional information, such as a total or a period. */
  readonly more?: string;
}

/** A chart with a summary in words and its data. */
export interface Chart {
  readonly id: string;
  readonly title: string;
  /** One or two sentences that summarise the chart, shown above it. */
  readonly says: string;
  /** How to read the chart, and what is left out. */
  readonly note?: string;
  /** The legend. */
  readonly key: readonly KeyEntry[];
  /** Charts of half width are placed side by side if there is room. */
  readonly width: 'full' | 'half';
  /** One or more pictures; none if the chart is a list or a grid. */
  readonly panels: readonly Panel[];
  /** An ordered list of items with descriptions. */
  readonly items?: readonly Item[];
  /** A grid of figures with highlighted low values. */
  readonly grid?: Grid;
  readonly table: Table | null;
}

export interface Item {
  readonly title: string;
  readonly text: string;
}

/** Values (0 to 1) by row and column; null without data. */
export interface Grid {
  /** The header of the column of row names. */
  readonly corner: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly title: string; readonly cells: readonly (number | null)[] }[];
  /** Values below this are highlighted. */
  readonly weakBelow: number;
}

export interface KeyEntry {
  readonly mark: 'bar' | 'tick' | 'line' | 'dash' | 'dot' | 'ring' | 'diamond';
  readonly color: Role;
  readonly text: string;
}

/** One picture. */
export interface Panel {
  readonly title?: string;
  /** The picture for wide screens and print. */
  readonly wide: Spec;
  /** The picture for phones; without it, the wide picture scrolls horizontally. */
  readonly narrow?: Spec;
}

export interface Table {
  readonly columns: readonly { readonly title: string; readonly side: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
  /** Whether the table is left out in print, because the picture shows its figures. */
  readonly screenOnly?: true;
}
