import { canonicalZone } from '../algorithms/index.js';

/**
 * A time zone in its one spelling, or undefined for what is no zone: a bare offset such as +02:00 cannot know daylight saving.
 *
 * @example
 * namedZone('europe/zurich') //=> 'Europe/Zurich'
 */
export function namedZone(value: string): string | undefined {
  return /^[A-Za-z]/.test(value) ? canonicalZone(value) : undefined;
}
