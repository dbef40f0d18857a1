import { zoneOffset } from './zone-offset.js';

/** The first instant after `from`, to the millisecond, at which the zone no longer has the offset that it had there. */
export function zoneChange(from: number, to: number, zone: string, offset: number): number {
  let [before, after] = [Math.floor(from), Math.ceil(to)];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (zoneOffset(zone, middle) === offset) before = middle;
    else after = middle;
  }
  return after;
}
