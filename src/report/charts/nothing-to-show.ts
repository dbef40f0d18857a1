import type { Chart } from '../report.js';

/** In the place of charts about emotions. */
export const NO_EMOTIONS = 'No emotions were recorded: the learner does not share them, or there were none.';

/** A chart of no rows: a sentence in its place. */
export function nothingToShow(chart: Pick<Chart, 'id' | 'title' | 'width'>, says: string): Chart {
  return { ...chart, says, key: [], panels: [], table: null };
}
