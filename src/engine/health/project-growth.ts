/** The size of a collection on one day. */
export interface SizeSample {
  /** Midnight UTC. */
  readonly day: Date;
  /** Data and indexes, in bytes. */
  readonly bytes: number;
}

/** The projected size of a collection. */
export interface Growth {
  /** By a least-squares line through the samples; ≥ 0. */
  readonly bytes: number;
  /** Standard error of the projection, as for a new sample; null with only two samples. */
  readonly standardErrorBytes: number | null;
  readonly bytesPerDay: number;
  readonly samples: number;
}

const DAY_MS = 86_400_000;

/**
 * Where a straight line through daily samples leads; null with fewer than two days of samples.
 *
 *     ŷ = ȳ + b (x − x̄),  b = Σ (xᵢ − x̄)(yᵢ − ȳ) / Σ (xᵢ − x̄)²,  s² = Σ (yᵢ − ŷᵢ)² / (n − 2)
 *     SE(ŷ) = s √(1 + 1/n + (x − x̄)² / Σ (xᵢ − x̄)²)
 *
 * The formula takes deviations for independent; those of sizes on following days are not, so the true error is larger rather than smaller.
 * Source: N. R. Draper, H. Smith, Applied regression analysis, 3rd edition 1998, sections 1.2 and 3.1.
 */
export function projectGrowth(samples: readonly SizeSample[], at: Date): Growth | null {
  const n = samples.length;
  const days = samples.map(({ day }) => day.getTime() / DAY_MS);
  const meanDay = days.reduce((sum, day) => sum + day, 0) / n;
  const meanBytes = samples.reduce((sum, { bytes }) => sum + bytes, 0) / n;
  const spread = days.reduce((sum, day) => sum + (day - meanDay) ** 2, 0);
  if (n < 2 || spread === 0) return null;
  const bytesPerDay = samples.reduce((sum, { bytes }, i) => sum + ((days[i] as number) - meanDay) * (bytes - meanBytes), 0) / spread;
  const on = (day: number) => meanBytes + bytesPerDay * (day - meanDay);
  const residual = samples.reduce((sum, { bytes }, i) => sum + (bytes - on(days[i] as number)) ** 2, 0);
  const x = at.getTime() / DAY_MS;
  const factor = Math.sqrt(1 + 1 / n + (x - meanDay) ** 2 / spread);
  return {
    bytes: Math.max(0, on(x)),
    standardErrorBytes: n === 2 ? null : Math.sqrt(residual / (n - 2)) * factor,
    bytesPerDay,
    samples: n,
  };
}
