import type { Chart } from '../report.js';

/** A chart of no rows: a sentence in its place. */
export function nothingToShow(chart: Pick<Chart, 'id' | 'title' | 'width'>, says: string): Chart {
  return { ...chart, says, key: [], panels: [], table: null };
}
