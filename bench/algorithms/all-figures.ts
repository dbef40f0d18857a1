import type { Figure } from '../figure.js';

export interface FigureTable {
  readonly title: string;
  readonly figures: readonly Figure[];
}

/** The speed of every family of algorithms, each beside its peers. */
export async function algorithmFigures(): Promise<readonly FigureTable[]> {
  return [];
}
