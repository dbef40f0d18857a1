/** How attempts to sign in are slowed down. */
export interface LockOut {
  /** Attempts without success before the first lock. */
  readonly after: number;
  /** The length of the first lock, in seconds; each next one is twice as long. */
  readonly firstSeconds: number;
  /** The longest lock, in seconds. */
  readonly longestSeconds: number;
}

/**
 * Until when an address is locked after so many attempts without success; undefined while there are few.
 *
 * @example
 * lockedUntil(5, new Date('2026-12-01T10:00:00Z'), { after: 5, firstSeconds: 30, longestSeconds: 3600 }) //=> 2026-12-01T10:00:30.000Z
 */
export function lockedUntil(attempts: number, now: Date, { after, firstSeconds, longestSeconds }: LockOut): Date | undefined {
  if (attempts < after) return undefined;
  // 2 ** 30 seconds are longer than any lock: a larger exponent would only overflow.
  const seconds = Math.min(longestSeconds, firstSeconds * 2 ** Math.min(attempts - after, 30));
  return new Date(now.getTime() + seconds * 1_000);
}
