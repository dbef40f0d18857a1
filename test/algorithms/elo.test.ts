import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type EloRating,
  type EloRatings,
  elo,
  eloConceptDefaults,
  eloDefaults,
  eloInitialRating,
  eloProbability,
  updateElo,
} from '../../src/algorithms/index.js';

const rating: fc.Arbitrary<EloRating> = fc.record({ rating: fc.double({ min: -8, max: 8, noNaN: true }), answers: fc.nat(500) });
const ratings: fc.Arbitrary<EloRatings> = fc.record({ learner: rating, learner_skill: rating, item: rating });
const guess = fc.constantFrom(0, 0.2, 0.25, 0.5);
const fresh: EloRatings = { learner: eloInitialRating, learner_skill: eloInitialRating, item: eloInitialRating };

describe('Elo ratings', () => {
  it('give what is right by chance, and the logistic of the difference above it', () => {
    const given = { learner: { rating: 1, answers: 3 }, learner_skill: { rating: 0.5, answers: 1 }, item: { rating: 0.3, answers: 9 } };
    const known = 1 / (1 + Math.exp(-1.2));
    expect(eloProbability(given)).toBeCloseTo(known, 15);
    expect(eloProbability(given, 0.25)).toBeCloseTo(0.25 + 0.75 * known, 15);
    const { learner, item } = given;
    expect(eloProbability({ learner, item })).toBeCloseTo(1 / (1 + Math.exp(-0.7)), 15);
  });

  it('move by the surprise, in steps that shrink to the least', () => {
    const steps = [0, 1, 5, 10, 100].map((answers) => {
      const own = { rating: 0, answers };
      const after = updateElo({ learner: eloInitialRating, learner_skill: own, item: own }, { correct: true });
      expect(after.learner.rating).toBe(0.15);
      return [after.learner_skill!.rating, after.item.rating].map((each) => Math.round(each * 1e6) / 1e6);
    });
    expect(steps).toEqual([
      [0.15, -0.5],
      [0.136364, -0.47619],
      [0.1, -0.4],
      [0.1, -0.333333],
      [0.1, -0.083333],
    ]);
  });

  it('predict before they learn, count each answer, and keep what was not given out', () => {
    fc.assert(
      fc.property(ratings, fc.boolean(), guess, (before, correct, chance) => {
        const frozen = Object.freeze({ ...before, learner: Object.freeze({ ...before.learner }) });
        const after = updateElo(frozen, { correct, guess: chance });
        expect(after.predicted).toBe(eloProbability(before, chance));
        expect(after.learner.answers).toBe(before.learner.answers + 1);
        expect(after.item.answers).toBe(before.item.answers + 1);
        expect(JSON.parse(JSON.stringify(after))).toStrictEqual(after);
        const { learner, item } = before;
        expect(updateElo({ learner, item }, { correct })).not.toHaveProperty('learner_skill');
      }),
    );
  });

  it('rise for the learner and fall for the item on a right answer, and the other way on a wrong one', () => {
    fc.assert(
      fc.property(ratings, guess, (before, chance) => {
        const right = updateElo(before, { correct: true, guess: chance });
        const wrong = updateElo(before, { correct: false, guess: chance });
        for (const whose of ['learner', 'learner_skill'] as const) {
          expect(right[whose]!.rating).toBeGreaterThan(before[whose]!.rating);
          expect(wrong[whose]!.rating).toBeLessThan(before[whose]!.rating);
        }
        expect(right.item.rating).toBeLessThan(before.item.rating);
        expect(wrong.item.rating).toBeGreaterThan(before.item.rating);
        expect(eloProbability(right)).toBeGreaterThan(eloProbability(wrong));
      }),
    );
  });

  it('learn less from a right answer that may be a guess, and more from a wrong one', () => {
    fc.assert(
      fc.property(ratings, (before) => {
        const [open, choice] = [true, false].map((correct) => [
          updateElo(before, { correct }).learner.rating,
          updateElo(before, { correct, guess: 0.25 }).learner.rating,
        ]) as [number[], number[]];
        expect(open[1]).toBeLessThan(open[0]!);
        expect(choice[1]).toBeLessThan(choice[0]!);
      }),
    );
  });

  it('stay where they are, on average, when they are the truth', () => {
    fc.assert(
      fc.property(ratings, guess, (before, chance) => {
        const p = eloProbability(before, chance);
        const [right, wrong] = [true, false].map((correct) => updateElo(before, { correct, guess: chance }).learner.rating) as [
          number,
          number,
        ];
        expect(p * right + (1 - p) * wrong).toBeCloseTo(before.learner.rating, 12);
      }),
    );
  });

  it('find the difficulties of items, guessing or not', () => {
    for (const chance of [0, 0.25]) {
      let seed = 7;
      const random = (): number => {
        seed = (seed * 48_271) % 2_147_483_647;
        return seed / 2_147_483_647;
      };
      const truth = Array.from({ length: 20 }, (_, item) => (item - 9.5) / 5);
      let items = truth.map(() => ({ ...eloInitialRating }) as EloRating);
      for (let learner = 0; learner < 3_000; learner += 1) {
        const ability = 2 * (random() + random() + random()) - 3;
        let own: EloRating = eloInitialRating;
        for (let answer = 0; answer < 20; answer += 1) {
          const at = Math.floor(random() * truth.length);
          const correct = random() < chance + (1 - chance) / (1 + Math.exp(truth[at]! - ability));
          const after = updateElo({ learner: own, item: items[at]! }, { correct, guess: chance });
          own = after.learner;
          items = items.with(at, after.item);
        }
      }
      expect(
        correlation(
          truth,
          items.map((item) => item.rating),
        ),
      ).toBeGreaterThan(0.97);
    }
  });

  it.each<[string, () => unknown, string]>([
    [
      'a rating that is none',
      () => updateElo({ ...fresh, item: { rating: Number.NaN, answers: 0 } }, { correct: true }),
      'updateElo.ratings.item.rating',
    ],
    ['a certain guess', () => eloProbability(fresh, 1), 'eloProbability.guess'],
    ['an answer that is none', () => updateElo(fresh, { correct: 1 as unknown as boolean }), 'updateElo.answer.correct'],
    [
      'a least step above the first',
      () => updateElo(fresh, { correct: true }, { ...eloDefaults, item: { first: 1, decay: 0, least: 2 } }),
      'updateElo.params.item.least',
    ],
  ])('refuse %s', (_, call, where) => {
    expect(call).toThrow(expect.objectContaining({ code: 'invalid_input', where }));
  });
});

describe('the Elo model of one concept', () => {
  const learnt = (answers: readonly boolean[], params = eloConceptDefaults): EloRating =>
    answers.reduce((state, correct) => elo.update(state, { at: 0, correct }, params), elo.initial(params));

  it('is the rating of a learner against a fixed difficulty', () => {
    const path = [true, true, false, true].map((_, at, all) => Math.round(learnt(all.slice(0, at + 1)).rating * 1e6) / 1e6);
    expect(path).toEqual([0.4, 0.691864, 0.247609, 0.517401]);
    const params = { ...eloConceptDefaults, difficulty: 1, guess: 0.25 };
    const step = { first: 0.8, decay: 0.1, least: 0.4 };
    const both = updateElo(
      { learner: { rating: 0.4, answers: 2 }, item: { rating: 1, answers: 0 } },
      { correct: true, guess: 0.25 },
      { ...eloDefaults, learner: step },
    );
    expect(elo.update({ rating: 0.4, answers: 2 }, { at: 0, correct: true }, params)).toEqual(both.learner);
  });

  it('holds what is right without guessing for mastery', () => {
    const params = { ...eloConceptDefaults, guess: 0.5 };
    expect(elo.predict({ rating: 0, answers: 1 }, 0, params)).toBe(0.75);
    expect(elo.mastery({ rating: 0, answers: 1 }, params)).toBe(0.5);
  });

  it('thinks more of a learner after each right answer, and less after each wrong one', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), guess, (answers, chance) => {
        const params = { ...eloConceptDefaults, guess: chance };
        const state = learnt(answers, params);
        const mastery = elo.mastery(state, params);
        expect(elo.mastery(elo.update(state, { at: 0, correct: true }, params), params)).toBeGreaterThan(mastery);
        expect(elo.mastery(elo.update(state, { at: 0, correct: false }, params), params)).toBeLessThan(mastery);
      }),
    );
  });

  it('never leaves the scale of ratings', () => {
    const params = { ...eloConceptDefaults, first: 900, least: 900, difficulty: 1_000 };
    expect(elo.update({ rating: 990, answers: 0 }, { at: 0, correct: true }, params)).toEqual({ rating: 1_000, answers: 1 });
    const easy = { ...params, difficulty: -1_000 };
    expect(elo.update({ rating: -990, answers: 0 }, { at: 0, correct: false }, easy)).toEqual({ rating: -1_000, answers: 1 });
  });

  it('stays inside 0 and 1, and within its bounds, however long it goes one way', () => {
    const params = { ...eloConceptDefaults, first: 1_000, least: 1_000, decay: 0 };
    for (const correct of [true, false]) {
      const state = learnt(
        Array.from({ length: 50 }, () => correct),
        params,
      );
      expect(Math.abs(state.rating)).toBeLessThanOrEqual(1_000);
      expect(elo.predict(state, 0, params)).toBeGreaterThan(0);
      expect(elo.predict(state, 0, params)).toBeLessThan(1);
    }
  });
});

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const products = (x: readonly number[], mx: number, y: readonly number[], my: number): number =>
    x.reduce((sum, value, at) => sum + (value - mx) * (y[at]! - my), 0);
  return products(a, ma, b, mb) / Math.sqrt(products(a, ma, a, ma) * products(b, mb, b, mb));
}
