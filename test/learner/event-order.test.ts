import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../src/collections/index.js';
import { positionOf } from '../../src/learner/event-order.js';
import { compareEvents, type Placed } from '../../src/learner/index.js';
import { inOrder } from './naive-order.js';
import { randomHistory } from './random-history.js';

/** Few times, types and ids, so that events often agree in some of them. Among the ids are pairs that a locale would order otherwise. */
const placed: fc.Arbitrary<Placed> = fc.record({
  occurred_at: fc.constantFrom(0, 1, 2).map((ms) => new Date(ms)),
  type: fc.constantFrom(...EVENT_TYPES),
  event_id: fc.constantFrom('a', 'B', 'b', 'a-1', 'a_1', '10', '9'),
});

describe('the order of history', () => {
  it('is total: of two events one comes first, unless they are one', () => {
    fc.assert(
      fc.property(placed, placed, (a, b) => {
        expect(Math.sign(compareEvents(a, b))).toBe(-Math.sign(compareEvents(b, a)) + 0);
        const same = a.occurred_at.getTime() === b.occurred_at.getTime() && a.type === b.type && a.event_id === b.event_id;
        expect(compareEvents(a, b) === 0).toBe(same);
      }),
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(placed, placed, placed, (a, b, c) => {
        if (compareEvents(a, b) <= 0 && compareEvents(b, c) <= 0) expect(compareEvents(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  it('is by time, then by kind, then by id', () => {
    const start = { occurred_at: new Date(5), type: 'session_started', event_id: 'z' } as const;
    const answer = { occurred_at: new Date(5), type: 'answer', event_id: 'a' } as const;
    const end = { occurred_at: new Date(5), type: 'session_ended', event_id: '0' } as const;
    const later = { occurred_at: new Date(6), type: 'learner_created', event_id: '0' } as const;
    const other = { ...answer, event_id: 'b' };
    expect([later, end, other, answer, start].sort(compareEvents)).toEqual([start, answer, other, end, later]);
  });

  it('compares ids by their code units, the same in every locale', () => {
    const of = (event_id: string) => ({ occurred_at: new Date(0), type: 'answer' as const, event_id });
    expect(
      ['b', 'B', '9', '10', '_', '-']
        .map(of)
        .sort(compareEvents)
        .map((event) => event.event_id),
    ).toEqual(['-', '10', '9', 'B', '_', 'b']);
  });

  it('sorts whole logs as the declaration says', () => {
    fc.assert(
      fc.property(randomHistory, (events) => {
        expect([...events].sort(compareEvents)).toEqual(inOrder(events));
      }),
      { numRuns: 30 },
    );
  });

  it('takes nothing of an event but its place', () => {
    const place = { occurred_at: new Date(7), type: 'answer', event_id: 'a' } as const;
    expect(positionOf({ ...place, answer: 'something' } as Placed)).toStrictEqual(place);
  });
});
