import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulatedPractice } from '../../bench/evaluate/simulated-practice.js';
import {
  LOGISTIC_GROUPS,
  type LogisticAnswer,
  type LogisticItemWeights,
  type LogisticSkillWeights,
  type LogisticUpdated,
  logisticConfidence,
  logisticDefaults,
  logisticExplain,
  logisticInitialLearner,
  logisticInitialSkill,
  logisticLearn,
  logisticMastery,
  logisticPredict,
  logisticUpdate,
} from '../../src/algorithms/index.js';

const DAY_MS = 86_400_000;
const FRESH_ITEM: LogisticItemWeights = { answers: 0, right: 0, weight: 0, square: 0 };

interface Given {
  readonly skillId: string;
  readonly correct: boolean;
  readonly at?: number | undefined;
}
const given = fc.record({
  skillId: fc.constantFrom('a', 'b', 'c'),
  correct: fc.boolean(),
  at: fc.option(fc.integer({ min: 0, max: 4e12 }), { nil: undefined }),
});
const history = fc.array(given, { maxLength: 30 });

/** Everything that is stored, after some answers. */
function stored(answers: readonly Given[], step: (answer: LogisticAnswer) => LogisticUpdated = logisticUpdate) {
  let learner = logisticInitialLearner();
  const skills = new Map<string, LogisticUpdated['skill']>();
  const predicted: number[] = [];
  for (const answer of answers) {
    const updated = step({ ...answer, learner, skill: skills.get(answer.skillId) ?? logisticInitialSkill() });
    learner = updated.learner;
    skills.set(answer.skillId, updated.skill);
    predicted.push(updated.predicted);
  }
  return { learner, skillOf: (id: string) => skills.get(id) ?? logisticInitialSkill(), predicted };
}
const outcomes = (text: string, skillId = 'a'): Given[] => [...text].map((each) => ({ skillId, correct: each === '1' }));

describe('the states of logistic tracing', () => {
  it('count answers, decay rates and remember the last five outcomes', () => {
    const { learner, skillOf } = stored([...outcomes('1101'), ...outcomes('00', 'b'), ...outcomes('1')]);
    expect(learner).toMatchObject({ answers: 7, right: 4, last_outcomes: 0b01001, streak: 1, runs: 3, run_length: 1, last_skill: 'a' });
    expect(learner).toMatchObject({ first_tries: 2, first_right: 1, last_at: null });
    expect(learner.first_rate).toBeCloseTo((0.7 * 0.8 + 0.2) * 0.8, 12);
    expect(skillOf('a')).toMatchObject({ answers: 5, right: 4, last_outcomes: 0b11011, streak: 2, last_run: 3, windows: null });
    expect(skillOf('b')).toMatchObject({ answers: 2, right: 0, last_outcomes: 0, streak: -2, last_run: 2 });
    expect(skillOf('b').rates[0]).toBeCloseTo(0.7 * 0.4 ** 2, 12);
    expect(learner.rates[0]).toBeCloseTo(
      [1, 1, 0, 1, 0, 0, 1].reduce((rate, hit) => 0.5 * rate + 0.5 * hit, 0.7),
      12,
    );
  });

  it('move the abilities by what surprises, less with each answer', () => {
    const easiness = Math.log(0.7 / 0.3);
    const first = stored(outcomes('1'));
    expect(first.learner.ability).toBeCloseTo(0.4 * 0.3, 12);
    expect(first.skillOf('a').ability).toBeCloseTo(0.48 * 0.3, 12);
    const second = stored(outcomes('10'));
    const expected = 1 / (1 + Math.exp(-(easiness + 0.12 + 0.144)));
    expect(second.learner.ability).toBeCloseTo(0.12 - (0.4 / 1.1) * expected, 12);
    expect(second.skillOf('a').ability).toBeCloseTo(0.144 - (0.48 / 1.2) * expected, 12);
  });

  it('let counts fade with an hour, a day, a week and a month', () => {
    const { skillOf } = stored([
      { skillId: 'a', correct: true, at: 0 },
      { skillId: 'a', correct: false, at: DAY_MS },
    ]);
    const kept = [24, 1, 1 / 7, 1 / 30].map((times) => Math.exp(-times));
    expect(skillOf('a').windows).toEqual([...kept, 1, 1, 1, 1].map((each) => expect.closeTo(each, 12)));
  });

  it('count an answer from before the last one as given with it', () => {
    const late = (at: number) =>
      stored([
        { skillId: 'a', correct: true, at: DAY_MS },
        { skillId: 'a', correct: true, at },
      ]);
    expect(late(0).skillOf('a')).toEqual(late(DAY_MS).skillOf('a'));
    expect(late(0).learner).toEqual(late(DAY_MS).learner);
  });

  it('are carried unchanged by JSON, and neither they nor anything given is changed', () => {
    fc.assert(
      fc.property(history, given, (answers, next) => {
        const { learner, skillOf } = stored(answers);
        const answer = { ...next, learner, skill: skillOf(next.skillId) };
        const before = JSON.stringify(answer);
        const once = logisticUpdate(answer);
        expect(JSON.stringify(answer)).toBe(before);
        expect(logisticUpdate(JSON.parse(before) as LogisticAnswer)).toStrictEqual(once);
        expect(JSON.parse(JSON.stringify(once))).toStrictEqual(once);
      }),
    );
  });
});

describe('a prediction of logistic tracing', () => {
  it('is a probability, the one that the update says it made, and the same to the bit again', () => {
    fc.assert(
      fc.property(history, given, (answers, next) => {
        const { learner, skillOf } = stored(answers);
        const question = { ...next, learner, skill: skillOf(next.skillId) };
        const predicted = logisticPredict(question);
        expect(predicted).toBeGreaterThan(0);
        expect(predicted).toBeLessThan(1);
        expect(logisticUpdate(question).predicted).toBe(predicted);
        expect(logisticLearn(question).predicted).toBe(predicted);
        expect(logisticExplain(question).probability).toBe(predicted);
      }),
    );
  });

  it('is explained by contributions that sum to its logit', () => {
    const skillWeights: LogisticSkillWeights = {
      answers: 50,
      right: 30,
      weights: Array.from({ length: 38 }, (_, i) => Math.sin(i)),
      squares: Array.from({ length: 38 }, () => 1),
    };
    fc.assert(
      fc.property(history, given, (answers, next) => {
        const { learner, skillOf } = stored(answers);
        const itemWeights = { ...FRESH_ITEM, weight: -0.75 };
        const question = { ...next, learner, skill: skillOf(next.skillId), skillWeights, itemWeights };
        const { logit, contributions, probability } = logisticExplain(question);
        expect(Object.keys(contributions)).toEqual([...LOGISTIC_GROUPS]);
        expect(Object.values(contributions).reduce((sum, each) => sum + each, 0)).toBeCloseTo(logit, 9);
        expect(probability).toBeCloseTo(1 / (1 + Math.exp(-logit)), 9);
        expect(contributions.item).toBe(-0.75);
      }),
    );
  });

  it('rises with right answers and falls with wrong ones, by the default weights', () => {
    const chance = (text: string): number => {
      const { learner, skillOf } = stored(outcomes(text));
      return logisticPredict({ learner, skill: skillOf('a'), skillId: 'a' });
    };
    expect(chance('11111')).toBeGreaterThan(chance('111') + 0.01);
    expect(chance('111')).toBeGreaterThan(chance('') + 0.03);
    expect(chance('000')).toBeLessThan(chance('') - 0.05);
    expect(chance('00011')).toBeGreaterThan(chance('11000') + 0.01);
    expect(chance('1'.repeat(50))).toBeGreaterThan(0.8);
    expect(chance('0'.repeat(50))).toBeLessThan(0.5);
  });

  it('falls with the days since the skill was practised, by the default weights', () => {
    const { learner, skillOf } = stored(outcomes('1111').map((answer, i) => ({ ...answer, at: i * 60_000 })));
    const after = (days: number): number => logisticPredict({ learner, skill: skillOf('a'), skillId: 'a', at: days * DAY_MS });
    const days = [0.01, 1, 7, 30, 90].map(after);
    for (const [i, chance] of days.entries()) if (i > 0) expect(chance).toBeLessThan(days[i - 1] as number);
  });

  it('does not depend on when the answers were where it is asked without a time', () => {
    const answers = outcomes('110110');
    const timed = stored(answers.map((answer, i) => ({ ...answer, at: i * DAY_MS })));
    const untimed = stored(answers);
    const ask = ({ learner, skillOf }: typeof timed) => logisticPredict({ learner, skill: skillOf('a'), skillId: 'a' });
    expect(ask(timed)).toBe(ask(untimed));
  });

  it('never looks at the outcome', () => {
    const { learner, skillOf } = stored(outcomes('101'));
    const of = (correct: boolean) => logisticLearn({ learner, skill: skillOf('a'), skillId: 'a', correct }).predicted;
    expect(of(true)).toBe(of(false));
  });

  it('is mastery where the item is left out; confidence grows with answers on the skill', () => {
    const { learner, skillOf } = stored(outcomes('1101'));
    const question = { learner, skill: skillOf('a'), skillId: 'a' };
    const itemWeights = { ...FRESH_ITEM, weight: 2 };
    expect(logisticMastery({ ...question, itemWeights })).toBe(logisticPredict(question));
    expect(logisticPredict({ ...question, itemWeights })).toBeGreaterThan(logisticPredict(question));
    expect(logisticConfidence(skillOf('b'))).toBe(0);
    expect(logisticConfidence(skillOf('a'))).toBeCloseTo(4 / 9, 12);
  });

  it('stays within one in a million whatever the weights', () => {
    const weights = logisticDefaults.weights.map(() => 30);
    const question = { learner: logisticInitialLearner(), skill: logisticInitialSkill(), skillId: 'a' };
    const population = { ...logisticDefaults, weights };
    expect(logisticPredict({ ...question, population })).toBeCloseTo(1 - 1e-6, 9);
    const negative = { ...logisticDefaults, weights: weights.map((weight) => -weight) };
    expect(logisticPredict({ ...question, population: negative })).toBeCloseTo(1e-6, 9);
  });
});

describe('the factor', () => {
  const of = (gain: number, load: number) => ({
    gains: Array.from({ length: 8 }, () => gain),
    loads: Array.from({ length: 8 }, () => load),
  });
  const weights = { answers: 0, right: 0, weights: Array.from({ length: 38 }, () => 0), squares: Array.from({ length: 38 }, () => 0) };
  const ask = { learner: logisticInitialLearner(), skill: logisticInitialSkill(), skillId: 'a' };

  it('keeps what surprised, each number fading in its own time, and adds it to the logit', () => {
    const skillWeights = { ...weights, factor: of(0.5, 0.1) };
    const itemWeights = { ...FRESH_ITEM, factor: of(0.25, 0.2) };
    const first = logisticUpdate({ ...ask, skillWeights, itemWeights, correct: false });
    const moved = -0.75 * first.predicted;
    expect(first.learner.factor).toEqual(Array.from({ length: 8 }, () => expect.closeTo(moved, 12)));
    const next = { ...ask, ...first };
    const { contributions } = logisticExplain({ ...next, skillWeights, itemWeights });
    expect(contributions.factor).toBeCloseTo(8 * moved * 0.3, 12);
    expect(logisticPredict({ ...next, skillWeights })).toBeLessThan(logisticPredict({ ...next, skillWeights: weights }));
    const faded = logisticUpdate({ ...next, skillWeights: weights, correct: true }).learner.factor;
    expect(faded).toEqual([0.7, 0.7, 0.9, 0.9, 0.98, 0.98, 1, 1].map((kept) => expect.closeTo(kept * moved, 12)));
  });

  it('stays within 20 however often an answer surprises', () => {
    let { learner } = ask;
    for (let i = 0; i < 50; i += 1)
      ({ learner } = logisticUpdate({ ...ask, learner, skillWeights: { ...weights, factor: of(30, 0) }, correct: false }));
    expect(Math.min(...learner.factor)).toBe(-20);
  });

  it.each<[string, object]>([
    ['learner.factor', { learner: { ...ask.learner, factor: [0] } }],
    ['learner.factor', { learner: { ...ask.learner, factor: ask.learner.factor.with(7, Number.NaN) } }],
    ['skillWeights.factor.gains', { skillWeights: { ...weights, factor: { ...of(0, 0), gains: [1] } } }],
    ['itemWeights.factor.loads', { itemWeights: { ...FRESH_ITEM, factor: of(0, 31) } }],
  ])('is refused where %s is wrong', (where, wrong) => {
    expect(() => logisticPredict({ ...ask, ...wrong })).toThrow(
      expect.objectContaining({ code: 'invalid_input', where: expect.stringContaining(where) as string }),
    );
  });
});

describe('learning the weights', () => {
  it('moves what took part towards the outcome, by how uncertain each weight is, and nothing else', () => {
    const question = { learner: logisticInitialLearner(), skill: logisticInitialSkill(), skillId: 'a', itemWeights: FRESH_ITEM };
    const { predicted, population, skillWeights, itemWeights } = logisticLearn({ ...question, correct: true });
    const doubt = predicted * (1 - predicted);
    const moved = population.weights.map((weight, i) => weight - (logisticDefaults.weights[i] as number));
    // The constant, that the skill is new, and two streaks of none; of the skill three, and the item.
    expect(moved.filter((by) => by !== 0)).toHaveLength(4);
    const push = (1 - predicted) / (1 + doubt * (4 / 10 + 3 / 8 + 1 / 1.2));
    expect(moved[0]).toBeCloseTo(push / 10, 12);
    expect(skillWeights).toMatchObject({ answers: 1, right: 1 });
    expect(skillWeights.weights[0]).toBeCloseTo(push / 8, 12);
    expect(skillWeights.squares[0]).toBeCloseTo(doubt, 12);
    expect(skillWeights.weights.filter((weight) => weight !== 0)).toHaveLength(3);
    expect(itemWeights).toEqual({ answers: 1, right: 1, weight: expect.closeTo(push / 1.2, 12), square: expect.closeTo(doubt, 12) });
  });

  it('moves a weight the less the more is known of it, and never quite stops', () => {
    const step = (square: number): number => {
      const question = { learner: logisticInitialLearner(), skill: logisticInitialSkill(), skillId: 'a' };
      return logisticLearn({ ...question, itemWeights: { ...FRESH_ITEM, square }, correct: true }).itemWeights?.weight as number;
    };
    expect(step(1)).toBeLessThan(step(0));
    expect(step(50)).toBeLessThan(step(1) / 10);
    expect(step(1e9)).toBe(step(300));
    expect(step(1e9)).toBeGreaterThan(1e-4);
  });

  it('leaves unknown items unknown, and everything given as it was', () => {
    fc.assert(
      fc.property(history, given, (answers, next) => {
        const { learner, skillOf } = stored(answers);
        const answer = { ...next, learner, skill: skillOf(next.skillId), population: { ...logisticDefaults } };
        const before = JSON.stringify(answer);
        const learned = logisticLearn(answer);
        expect(learned.itemWeights).toBeNull();
        expect(JSON.stringify(answer)).toBe(before);
        expect(JSON.parse(JSON.stringify(learned))).toStrictEqual(learned);
        const { skillWeights, population } = learned;
        expect(logisticLearn({ ...answer, skillWeights, population })).toStrictEqual(
          logisticLearn({
            ...answer,
            ...(JSON.parse(JSON.stringify({ skillWeights, population })) as typeof learned),
            learner,
            skill: answer.skill,
          }),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('finds how hard skills and items are from answers alone', () => {
    const log = simulatedPractice({ seed: 5, learners: 250, skills: 6, runs: 10 });
    let population = logisticDefaults;
    const skills = new Map<number, LogisticSkillWeights>();
    const items = new Map<number, LogisticItemWeights>();
    for (const [row, right] of log.correct.entries()) {
      const [skill, item] = [log.skill[row] as number, log.item[row] as number];
      const learned = logisticLearn({
        learner: logisticInitialLearner(),
        skill: logisticInitialSkill(),
        skillId: String(skill),
        population,
        skillWeights: skills.get(skill),
        itemWeights: items.get(item) ?? FRESH_ITEM,
        correct: right === 1,
      });
      ({ population } = learned);
      skills.set(skill, learned.skillWeights);
      if (learned.itemWeights !== null) items.set(item, learned.itemWeights);
    }
    const often = [...items.values()].filter(({ answers }) => answers > 40);
    const [easy, hard] = [(share: number) => share > 0.75, (share: number) => share < 0.45].map((of) =>
      often.filter(({ answers, right }) => of(right / answers)).map(({ weight }) => weight),
    ) as [number[], number[]];
    expect(easy.length).toBeGreaterThan(5);
    expect(hard.length).toBeGreaterThan(5);
    expect(Math.min(...easy)).toBeGreaterThan(Math.max(...hard));
  });
});
