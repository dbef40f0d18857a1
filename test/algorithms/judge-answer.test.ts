import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AnswerHelp,
  type AnswerScales,
  answerColumns,
  answerCredit,
  bkt,
  checkAnswerScales,
  elo,
  evaluateModel,
  type Grade,
  judgeAnswer,
  learnedPool,
  logisticMemory,
  logisticPredictor,
  opinionPool,
  pfa,
  type Rating,
  ratingFromAnswer,
} from '../../src/algorithms/index.js';
import { refusalAtOnce } from '../support/refusal.js';

const RATINGS = [1, 2, 3, 4] as const satisfies readonly Rating[];
const GRADES = [0, 1, 2, 3, 4, 5] as const satisfies readonly Grade[];
const RATING_OF_GRADE = [1, 1, 1, 2, 3, 4];

/** Every pair of an outcome and a value of another scale, and whether the two agree. */
const PAIRS: readonly (readonly [AnswerScales, boolean])[] = [true, false].flatMap((correct) => [
  ...RATINGS.map((rating) => [{ correct, rating }, correct === rating > 1] as const),
  ...GRADES.map((grade) => [{ correct, grade }, correct === grade > 2] as const),
  ...[0, 0.1, 0.49].map((score) => [{ correct, score }, !correct] as const),
  ...[0.5, 0.6, 0.79].map((score) => [{ correct, score }, true] as const),
  ...[0.8, 0.9, 1].map((score) => [{ correct, score }, correct] as const),
]);

describe('the scales of an answer', () => {
  it.each(PAIRS)('%j agree: %s', (answer, agrees) => {
    if (agrees) {
      checkAnswerScales('quiz', answer);
      return;
    }
    const [field = ''] = Object.keys(answer).filter((key) => key !== 'correct');
    for (const refuse of [() => checkAnswerScales('quiz', answer), () => judgeAnswer(answer, 'quiz')]) {
      const error = refusalAtOnce(refuse);
      expect(error).toMatchObject({ code: 'invalid_input', where: `quiz.${field}` });
      expect(error.message).toContain(`correct: ${answer.correct}`);
    }
  });

  it('take a rating and a grade that stand for each other, and no others', () => {
    for (const rating of RATINGS) {
      for (const grade of GRADES) {
        const check = () => checkAnswerScales('quiz', { correct: rating > 1, rating, grade });
        if (RATING_OF_GRADE[grade] === rating) check();
        else expect(refusalAtOnce(check)).toMatchObject({ code: 'invalid_input', where: expect.stringMatching(/^quiz\.(rating|grade)$/) });
      }
    }
  });

  it('are asked by everything that takes an outcome beside another scale', () => {
    const moment = { concept: 'c', at: 0, day: 0, elapsedDays: null, difficulty: 0.5, opinions: { knowledge: 0.4, session: 0.6 } };
    const contradictory = { correct: false, rating: 4 as const };
    const log = {
      learner: new Int32Array(1),
      concept: new Int32Array(1),
      at: new Float64Array(1),
      correct: new Uint8Array([0]),
      rating: new Uint8Array([4]),
    };
    const calls = [
      () => ratingFromAnswer({ correct: true, score: 0.1 }),
      () => ratingFromAnswer({ correct: false, score: 1 }),
      () => answerColumns([{ learner: 'ada', concept: 'c', at: 0, ...contradictory }]),
      () => answerColumns([{ learner: 'ada', concept: 'c', at: 0, rating: 4, grade: 0 }]),
      () => evaluateModel(bkt, bkt.defaults, log),
      ...[learnedPool, opinionPool, logisticPredictor, logisticMemory].map((model) => () => {
        const states = { learner: model.initialLearner(model.defaults as never), concept: model.initialConcept(model.defaults as never) };
        model.update(states as never, moment, contradictory, model.defaults as never);
      }),
    ];
    for (const call of calls) expect(refusalAtOnce(call)).toMatchObject({ code: 'invalid_input' });
  });
});

describe('an answer on every scale', () => {
  it.each<[AnswerScales & AnswerHelp, object]>([
    [{ correct: true }, { score: 1, rating: 3, grade: 4, credit: 1 }],
    [{ correct: false }, { score: 0, rating: 1, grade: 1, credit: 1 }],
    [
      { correct: false, grade: 2, score: 0.3 },
      { score: 0.3, rating: 1, grade: 2, credit: 1 },
    ],
    [
      { correct: true, rating: 4 },
      { score: 1, rating: 4, grade: 5, credit: 1 },
    ],
    [
      { correct: true, rating: 4, grade: 5 },
      { score: 1, rating: 4, grade: 5, credit: 1 },
    ],
    [
      { correct: true, hints_used: 0, attempts: 1 },
      { score: 1, rating: 3, grade: 4, credit: 1 },
    ],
    [
      { correct: true, hints_used: 1 },
      { score: 0.75, rating: 2, grade: 3, credit: 0.75 },
    ],
    [
      { correct: true, attempts: 2 },
      { score: 0.75, rating: 2, grade: 3, credit: 0.75 },
    ],
    [
      { correct: true, hints_used: 2, attempts: 2 },
      { score: 0.625, rating: 2, grade: 3, credit: 0.625 },
    ],
    [
      { correct: true, hints_used: 1, rating: 4 },
      { score: 0.75, rating: 2, grade: 3, credit: 0.75 },
    ],
    [
      { correct: true, hints_used: 1, grade: 5 },
      { score: 0.75, rating: 2, grade: 3, credit: 0.75 },
    ],
    [
      { correct: true, hints_used: 1, score: 0.6 },
      { score: 0.6, rating: 2, grade: 3, credit: 0.75 },
    ],
    [
      { correct: false, hints_used: 1 },
      { score: 0, rating: 1, grade: 1, credit: 0.75 },
    ],
    [
      { correct: true, confidence: 0.49 },
      { score: 1, rating: 2, grade: 3, credit: 1 },
    ],
    [
      { correct: true, confidence: 0.5 },
      { score: 1, rating: 3, grade: 4, credit: 1 },
    ],
    [
      { correct: true, confidence: 0.1, rating: 4 },
      { score: 1, rating: 4, grade: 5, credit: 1 },
    ],
    [
      { correct: false, confidence: 1 },
      { score: 0, rating: 1, grade: 1, credit: 1 },
    ],
  ])('%j', (answer, judged) => {
    expect(judgeAnswer(answer)).toEqual(judged);
  });

  it('can be sent again as it came out, and comes out the same', () => {
    const answer = fc.record(
      {
        correct: fc.boolean(),
        points: fc.double({ min: 0, max: 1, noNaN: true }),
        recall: fc.nat(2),
        hints_used: fc.nat(9),
        attempts: fc.integer({ min: 1, max: 9 }),
        confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      },
      { requiredKeys: ['correct'] },
    );
    fc.assert(
      fc.property(answer, ({ points, recall, ...given }) => {
        const score = points === undefined ? {} : { score: given.correct ? 0.5 + points / 2 : points * 0.79 };
        const grade = recall === undefined ? {} : { grade: (given.correct ? 3 + recall : recall) as Grade };
        const judged = judgeAnswer({ ...given, ...score, ...grade });
        expect(judgeAnswer({ ...given, ...judged })).toEqual(judged);
      }),
    );
  });

  it('counts help down to one half, and refuses what is no count', () => {
    expect([0, 1, 2, 3, 1000].map((hints_used) => answerCredit({ hints_used }))).toEqual([1, 0.75, 0.5 + 0.5 / 3, 0.625, 0.5 + 0.5 / 1001]);
    for (const help of [
      { hints_used: -1 },
      { hints_used: 0.5 },
      { attempts: 0 },
      { attempts: Number.NaN },
      { hints_used: Number.POSITIVE_INFINITY },
    ]) {
      expect(refusalAtOnce(() => answerCredit(help))).toMatchObject({ code: 'invalid_input' });
    }
  });
});

describe('a right answer after help', () => {
  it('moves what is believed less than one without help, and more than a wrong one', () => {
    // By hand: of p = 0.4, a right answer makes 0.75 and a wrong one 1/13; then 0.1 of the rest is learnt.
    const right = 0.75 + 0.25 * 0.1;
    const wrong = 1 / 13 + (12 / 13) * 0.1;
    const state = bkt.initial(bkt.defaults);
    expect(bkt.update(state, { at: 0, correct: true, credit: 0.75 }, bkt.defaults).p_known).toBeCloseTo(0.75 * right + 0.25 * wrong, 12);
    expect(elo.update(elo.initial(elo.defaults), { at: 0, correct: true, credit: 0.75 }, elo.defaults).rating).toBeCloseTo(0.8 * 0.25, 12);
    expect(pfa.update(pfa.initial(pfa.defaults), { at: 0, correct: true, credit: 0.75 }, pfa.defaults)).toEqual({
      successes: 0.75,
      failures: 0.25,
    });
  });

  it.each([bkt, elo, pfa])('leaves $name between right and wrong, in the order of the credit, and as it was without one', (model) => {
    const levelAfter = (observation: { correct: boolean; credit?: number }) => {
      const state = model.update(model.initial(model.defaults as never) as never, { at: 0, ...observation }, model.defaults as never);
      return model.mastery(state as never, model.defaults as never);
    };
    const levels = [levelAfter({ correct: false }), ...[0.5, 0.75, 1].map((credit) => levelAfter({ correct: true, credit }))];
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    expect(new Set(levels).size).toBe(4);
    expect(levelAfter({ correct: true })).toBe(levelAfter({ correct: true, credit: 1 }));
    expect(levelAfter({ correct: false, credit: 0.5 })).toBe(levelAfter({ correct: false }));
    expect(refusalAtOnce(() => levelAfter({ correct: true, credit: 0.2 }))).toMatchObject({ code: 'invalid_input' });
  });
});
