import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALGORITHMS,
  type CardMemory,
  type FsrsState,
  fsrs,
  fsrsDefaults,
  fsrsFromCard,
  type JsonObject,
  type Scheduler,
  sm2,
  sm2Defaults,
  sm2FromCard,
} from '../../src/algorithms/index.js';

const DAY_MS = 86_400_000;

const instants = fc.record({ last_review: fc.integer({ min: 0, max: 4e12 }), days: fc.nat(3_000) });
const sm2Card = fc
  .record({
    ease_factor: fc.double({ min: 1, max: 5, noNaN: true }),
    interval_days: fc.nat(3_000),
    repetitions: fc.nat(40),
    when: instants,
  })
  .map(
    ({ when, ...card }): CardMemory => ({
      kind: 'sm2',
      ...card,
      last_review: when.last_review,
      due: when.last_review + when.days * DAY_MS,
    }),
  );
const fsrsCard = fc
  .record({
    stability: fc.double({ min: 0.001, max: 36_500, noNaN: true }),
    difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
    when: instants,
  })
  .map(
    ({ when, ...card }): CardMemory => ({
      kind: 'fsrs',
      ...card,
      last_review: when.last_review,
      due: when.last_review + when.days * DAY_MS,
    }),
  );
const card = fc.oneof(sm2Card, fsrsCard).map((each) => Object.freeze(each));

const schedulers = ALGORITHMS.filter((row) => row.kind === 'scheduler').map(
  (row) => [row.name, row.model as unknown as Scheduler] as const,
);

describe.each(schedulers)('%s takes over a card', (_, model) => {
  const adopt = (each: CardMemory): JsonObject => {
    if (model.adopt === undefined) throw new TypeError('This scheduler takes over no cards');
    return model.adopt(each, model.defaults);
  };

  it('into a state that JSON carries, that it can predict from, and that a next review goes on from', () => {
    fc.assert(
      fc.property(card, (each) => {
        const state = adopt(each);
        expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
        expect(Number.isFinite(model.intervalDays(state, model.defaults))).toBe(true);
        const at = each.last_review + DAY_MS;
        const chance = model.predict(state, at, model.defaults);
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
        const next = model.update(state, { at, rating: 1, grade: 1 }, model.defaults);
        expect(model.dueAt(next, model.defaults)).toBeGreaterThan(0);
      }),
    );
  });

  it('and refuses one whose numbers are out of range', () => {
    const good: CardMemory = { kind: 'sm2', ease_factor: 2.5, interval_days: 6, repetitions: 2, last_review: 0, due: 6 * DAY_MS };
    for (const bad of [{ repetitions: -1 }, { last_review: Number.NaN }]) {
      expect(() => adopt({ ...good, ...bad })).toThrow(/expected/);
    }
  });
});

describe('a card of SM-2', () => {
  const mature: CardMemory = { kind: 'sm2', ease_factor: 2.2, interval_days: 20, repetitions: 4, last_review: 0, due: 20 * DAY_MS };

  it('goes on in SM-2 as if it had always been there', () => {
    const state = sm2FromCard(mature, sm2Defaults.minimum_ease);
    expect(state).toEqual({ repetitions: 4, ease_factor: 2.2, interval_days: 20, last_review: 0 });
    // 20 days times an ease of 2.2: grade 4 leaves the ease.
    expect(sm2.update(state, { at: 20 * DAY_MS, rating: 3, grade: 4 }, sm2Defaults)).toMatchObject({ interval_days: 44, ease_factor: 2.2 });
  });

  it('has an ease that is lifted to the lowest of the scheduler', () => {
    expect(sm2FromCard({ ...mature, ease_factor: 1.1 }, 1.3).ease_factor).toBe(1.3);
  });

  it('is due in FSRS when it was due, also after it was moved by hand', () => {
    const moved = { ...mature, due: 26 * DAY_MS };
    expect(fsrsFromCard(moved, fsrsDefaults)).toMatchObject({ phase: 'review', due: 26 * DAY_MS, interval_days: 26, last_day: 0 });
  });
});

describe('a card of FSRS', () => {
  const memory: CardMemory = { kind: 'fsrs', stability: 31.5, difficulty: 6.2, last_review: DAY_MS, due: 32 * DAY_MS, last_day: 1 };

  it('keeps its memory in FSRS', () => {
    expect(fsrsFromCard(memory, fsrsDefaults)).toEqual({
      phase: 'review',
      step: 0,
      stability: 31.5,
      difficulty: 6.2,
      interval_days: 31,
      due: 32 * DAY_MS,
      last_review: DAY_MS,
      last_day: 1,
    });
    const state: FsrsState = fsrsFromCard(memory, fsrsDefaults);
    expect(fsrs.predict(state, DAY_MS + 31.5 * DAY_MS, fsrsDefaults)).toBeCloseTo(0.9, 2);
  });
});
