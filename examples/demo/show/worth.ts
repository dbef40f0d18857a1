import type { PairedGain } from 'adaptive-learning-engine/simulator';
import type { Sheet } from './sheet.js';

/** In a line what following the recommendations was worth beside SM-2. */
export function showWorth(sheet: Sheet, { gain, low, high }: PairedGain): void {
  sheet.heading('What is following the recommendations worth?');
  sheet.line(`  ${percent(gain)} retained an hour beside SM-2 (${percent(low)} to ${percent(high)}), the same minds, 30 days later`);
}

function percent(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)} %`;
}
