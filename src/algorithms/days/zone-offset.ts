import { tzOffset } from '@date-fns/tz';
import { canonicalZone } from './canonical-zone.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Hours of one zone that are remembered: more than a year of them. */
const MOST_HOURS = 10_000;
/** Zones that are remembered: all that there are have about 600 names. */
const MOST_ZONES = 1_000;

/** Offset by whole hours since 1970; NaN for an hour in which the zone changes its clocks. To ask Intl costs ten times a fold's other sums. */
const remembered = new Map<string, Map<number, number>>();

/**
 * How far the clocks of a zone are ahead of UTC at an instant, in milliseconds; NaN where there is no such zone.
 *
 * No zone changes its clocks twice within an hour, so an hour that ends with the offset that it began with has no other in between.
 *
 * @param zone - an IANA time zone, or an offset
 * @param at - ms since 1970
 */
export function zoneOffset(zone: string, at: number): number {
  const hours = remembered.get(zone) ?? rememberZone(zone);
  const hour = Math.floor(at / HOUR_MS);
  const known = hours.get(hour) ?? rememberHour(hours, zone, hour);
  return Number.isNaN(known) ? askedOffset(zone, at) : known;
}

function rememberZone(zone: string): Map<number, number> {
  const hours = new Map<number, number>();
  if (remembered.size >= MOST_ZONES) remembered.clear();
  remembered.set(zone, hours);
  return hours;
}

function rememberHour(hours: Map<number, number>, zone: string, hour: number): number {
  const first = askedOffset(zone, hour * HOUR_MS);
  const offset = first === askedOffset(zone, (hour + 1) * HOUR_MS - 1) ? first : Number.NaN;
  if (hours.size >= MOST_HOURS) hours.clear();
  hours.set(hour, offset);
  return offset;
}

function askedOffset(zone: string, at: number): number {
  const canonical = canonicalZone(zone);
  return canonical === undefined ? Number.NaN : tzOffset(canonical, new Date(at)) * MINUTE_MS;
}
