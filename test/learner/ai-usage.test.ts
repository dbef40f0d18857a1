import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AiUsage } from '../../src/learner/ai-usage.js';
import { countAiQuery, firstReset } from '../../src/learner/index.js';

const usage = (reset: string, used = 0): AiUsage => ({ ai_queries_used: used, ai_queries_limit: 50, reset_date: new Date(reset) });
const shown = ({ ai_queries_used, reset_date }: AiUsage) => [ai_queries_used, reset_date.toISOString().slice(0, 10)];

describe('the first reset', () => {
  it.each([
    ['2025-01-15T10:30:00Z', '2025-02-15T10:30:00Z'],
    ['2025-12-28T00:00:00Z', '2026-01-28T00:00:00Z'],
    // Days that February lacks begin at the 28th, so that the day never drifts.
    ['2025-01-29T00:00:00Z', '2025-02-28T00:00:00Z'],
    ['2025-01-31T23:59:00Z', '2025-02-28T23:59:00Z'],
    ['2024-02-29T12:00:00Z', '2024-03-28T12:00:00Z'],
    ['2025-03-31T12:00:00Z', '2025-04-28T12:00:00Z'],
  ])('of an account of %s is on %s', (created, reset) => {
    expect(firstReset(new Date(created))).toEqual(new Date(reset));
    expect(Object.getPrototypeOf(firstReset(new Date(created)))).toBe(Date.prototype);
  });
});

describe('an AI query', () => {
  it('counts in the month that ends with the reset', () => {
    expect(shown(countAiQuery(usage('2025-03-15', 7), new Date('2025-03-14T23:59:59Z')))).toEqual([8, '2025-03-15']);
    expect(shown(countAiQuery(usage('2025-03-15', 7), new Date('2025-02-15T00:00:00Z')))).toEqual([8, '2025-03-15']);
  });

  it('begins a new month from the reset on, and skips months without queries', () => {
    expect(shown(countAiQuery(usage('2025-03-15', 7), new Date('2025-03-15T00:00:00Z')))).toEqual([1, '2025-04-15']);
    expect(shown(countAiQuery(usage('2025-03-15', 7), new Date('2025-04-14T23:59:59Z')))).toEqual([1, '2025-04-15']);
    expect(shown(countAiQuery(usage('2025-03-15', 7), new Date('2025-04-15T00:00:00Z')))).toEqual([1, '2025-05-15']);
    expect(shown(countAiQuery(usage('2025-03-28', 7), new Date('2026-02-27T00:00:00Z')))).toEqual([1, '2026-02-28']);
  });

  it('of a month that is closed counts no more', () => {
    const before = usage('2025-03-15', 7);
    expect(countAiQuery(before, new Date('2025-02-14T23:59:59.999Z'))).toBe(before);
  });

  it('keeps the limit, and gives a plain date that the driver can store', () => {
    const next = countAiQuery(usage('2025-03-15', 7), new Date('2025-06-01'));
    expect(next.ai_queries_limit).toBe(50);
    expect(Object.getPrototypeOf(next.reset_date)).toBe(Date.prototype);
  });

  const minute = fc.integer({ min: 0, max: 500 * 24 * 60 }).map((n) => new Date(Date.UTC(2024, 0, 1) + n * 60_000));

  it('counts the same in whatever order queries come', () => {
    const history = fc.array(minute, { minLength: 1, maxLength: 12 }).chain((queries) =>
      fc.record({
        created: minute,
        queries: fc.constant(queries),
        shuffled: fc.shuffledSubarray(queries, { minLength: queries.length, maxLength: queries.length }),
      }),
    );
    fc.assert(
      fc.property(history, ({ created, queries, shuffled }) => {
        const start = { ai_queries_used: 0, ai_queries_limit: 50, reset_date: firstReset(created) };
        expect(shuffled.reduce(countAiQuery, start)).toEqual(queries.reduce(countAiQuery, start));
      }),
    );
  });

  it('adds up to the queries of the newest month', () => {
    fc.assert(
      fc.property(minute, fc.array(minute, { minLength: 1, maxLength: 12 }), (created, queries) => {
        const start = { ai_queries_used: 0, ai_queries_limit: 50, reset_date: firstReset(created) };
        const { ai_queries_used, reset_date } = queries.reduce(countAiQuery, start);
        const opened = new Date(reset_date);
        opened.setUTCMonth(opened.getUTCMonth() - 1);
        expect(queries.filter((query) => query >= opened && query < reset_date)).toHaveLength(ai_queries_used);
        expect(queries.every((query) => query < reset_date)).toBe(true);
        expect(reset_date.getUTCDate()).toBe(start.reset_date.getUTCDate());
      }),
    );
  });
});
