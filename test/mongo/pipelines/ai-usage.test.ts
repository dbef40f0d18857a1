import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LearningEvent } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { expectNear, meanOf } from '../../support/near.js';
import { rowsOn, store } from '../../support/pipeline-rows.js';
import { DAY } from '../../support/stopped-clock.js';
import { MONDAY, storedAnswer, storedEvent } from '../../support/stored-documents.js';
import { openTutor, type Tutor } from '../../support/tutor.js';
import { dateThere, instantsAtJump } from '../../support/zones.js';

const pipeline = PIPELINES.ai_usage;
const WEEK = { since: MONDAY, until: new Date(MONDAY.getTime() + 7 * DAY), least_learners: 1 };
const AI_PROVIDERS = ['groq', 'gemini', 'my.own', '$model'] as const;

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

interface Asked {
  readonly provider: string;
  readonly ms: number;
  readonly tokens: number;
  readonly cost: number;
  readonly hit?: boolean | undefined;
  readonly quality?: number | undefined;
}

const asked = (occurred_at: Date, { provider, ms, tokens, cost, hit, quality }: Asked) =>
  storedEvent(
    {
      type: 'interaction',
      interaction: {
        interaction_type: 'question',
        ai_response: { text: 'x', provider_used: provider, response_time_ms: ms, tokens_used: tokens, cost_usd: cost },
        ...(hit !== undefined && { cache_hit: hit }),
        ...(quality !== undefined && { quality_score: quality }),
      },
    },
    { occurred_at },
  );

const groq = { provider: 'groq', ms: 200, tokens: 10, cost: 0.5 } as const;

describe('by hand', () => {
  const CASES: readonly [string, readonly LearningEvent[], object, readonly (readonly unknown[])[]][] = [
    ['nobody asked', [], {}, []],
    [
      'by day and provider: a mean of the times, sums of the rest, hits that are hits',
      [
        asked(MONDAY, { ...groq, hit: true, quality: 0.5 }),
        asked(MONDAY, { ...groq, ms: 400, tokens: 30, hit: false, quality: 1 }),
        asked(MONDAY, { ...groq, provider: 'gemini' }),
        asked(new Date('2025-03-04T12:00:00Z'), groq),
      ],
      {},
      [
        ['2025-03-03', 'gemini', 1, 10, 0.5, 200, 0, null],
        ['2025-03-03', 'groq', 2, 40, 1, 300, 1, 0.75],
        ['2025-03-04', 'groq', 1, 10, 0.5, 200, 0, null],
      ],
    ],
    [
      'the first instant of the span counts, the last does not; what no AI answered and answers of learners do not either',
      [
        asked(WEEK.since, groq),
        asked(WEEK.until, groq),
        storedEvent({ type: 'interaction', interaction: { interaction_type: 'feedback' } }),
        storedAnswer(),
      ],
      {},
      [['2025-03-03', 'groq', 1, 10, 0.5, 200, 0, null]],
    ],
    [
      'a day ends at midnight of the zone',
      [asked(new Date('2025-03-03T10:59:59Z'), groq), asked(new Date('2025-03-03T11:00:00Z'), groq)],
      { timezone: 'Pacific/Auckland' },
      [
        ['2025-03-03', 'groq', 1, 10, 0.5, 200, 0, null],
        ['2025-03-04', 'groq', 1, 10, 0.5, 200, 0, null],
      ],
    ],
  ];

  test.each(CASES)('%s', async (_, learning_events, params, expected) => {
    const rows = await rowsOn(tutor.db, { learning_events }, pipeline, { ...WEEK, ...params });
    const figures = rows.map(({ day, provider, queries, tokens, cost_usd, mean_response_ms, cache_hits, mean_quality }) => [
      day,
      provider,
      queries,
      tokens,
      cost_usd,
      mean_response_ms,
      cache_hits,
      mean_quality,
    ]);
    expect(figures).toEqual(expected);
  });
});

test('of a day with more than 50 providers, those that were asked most have rows', async () => {
  const names = Array.from({ length: 60 }, (_, n) => `model ${String(n).padStart(2, '0')}`);
  const learning_events = names.flatMap((provider, n) =>
    Array.from({ length: n < 10 ? 1 : 2 }, () => asked(MONDAY, { ...groq, provider })),
  );
  const rows = await rowsOn(tutor.db, { learning_events }, pipeline, { ...WEEK, until: new Date(MONDAY.getTime() + DAY) });
  expect(rows.map(({ provider }) => provider)).toEqual(names.slice(10));
});

test('as an oracle in memory counts it, on random questions where clocks and calendars jump', async () => {
  const question = fc.record({
    provider: fc.constantFrom(...AI_PROVIDERS),
    ms: fc.integer({ min: 0, max: 9_000 }),
    tokens: fc.nat(5_000),
    cost: fc.double({ min: 0, max: 2, noNaN: true }),
    hit: fc.option(fc.boolean(), { nil: undefined }),
    quality: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(instantsAtJump(15), fc.array(question, { minLength: 15, maxLength: 15 }), async (where, questions) => {
      const { zone, jump } = where;
      const all = where.instants.map((at, n) => ({ at, ...(questions[n] as Asked) }));
      const span = { since: new Date(jump.getTime() - 2 * DAY), until: new Date(jump.getTime() + 2 * DAY) };
      const learning_events = all.map(({ at, ...one }) => asked(at, one));
      const rows = await rowsOn(tutor.db, { learning_events }, pipeline, { ...span, timezone: zone, least_learners: 1 });
      const groupOf = (at: Date, provider: string) => `${dateThere(at, zone)} ${provider}`;
      const inSpan = all.filter(({ at }) => at >= span.since && at < span.until);
      const groups = [...new Set(inSpan.map(({ at, provider }) => groupOf(at, provider)))].sort();
      expect(rows.map(({ day, provider }) => `${day} ${provider}`)).toEqual(groups);
      for (const row of rows) {
        const own = inSpan.filter(({ at, provider }) => groupOf(at, provider) === `${row.day} ${row.provider}`);
        const sum = (of: (one: Asked) => number) => own.reduce((total, one) => total + of(one), 0);
        expect([row.queries, row.tokens, row.cache_hits]).toEqual([
          own.length,
          sum(({ tokens }) => tokens),
          sum(({ hit }) => (hit === true ? 1 : 0)),
        ]);
        expectNear(
          row.cost_usd,
          sum(({ cost }) => cost),
        );
        expect(row.mean_response_ms).toBeCloseTo(sum(({ ms }) => ms) / own.length, 6);
        expectNear(row.mean_quality, meanOf(own.flatMap(({ quality }) => quality ?? [])));
      }
    }),
    { numRuns: 40 },
  );
});

test('an answer of the AI without its tokens is named and not counted', async () => {
  const sound = asked(MONDAY, groq);
  const bent = {
    ...asked(MONDAY, groq),
    _id: new ObjectId(),
    interaction: { interaction_type: 'question', ai_response: { provider_used: 'groq' } },
  };
  await store(tutor.db, { learning_events: [sound, bent] });
  const { rows, unreadable } = await tutor.engine.query('ai_usage', WEEK);
  expect(rows).toMatchObject([{ provider: 'groq', queries: 1 }]);
  expect(unreadable).toEqual([{ collection: 'learning_events', id: String(bent._id) }]);
});
