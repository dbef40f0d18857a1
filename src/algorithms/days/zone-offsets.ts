import { invalidInput } from '../../errors.js';
import { checkInstant } from '../argument-checks.js';
import { checkZone } from './learner-day.js';
import { zoneChange } from './zone-change.js';
import { zoneOffset } from './zone-offset.js';

const DAY_MS = 86_400_000;

/** Each day is looked at: a longer span would take long. Two hundred years. */
const MOST_DAYS = 73_050;

/** A zone's offset from UTC, and the instant from which it applies. */
export type ZoneOffset = {
  /** ms since 1970 */
  readonly from: number;
  /** Milliseconds. */
  readonly offset: number;
};

/**
 * A zone's offsets from UTC within a span of time. With them, a database can count the days of a zone that its own zone table lacks.
 *
 * @param zone - an IANA time zone, or an offset
 * @param since - ms since 1970
 * @param until - ms since 1970, after `since`
 * @returns one entry that applies at `since`, and one for each later clock change, in chronological order
 * @throws AdaptiveLearningError `invalid_input` when an instant or the zone is invalid, or the span is longer than 200 years
 *
 * @example
 * zoneOffsets('Europe/Zurich', Date.parse('2026-03-01'), Date.parse('2026-04-01')) //=> [{ from: 1772323200000, offset: 3600000 }, { from: 1774746000000, offset: 7200000 }]
 */
export function zoneOffsets(zone: string, since: number, until: number): ZoneOffset[] {
  checkInstant('zoneOffsets.since', since);
  checkInstant('zoneOffsets.until', until);
  if (until - since > MOST_DAYS * DAY_MS)
    throw invalidInput('zoneOffsets.until', `an instant at most ${MOST_DAYS} days after since`, until);
  checkZone('zoneOffsets.zone', zone);
  const found: ZoneOffset[] = [{ from: since, offset: zoneOffset(zone, since) }];
  // No zone changes its clock twice within a day.
  for (let before = since; before < until; before += DAY_MS) {
    const after = Math.min(before + DAY_MS, until);
    const [was, is] = [zoneOffset(zone, before), zoneOffset(zone, after)];
    if (was !== is) found.push({ from: zoneChange(before, after, zone, was), offset: is });
  }
  return found;
}
