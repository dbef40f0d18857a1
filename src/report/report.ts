import type { Role } from './spec/palette.js';
import type { Spec } from './spec/spec.js';

/** A report as data: plain values that can be stored, sent and drawn later; {@link renderReport} makes a page of it. */
export interface Report {
  readonly kind: 'learner' | 'class';
  /** What kind of report it is, in words. */
  readonly title: string;
  /** Whom it is about: a learner's or a class's name, as it is. */
  readonly about: string;
  /** The day that it shows things as of, `2026-11-21`. */
  readonly as_of: string;
  /** The zone that its days are those of. */
  readonly timezone: string;
  /** What it looks back on: `12 weeks from 30 August 2026`. */
  readonly period: string;
  readonly figures: readonly KeyFigure[];
  readonly charts: readonly Chart[];
  /** Stored documents that the figures are without, since they do not fit their declaration; not there when there are none. */
  readonly left_out?: LeftOut;
}

/** What a report is without, in a sentence, and each stored document by its collection and id: `engine.repositories` reaches it by these. */
export interface LeftOut {
  readonly says: string;
  readonly table: Table;
}

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
  /** What the figures say, in a sentence or two: it stands above the chart, and in the place of one when there is nothing to draw. */
  readonly says: string;
  /** How to read it, and what was left out. */
  readonly note?: string;
  /** What each mark and colour stands for. */
  readonly key: readonly KeyEntry[];
  /** Half charts stand side by side where there is room. */
  readonly width: 'full' | 'half';
  /** One picture, or several small ones; none when there is nothing to draw. */
  readonly panels: readonly Panel[];
  readonly table: Table | null;
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
}
