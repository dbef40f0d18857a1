import { tzOffset } from '@date-fns/tz';
import fc from 'fast-check';
import { DAY, HOUR } from './stopped-clock.js';

/** Zones and instants about which their clocks or calendars jump: an hour, half an hour, at midnight, and a whole day. */
const JUMPS = [
  ['UTC', '2025-03-30T00:00:00Z'],
  ['Europe/Zurich', '2025-03-30T01:00:00Z'],
  ['Europe/Zurich', '2025-10-26T01:00:00Z'],
  ['America/New_York', '2025-11-02T06:00:00Z'],
  ['Australia/Lord_Howe', '2025-04-05T15:00:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  // 29 December 2011 was followed by the 31st.
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
] as const;

/** A zone, an instant about which something jumps there, and instants within three days of it, near midnights and on them more often. */
export const instantsAtJump = (most: number) =>
  fc.constantFrom(...JUMPS).chain(([zone, text]) => {
    const jump = new Date(text);
    const somewhere = fc.integer({ min: -3 * DAY, max: 3 * DAY });
    const atHour = fc.integer({ min: -3 * 24, max: 3 * 24 }).map((hours) => hours * HOUR);
    const edge = fc.tuple(atHour, fc.constantFrom(-1, 0, 1)).map(([time, off]) => time + off);
    const instant = fc.oneof(somewhere, edge).map((offset) => new Date(jump.getTime() + offset));
    return fc.record({ zone: fc.constant(zone), jump: fc.constant(jump), instants: fc.array(instant, { maxLength: most }) });
  });

/** The date that a wall calendar in the zone shows, worked out from the offset of the zone. */
export function dateThere(at: Date, zone: string): string {
  return new Date(at.getTime() + tzOffset(zone, at) * 60_000).toISOString().slice(0, 10);
}
