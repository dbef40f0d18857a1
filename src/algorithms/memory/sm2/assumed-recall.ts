import { RECALL_UNSEEN } from '../recall-unseen.js';

const DAY_MS = 86_400_000;

/** Recall assumed at the due date. Woźniak's text names no figure for SM-2; 0.9 is what SuperMemo and FSRS aim at by default. */
const RECALL_AT_DUE = 0.9;

/** SM-2 has no model of forgetting: recall is assumed to fall exponentially and to reach 0.9 on the due date, 0.9^(elapsed / interval). */
export function assumedRecall(last_review: number | null, interval_days: number, at: number): number {
  if (last_review === null || interval_days === 0) return RECALL_UNSEEN;
  const elapsedDays = Math.max(0, at - last_review) / DAY_MS;
  return RECALL_AT_DUE ** (elapsedDays / interval_days);
}
