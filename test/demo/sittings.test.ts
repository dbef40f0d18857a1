import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deterministicUuid } from '../../examples/demo/deterministic-id.js';
import type { ReviewRow } from '../../examples/demo/review-log/review-row.js';
import { sittingsOf } from '../../examples/demo/review-log/sittings.js';

const MINUTE_MS = 60_000;
const row = (cardId: string, minute: number): ReviewRow => ({ cardId, rating: 3, reviewedAt: new Date(minute * MINUTE_MS), seconds: 1 });

const logs = fc
  .array(fc.record({ card: fc.constantFrom('a', 'b', 'c'), minute: fc.integer({ min: 0, max: 300 }) }), { maxLength: 60 })
  .map((rows) => rows.map(({ card, minute }) => row(card, minute)).sort((a, b) => a.reviewedAt.getTime() - b.reviewedAt.getTime()));

describe('sittings', () => {
  it('are cut where nothing was reviewed for half an hour', () => {
    const sittings = sittingsOf([row('a', 0), row('b', 29), row('a', 58), row('c', 88), row('a', 89)]);
    expect(sittings.map((sitting) => sitting.map(({ cardId }) => cardId).join(''))).toEqual(['aba', 'ca']);
  });

  it('hold every review once, in chronological order, under an id of its own', () => {
    fc.assert(
      fc.property(logs, (rows) => {
        const reviews = sittingsOf(rows).flat();
        expect(reviews).toHaveLength(rows.length);
        expect(new Set(reviews.map(({ eventId }) => eventId)).size).toBe(rows.length);
        const times = reviews.map(({ reviewedAt }) => reviewedAt.getTime());
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });

  it('name a row the same whatever else is in the log', () => {
    const [alone] = sittingsOf([row('a', 10)]).flat();
    const among = sittingsOf([row('b', 1), row('a', 10), row('c', 10)]).flat();
    expect(among.map(({ eventId }) => eventId)).toContain(alone?.eventId);
  });
});

it('an id made from parts is a UUID, the same for the same parts', () => {
  expect(deterministicUuid('a', 'b')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(deterministicUuid('a', 'b')).toBe(deterministicUuid('a', 'b'));
  expect(deterministicUuid('ab', '')).not.toBe(deterministicUuid('a', 'b'));
});
