/** Answers after which the amount of evidence counts half in `confidence`; a choice of ours, not a measurement. */
const ANSWERS_FOR_HALF_CONFIDENCE = 5;

/**
 * How sure a model is of a probability: how decided the probability is, times how much evidence stands behind it. (1 − H(p))·n / (n + 5), with
 * H(p) = −p·log2 p − (1 − p)·log2(1 − p) the entropy in bits and n the answers; 0 before the first answer.
 */
export function decidedConfidence(p: number, answers: number): number {
  return (1 - entropyBits(p)) * (answers / (answers + ANSWERS_FOR_HALF_CONFIDENCE));
}

/** With its limit 0 at both ends. */
function entropyBits(p: number): number {
  if (p === 0 || p === 1) return 0;
  return Math.min(1, -p * Math.log2(p) - (1 - p) * Math.log2(1 - p));
}
