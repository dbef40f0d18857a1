import { expect } from 'vitest';

/** Expects a figure to be another's except for the last digits; nothing is near null but null. */
export function expectNear(came: number | null, expected: number | null): void {
  if (expected === null || came === null) expect(came).toBe(expected);
  else expect(came).toBeCloseTo(expected, 12);
}

export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
