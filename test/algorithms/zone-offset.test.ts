import { tzOffset } from '@date-fns/tz';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { zoneOffset } from '../../src/algorithms/days/zone-offset.js';

const HOUR_MS = 3_600_000;

/** Hours in which clocks were changed, some of them at odd minutes, and a day that was left out. */
const CHANGES = [
  '2011-12-30T10:00Z',
  '2010-11-07T02:31Z',
  '2025-09-27T14:00Z',
  '2026-03-29T01:00Z',
  '1972-01-07T00:44Z',
  '2015-08-14T15:00Z',
];
const ZONES = [
  ...['Europe/Zurich', 'America/St_Johns', 'Pacific/Apia', 'Pacific/Chatham', 'Australia/Lord_Howe', 'Africa/Monrovia', 'Asia/Pyongyang'],
  ...['UTC', '+05:30'],
];

it('says of every instant what Intl says, in hours that change their clocks too', () => {
  const near = fc
    .tuple(fc.constantFrom(...CHANGES.map(Date.parse)), fc.integer({ min: -3 * HOUR_MS, max: 3 * HOUR_MS }))
    .map(([change, ms]) => change + ms);
  const any = fc.integer({ min: 0, max: Date.parse('2100-01-01') });
  fc.assert(
    fc.property(fc.oneof(near, any), fc.constantFrom(...ZONES), (at, zone) => {
      expect(zoneOffset(zone, at)).toBe(tzOffset(zone, new Date(at)) * 60_000);
    }),
    { numRuns: 3000 },
  );
  expect(zoneOffset('Europe/Atlantis', 0)).toBeNaN();
});
