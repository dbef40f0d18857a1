import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fsrs,
  fsrsInterval,
  fsrsParams,
  personal,
  type Rating,
  type RecallAfter,
  type ReviewObservation,
} from '../../src/algorithms/index.js';

const DAY_MS = 86_400_000;
const { defaults } = personal;
const noSteps = fsrsParams({ learning_steps: [], relearning_steps: [] });

/** A recall that falls by a half-life of its own after each rating; whatever they are, also longer after worse ones. */
const fading = fc.tuple(...[1, 2, 3, 4].map(() => fc.double({ min: 0.01, max: 400, noNaN: true }))).map(
  (halfLives): RecallAfter =>
    (days, rating) =>
      2 ** (-days / (halfLives[rating - 1] as number)),
);
/** Any recall at all, up and down. */
const jumping = fc.func(fc.double({ min: 0, max: 1, noNaN: true })).map(
  (recall): RecallAfter =>
    (days, rating) =>
      recall(days, rating),
);
const review = fc.record({ days: fc.nat(60), rating: fc.constantFrom<Rating>(1, 2, 3, 4) });
const history = fc.array(review, { maxLength: 8 });
const params = fc.constantFrom(defaults, noSteps, fsrsParams({ ...noSteps, fuzz: true }), fsrsParams({ grade_spacing: 'none' }));

const observed = (at: number, rating: Rating, recallAfter?: RecallAfter): ReviewObservation => ({
  at,
  rating,
  grade: rating === 1 ? 1 : ((rating + 1) as 3 | 4 | 5),
  ...(recallAfter && { recallAfter }),
});

function stateAfter(
  answers: readonly { readonly days: number; readonly rating: Rating }[],
  recallAfter: RecallAfter | undefined,
  by = noSteps,
) {
  let [state, at] = [personal.initial(by), 0];
  for (const { days, rating } of answers) {
    at += days * DAY_MS;
    state = personal.update(state, observed(at, rating, recallAfter), by);
  }
  return { state, at };
}

describe('personal', () => {
  it('is FSRS to the bit, except for its name, where nobody looks ahead', () => {
    fc.assert(
      fc.property(history, params, (answers, by) => {
        let [ours, theirs, at] = [personal.initial(by), fsrs.initial(by), 0];
        for (const { days, rating } of answers) {
          at += days * DAY_MS;
          ours = personal.update(ours, observed(at, rating), by);
          theirs = fsrs.update(theirs, observed(at, rating), by);
          expect(ours).toStrictEqual(theirs);
        }
      }),
    );
  });

  it('waits until the first day on which recall has fallen to the desired retention, within four times of FSRS either way', () => {
    fc.assert(
      fc.property(history, fading, (answers, recallAfter) => {
        const { state, at } = stateAfter(answers, recallAfter);
        const failed = personal.update(state, observed(at + DAY_MS, 1, recallAfter), noSteps);
        if (failed.phase === 'new') throw new TypeError('A state after a review');
        const typical = fsrsInterval(failed, undefined, noSteps);
        const [soonest, latest] = [Math.max(1, Math.floor(typical / 4)), typical * 4];
        const days = failed.interval_days;
        expect(days).toBeGreaterThanOrEqual(soonest);
        expect(days).toBeLessThanOrEqual(latest);
        if (days < latest) expect(recallAfter(days, 1)).toBeLessThanOrEqual(0.9);
        if (days > soonest) expect(recallAfter(days - 1, 1)).toBeGreaterThan(0.9);
        expect(failed.due).toBe(failed.last_review + days * DAY_MS);
      }),
    );
  });

  it('remembers as FSRS does: other intervals leave stability and difficulty alone', () => {
    fc.assert(
      fc.property(history, fading, (answers, recallAfter) => {
        const [{ state: ours }, { state: theirs }] = [stateAfter(answers, recallAfter), stateAfter(answers, undefined)];
        expect([ours.stability, ours.difficulty, ours.phase]).toEqual([theirs.stability, theirs.difficulty, theirs.phase]);
      }),
    );
  });

  it('never waits less after a better grade, nor longer than the maximum, whatever the predictor says', () => {
    const short = fsrsParams({ ...noSteps, maximum_interval_days: 30 });
    fc.assert(
      fc.property(history, fc.oneof(fading, jumping), fc.oneof(params, fc.constant(short)), (answers, recallAfter, by) => {
        const { state, at } = stateAfter(answers, recallAfter, by);
        const days = ([1, 2, 3, 4] as const).map((rating) =>
          personal.intervalDays(personal.update(state, observed(at + DAY_MS, rating, recallAfter), by), by),
        );
        expect([...days].sort((a, b) => a - b)).toEqual(days);
        expect(Math.max(...days)).toBeLessThanOrEqual(by.maximum_interval_days);
      }),
    );
  });

  it('asks what the rating would leave, and asks a few days only', () => {
    const asked: [number, Rating][] = [];
    const recallAfter: RecallAfter = (days, rating) => {
      asked.push([days, rating]);
      return 0.99 ** days;
    };
    const state = personal.update(personal.initial(noSteps), observed(0, 1, recallAfter), noSteps);
    expect(state.interval_days).toBe(4);
    expect(new Set(asked.map(([, rating]) => rating))).toEqual(new Set([1]));
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  it.each([
    ['no function', 0.9, 'a function'],
    ['a recall above 1', () => 1.5, 'a number from 0 to 1'],
    ['a recall that is no number', () => Number.NaN, 'a number from 0 to 1'],
  ])('refuses %s', (_what, recallAfter, expected) => {
    const odd = { ...observed(0, 3), recallAfter: recallAfter as unknown as RecallAfter };
    expect(() => personal.update(personal.initial(noSteps), odd, noSteps)).toThrow(
      expect.objectContaining({ code: 'invalid_input', where: 'personal.update.recallAfter', expected }),
    );
  });
});
