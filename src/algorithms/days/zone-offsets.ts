import { invalidInput } from '../../errors.js';
import { checkInstant } from '../argument-checks.js';
import { checkZone } from './learner-day.js';
import { zoneChange } from './zone-change.js';
import { zoneOffset } from './zone-offset.js';

const DAY_MS = 86_400_000;

/** Each day is looked at: a longer span would take long. Two hundred years. */
const MOST_DAYS = 73_050;

/** How far a zone's clock is ahead of UTC, and from when on. */
export type ZoneOffset = {
  /** ms since 1970 */
  readonly from: number;
  /** Milliseconds. */
  readonly offset: number;
};

/**
 * How far a zone's clock is ahead of UTC in a span of time: what a database needs to count the days of a zone that it does not know.
 *
 * @param zone - an IANA time zone, or an offset
 * @param since - ms since 1970
 * @param until - ms since 1970, after `since`
 * @returns one entry that holds at `since`, and one for each change of the clock after it, in the order of time
 * @throws AdaptiveLearningError `invalid_input` when an instant or the zone is none, or the span is longer than two hundred years
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
