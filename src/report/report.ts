import type { Unreadable } from '../engine/index.js';
import type { Role } from './spec/palette.js';
import type { Spec } from './spec/spec.js';

/** A report as data: plain values that can be stored, sent and drawn later; {@link renderReport} makes a page of it. */
export interface Report {
  readonly kind: 'learner' | 'class';
  /** The language of the report, as `<html lang>` names it. */
  readonly locale: string;
  /** What kind of report it is, in words. */
  readonly title: string;
  /** Whom it is about: a learner's or a class's name, as it is. */
  readonly about: string;
  /** The day that it shows things as of, `2026-11-21`. */
  readonly as_of: string;
  /** The zone that its days are those of. */
  readonly timezone: string;
  /** What it looks back on: `the last 12 weeks`. */
  readonly period: string;
  readonly figures: readonly KeyFigure[];
  readonly charts: readonly Chart[];
  /** The words of the page itself. */
  readonly texts: PageTexts;
  /** Sections that the page does not have, with the reason: for the developer, never on the page. */
  readonly left_out: readonly LeftOut[];
  /** Stored documents that the figures are without, since they do not fit their declaration; `engine.repositories` reaches them by id. */
  readonly unreadable: readonly Unreadable[];
}

/** Words that stand around figures and charts. */
export interface PageTexts {
  readonly as_of: string;
  /** `as_of` as the language writes it. */
  readonly day: string;
  /** The summary of a folded table. */
  readonly table: string;
  /** What a table is called beside its chart's title. */
  readonly figures: string;
  readonly footer: string;
  /** That stored documents could not be read; not there when all could. */
  readonly unreadable?: string;
  /** In the place of charts, where there is none. */
  readonly nothing?: string;
}

/**
 * Why a section is not on the page: `no_data` (there is nothing to show), `no_consent` (the learner does not share it), `not_summed` (a job
 * has not come so far yet), `not_read` (more than one report reads).
 */
export const LEFT_OUT_CODES = ['no_data', 'no_consent', 'not_summed', 'not_read'] as const;

/** A section that a report does not have. */
export interface LeftOut {
  /** The id that its chart would have. */
  readonly section: string;
  readonly code: (typeof LEFT_OUT_CODES)[number];
  /** What to do or to know, in a sentence for the developer. */
  readonly says: string;
}

/** A chart, or why there is none. */
export type Section = Chart | LeftOut;

/** One number at the head of a report. */
export interface KeyFigure {
  readonly name: string;
  readonly value: string;
  /** What it is out of, or since when. */
  readonly more?: string;
}

/** A chart with what it says in words, and the figures that it is drawn from. */
export interface Chart {
  readonly id: string;
  readonly title: string;
  /** What the figures say, in a sentence or two: it stands above the chart. */
  readonly says: string;
  /** How to read it, and what was left out. */
  readonly note?: string;
  /** What each mark and colour stands for. */
  readonly key: readonly KeyEntry[];
  /** Half charts stand side by side where there is room. */
  readonly width: 'full' | 'half';
  /** One picture, or several small ones; none where a list or a grid stands in their place. */
  readonly panels: readonly Panel[];
  /** Things in an order, each with what is to be said of it. */
  readonly items?: readonly Item[];
  /** Figures of rows by columns, the weak ones marked. */
  readonly grid?: Grid;
  readonly table: Table | null;
}

export interface Item {
  readonly title: string;
  readonly text: string;
}

/** Shares by row and column; null where there is none. */
export interface Grid {
  /** What stands at the head of the rows' names. */
  readonly corner: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly title: string; readonly cells: readonly (number | null)[] }[];
  /** A share below this is marked. */
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
  /** As it is drawn on a screen that is broad enough, and in print. */
  readonly wide: Spec;
  /** As it is drawn on a phone; without one, the wide picture scrolls inside its figure. */
  readonly narrow?: Spec;
}

export interface Table {
  readonly columns: readonly { readonly title: string; readonly side: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
  /** Print leaves the table out: the picture above it has its figures. */
  readonly screenOnly?: true;
}
