import { expect, test } from 'vitest';
import { eventsNeeded } from '../../src/engine/tuning/enough-new.js';

const DAY = 86_400_000;
const monday = new Date('2026-03-02T09:00:00Z');
const after = (days: number) => new Date(monday.getTime() + days * DAY);

test('a tuning waits for hundreds of events, then for a third of as many again, for more once the log is large, and for less where little was learnt or long ago', () => {
  expect(eventsNeeded(undefined, monday)).toBe(300);
  expect(eventsNeeded({ end: 'activated', events: 1_000, at: monday }, after(6))).toBe(1_300);
  expect(eventsNeeded({ end: 'not_better', events: 1_000, at: monday }, after(6))).toBe(1_200);
  expect(eventsNeeded({ end: 'activated', events: 100_000, at: monday }, after(6))).toBe(160_000);
  expect(eventsNeeded({ end: 'not_better', events: 100_000, at: monday }, after(6))).toBe(125_000);
  expect(eventsNeeded({ end: 'activated', events: 1_000, at: monday }, after(7))).toBe(1_100);
  expect(eventsNeeded({ end: 'fell_back', events: 40, at: monday }, after(70))).toBe(300);
});

test('versions stay few: a deployment of a million events in two years has seen some dozens', () => {
  let [versions, at, last] = [0, monday, undefined as Parameters<typeof eventsNeeded>[0]];
  for (let day = 0; day < 730; day += 1) {
    const events = Math.round(((day + 1) / 730) * 1_000_000);
    at = after(day);
    if (events < eventsNeeded(last, at)) continue;
    versions += 1;
    last = { end: 'activated', events, at };
  }
  expect(versions).toBeGreaterThan(10);
  expect(versions).toBeLessThan(50);
});
