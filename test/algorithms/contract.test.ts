import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALGORITHMS,
  type AlgorithmRow,
  type AnswerMoment,
  type Grade,
  type JsonObject,
  type Model,
  type PredictorStates,
  type Rating,
} from '../../src/algorithms/index.js';

const DAY_MS = 86_400_000;

// The rows as the engine sees them: by their interfaces, not by their own types.
const rows: readonly AlgorithmRow[] = ALGORITHMS;

/** Serves both kinds of model: a scheduler reads rating and grade, a knowledge model reads correct. */
const observation = fc
  .record({
    at: fc.integer({ min: 0, max: 4e12 }),
    rating: fc.constantFrom<Rating>(1, 2, 3, 4),
    grade: fc.constantFrom<Grade>(0, 1, 2, 3, 4, 5),
    correct: fc.boolean(),
  })
  .map((fields) => Object.freeze(fields));
const history = fc.array(observation, { maxLength: 30 }).map((answers) => [...answers].sort((a, b) => a.at - b.at));
type Observation = typeof observation extends fc.Arbitrary<infer T> ? T : never;

function stateAfter(model: Model<JsonObject, Observation, JsonObject>, answers: readonly Observation[]): JsonObject {
  return answers.reduce(
    (state, answer) => deepFreeze(model.update(state, answer, model.defaults)),
    deepFreeze(model.initial(model.defaults)),
  );
}

const models = rows.filter((row) => row.kind !== 'predictor');

/** Whose state and parameters a model has, where they are not its own: errors name them. */
const NAMED_IN_ERRORS: { readonly [name: string]: string } = { personal: 'fsrs' };

describe.each(models.map((row) => [row.name, row] as const))('%s keeps the laws of every model', (_, row) => {
  // `Model` of either kind takes an observation that has the fields of both.
  const model: Model<JsonObject, Observation, JsonObject> = row.model;

  it('is named once, in its row and in the model, and has a version, a summary and a source', () => {
    expect(model.name).toBe(row.name);
    expect(rows.filter((other) => other.name === row.name)).toHaveLength(1);
    for (const text of [model.version, row.summary, row.source]) expect(text).not.toBe('');
  });

  it('cannot be changed by a caller, nor its defaults', () => {
    expect(Object.isFrozen(model)).toBe(true);
    expect(Object.isFrozen(model.defaults)).toBe(true);
  });

  it('changes none of its arguments, and gives the same to the bit again', () => {
    fc.assert(
      fc.property(history, observation, (answers, next) => {
        const state = stateAfter(model, answers);
        const once = model.update(state, next, model.defaults);
        expect(Object.isFrozen(once)).toBe(false);
        expect(model.update(state, next, model.defaults)).toStrictEqual(once);
        expect(model.predict(state, next.at, model.defaults)).toBe(model.predict(state, next.at, model.defaults));
      }),
    );
  });

  it('keeps a state that JSON carries unchanged', () => {
    fc.assert(
      fc.property(history, observation, (answers, next) => {
        const state = stateAfter(model, answers);
        const carried = JSON.parse(JSON.stringify(state)) as JsonObject;
        expect(carried).toStrictEqual(state);
        expect(model.update(carried, next, model.defaults)).toStrictEqual(model.update(state, next, model.defaults));
      }),
    );
  });

  it('predicts a probability at any instant', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: -8.64e15, max: 8.64e15 }), (answers, at) => {
        const predicted = model.predict(stateAfter(model, answers), at, model.defaults);
        expect(predicted).toBeGreaterThan(0);
        expect(predicted).toBeLessThan(1);
      }),
    );
  });

  it('never predicts more after a longer wait', () => {
    fc.assert(
      fc.property(history, fc.nat(DAY_MS * 900), fc.nat(DAY_MS * 900), (answers, wait, longer) => {
        const state = stateAfter(model, answers);
        const last = answers.at(-1)?.at ?? 0;
        const soon = model.predict(state, last + wait, model.defaults);
        expect(model.predict(state, last + wait + longer, model.defaults)).toBeLessThanOrEqual(soon);
      }),
    );
  });

  it.each([
    ['a state that is no state', (): unknown => model.update({}, anAnswer, model.defaults)],
    ['an observation that is none', (): unknown => model.update(model.initial(model.defaults), {} as Observation, model.defaults)],
    ['parameters that are none', (): unknown => model.initial({})],
    ['an instant that is none', (): unknown => model.predict(model.initial(model.defaults), Number.NaN, model.defaults)],
  ])('refuses %s, and says where', (_what, call) => {
    expect(call).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        where: expect.stringMatching(new RegExp(`^(${model.name}|${NAMED_IN_ERRORS[model.name] ?? model.name})\\.`)),
      }),
    );
  });
});

const schedulers = rows.flatMap((row) => (row.kind === 'scheduler' ? [[row.name, row.model] as const] : []));

describe.each(schedulers)('%s keeps the laws of schedulers', (_, model) => {
  it('has no interval before the first review, and one of 0 to 36,500 days after any', () => {
    expect(model.intervalDays(model.initial(model.defaults), model.defaults)).toBe(0);
    fc.assert(
      fc.property(history, (answers) => {
        const days = model.intervalDays(stateAfter(model, answers), model.defaults);
        expect(days).toBeGreaterThanOrEqual(0);
        expect(days).toBeLessThanOrEqual(36_500);
      }),
    );
  });

  it('never waits longer after a failure than after a success', () => {
    fc.assert(
      fc.property(history, observation, (answers, next) => {
        const state = stateAfter(model, answers);
        const failed = model.update(state, { ...next, rating: 1, grade: 1 }, model.defaults);
        const passed = model.update(state, { ...next, rating: 3, grade: 4 }, model.defaults);
        expect(model.intervalDays(failed, model.defaults)).toBeLessThanOrEqual(model.intervalDays(passed, model.defaults));
      }),
    );
  });

  it('never waits less after a better grade, whatever came before', () => {
    fc.assert(
      fc.property(history, observation, (answers, next) => {
        const state = stateAfter(model, answers);
        const daysAfter = (rating: Rating, grade: Grade) =>
          model.intervalDays(model.update(state, { ...next, rating, grade }, model.defaults), model.defaults);
        const days = [daysAfter(1, 1), daysAfter(2, 3), daysAfter(3, 4), daysAfter(4, 5)];
        expect([...days].sort((a, b) => a - b)).toEqual(days);
      }),
    );
  });

  it('loses recall as time goes by: less after years than on the day', () => {
    fc.assert(
      fc.property(history, observation, (answers, last) => {
        const at = Math.max(last.at, ...answers.map((answer) => answer.at));
        const state = model.update(stateAfter(model, answers), { ...last, at }, model.defaults);
        expect(model.predict(state, at + 36_500 * DAY_MS, model.defaults)).toBeLessThan(model.predict(state, at, model.defaults));
      }),
    );
  });

  it('sees failures as failures in any order: a history with one more of them never has a longer last interval', () => {
    fc.assert(
      fc.property(history, observation, (answers, last) => {
        const passed = stateAfter(model, [...answers, { ...last, rating: 3, grade: 4 }]);
        const failed = stateAfter(model, [...answers, { ...last, rating: 1, grade: 1 }]);
        const next = { ...anAnswer, at: last.at + 4e12 };
        const nextInterval = (state: JsonObject) => model.intervalDays(model.update(state, next, model.defaults), model.defaults);
        expect(nextInterval(failed)).toBeLessThanOrEqual(nextInterval(passed));
      }),
    );
  });

  it('is due an interval nextInterval an answer, at the latest', () => {
    fc.assert(
      fc.property(history, observation, (answers, last) => {
        const state = model.update(stateAfter(model, answers), last, model.defaults);
        const days = model.intervalDays(state, model.defaults);
        expect(model.dueAt(state, model.defaults)).toBeLessThanOrEqual(
          Math.max(last.at, ...answers.map((answer) => answer.at)) + days * 86_400_000,
        );
      }),
    );
  });
});

const knowledgeModels = rows.flatMap((row) => (row.kind === 'knowledge' ? [[row.name, row.model] as const] : []));

describe.each(knowledgeModels)('%s keeps the laws of knowledge models', (_, model) => {
  it('gives mastery and confidence as shares, and knows nothing for sure before the first answer', () => {
    expect(model.confidence(model.initial(model.defaults), model.defaults)).toBe(0);
    fc.assert(
      fc.property(history, (answers) => {
        const state = stateAfter(model, answers);
        for (const share of [model.mastery(state, model.defaults), model.confidence(state, model.defaults)]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('never thinks more of a learner for a wrong answer than for a right one', () => {
    fc.assert(
      fc.property(history, observation, (answers, next) => {
        const state = stateAfter(model, answers);
        const right = model.update(state, { ...next, correct: true }, model.defaults);
        const wrong = model.update(state, { ...next, correct: false }, model.defaults);
        expect(model.mastery(wrong, model.defaults)).toBeLessThanOrEqual(model.mastery(right, model.defaults));
      }),
    );
  });

  it('thinks more of a learner after a right answer, as its parameters can tell one who knows from one who guesses', () => {
    fc.assert(
      fc.property(history, observation, (answers, next) => {
        const state = stateAfter(model, answers);
        const before = model.mastery(state, model.defaults);
        const after = model.mastery(model.update(state, { ...next, correct: true }, model.defaults), model.defaults);
        expect(after).toBeGreaterThanOrEqual(before);
        if (before < 0.9) expect(after).toBeGreaterThan(before);
      }),
    );
  });

  it('is surer of a learner who gave the same answers with a right one in the place of a wrong one', () => {
    fc.assert(
      fc.property(history, fc.nat(), (answers, pick) => {
        fc.pre(answers.length > 0);
        const place = pick % answers.length;
        const better = answers.map((answer, index) => (index === place ? { ...answer, correct: true } : answer));
        const worse = answers.map((answer, index) => (index === place ? { ...answer, correct: false } : answer));
        expect(model.mastery(stateAfter(model, better), model.defaults)).toBeGreaterThanOrEqual(
          model.mastery(stateAfter(model, worse), model.defaults),
        );
      }),
    );
  });

  it('is convinced by fifty right answers in a row', () => {
    const answers = Array.from({ length: 50 }, () => anAnswer);
    expect(model.mastery(stateAfter(model, answers), model.defaults)).toBeGreaterThan(0.95);
  });
});

const predictors = rows.flatMap((row) => (row.kind === 'predictor' ? [[row.name, row.model] as const] : []));

const share = fc.double({ min: 0, max: 1, noNaN: true });
const asked = fc
  .record(
    {
      concept: fc.constantFrom('slope', 'zeros'),
      at: fc.integer({ min: 0, max: 4e12 }),
      difficulty: share,
      item: fc.constantFrom('q-1', '__proto__', 'a.b'),
      itemDifficulty: share,
      elapsedDays: fc.option(fc.double({ min: 0, max: 900, noNaN: true })),
      opinions: fc.record(
        { knowledge: share, session: share, retention: share, concept: share, memory: share },
        { requiredKeys: ['knowledge', 'session'] },
      ),
      rating: fc.constantFrom<Rating>(1, 2, 3, 4),
    },
    { requiredKeys: ['concept', 'at', 'difficulty', 'elapsedDays', 'opinions', 'rating'] },
  )
  .map(({ rating, ...moment }) => ({
    moment: { ...moment, day: Math.floor(moment.at / DAY_MS) } as AnswerMoment,
    observation: { correct: rating > 1, rating },
  }));
const asking = fc.array(asked, { maxLength: 30 }).map((answers) => [...answers].sort((a, b) => a.moment.at - b.moment.at));

describe.each(predictors)('%s keeps the laws of predictors', (name, model) => {
  const initial = (): PredictorStates =>
    deepFreeze({ learner: model.initialLearner(model.defaults), concept: model.initialConcept(model.defaults) });
  const learntFrom = (answers: readonly (typeof asked extends fc.Arbitrary<infer T> ? T : never)[]) =>
    answers.reduce(
      (states, { moment, observation: seen }) =>
        deepFreeze(structuredClone(model.update(states, deepFreeze(moment), seen, model.defaults))),
      initial(),
    );

  it('is named in its row, and cannot be changed by a caller', () => {
    expect(model.name).toBe(name);
    expect(Object.isFrozen(model) && Object.isFrozen(model.defaults)).toBe(true);
  });

  it('predicts a probability, changes none of its arguments, and gives the same to the bit again', () => {
    fc.assert(
      fc.property(asking, asked, (answers, next) => {
        const states = learntFrom(answers);
        const predicted = model.predict(states, next.moment, model.defaults);
        expect(predicted).toBeGreaterThan(0);
        expect(predicted).toBeLessThan(1);
        expect(model.predict(states, next.moment, model.defaults)).toBe(predicted);
        const once = model.update(states, next.moment, next.observation, model.defaults);
        expect(model.update(states, next.moment, next.observation, model.defaults)).toStrictEqual(once);
      }),
    );
  });

  it('keeps states that JSON carries unchanged, of at most 4 KB each', () => {
    fc.assert(
      fc.property(asking, (answers) => {
        const states = learntFrom(answers);
        const carried = JSON.stringify(states);
        expect(JSON.parse(carried)).toStrictEqual(states);
        for (const state of Object.values(states)) expect(JSON.stringify(state).length).toBeLessThanOrEqual(4_096);
      }),
    );
  });
});

const anAnswer: Observation = Object.freeze({ at: 0, rating: 3, grade: 4, correct: true });

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
