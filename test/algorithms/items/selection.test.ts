import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AdaptiveTestOptions,
  type AdaptiveTestState,
  adaptiveTest,
  adaptiveTestDefaults,
  type BankItem,
  buildItemBank,
  estimateAbility,
  exposureParameters,
  type ItemBank,
  itemInformation,
  itemProbability,
  type NextItem,
  nextItem,
  type StopRule,
  stopReason,
  type TestProgress,
} from '../../../src/algorithms/index.js';
import { anItem, normalNumber, seeded } from './arbitraries.js';

const never = (): number => {
  throw new Error('Nothing was to be drawn');
};

function bankOf(count: number, seed = 1, areas: readonly string[] = []): ItemBank {
  const random = seeded(seed);
  return buildItemBank(
    Array.from({ length: count }, (_, index) => {
      const item = { id: `q${index}`, discrimination: 0.7 + 1.3 * random(), difficulty: normalNumber(random), guessing: 0.1 };
      return areas.length === 0 ? item : { ...item, area: areas[index % areas.length]! };
    }),
  );
}

interface Run {
  readonly state: AdaptiveTestState;
  readonly asked: readonly string[];
  readonly steps: readonly NextItem[];
  readonly stopped: string | null;
}

/** A whole test of a learner of that ability; every state goes through JSON, as if it were stored. */
function run(bank: ItemBank, theta: number, rules: AdaptiveTestOptions, seed: number): Run {
  const random = seeded(seed);
  const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
  let state = stored(adaptiveTest.start(rules));
  const steps: NextItem[] = [];
  for (;;) {
    const next = nextItem(bank, state, rules, random);
    steps.push(next);
    expect(stored(next.state)).toStrictEqual(next.state);
    if (next.item === null) {
      return { state: next.state, asked: next.state.answers.map(({ item }) => item), steps, stopped: next.stopped };
    }
    const correct = random() < itemProbability(next.item, theta);
    state = stored(adaptiveTest.answer(bank, next.state, { item: next.item.id, correct, response_time_seconds: 30 }, rules));
  }
}

const answeredRule = (count: number): StopRule => ({ rule: 'answered', count });

describe('the most informative item', () => {
  it('comes next, whatever the bank and the ability', () => {
    fc.assert(
      fc.property(fc.array(anItem, { minLength: 1, maxLength: 30 }), fc.double({ min: -3, max: 3, noNaN: true }), (items, theta) => {
        const bank = buildItemBank(items.map((item, index) => ({ id: String(index), ...item })));
        const next = nextItem(bank, { ...adaptiveTest.start(), theta }, {}, never);
        const most = Math.max(...items.map((item) => itemInformation(item, theta)));
        expect(next.information).toBeCloseTo(most, 12);
        expect(itemInformation(next.item!, theta)).toBeCloseTo(most, 12);
        expect(next.probability).toBeCloseTo(itemProbability(next.item!, theta), 12);
        expect(next.reasons).toEqual(['most_informative']);
      }),
    );
  });

  it('is the first in the bank among equals, and is never asked twice', () => {
    const same = { discrimination: 1, difficulty: 0, guessing: 0 };
    const bank = buildItemBank(['a', 'b', 'c'].map((id) => ({ id, ...same })));
    const { asked, stopped } = run(bank, 0, { stop: [] }, 3);
    expect(asked).toEqual(['a', 'b', 'c']);
    expect(stopped).toBe('bank_exhausted');
  });

  it('is found by the metric of the rules', () => {
    const items = [
      { id: 'steep', discrimination: 2, difficulty: 1, guessing: 0 },
      { id: 'near', discrimination: 1, difficulty: 0.2, guessing: 0 },
    ];
    const first = (metric: 'logistic' | 'normal'): string | undefined =>
      nextItem(buildItemBank(items), adaptiveTest.start(), { ability: { metric } }, never).item?.id;
    expect(itemInformation(items[0]!, 0)).toBeGreaterThan(itemInformation(items[1]!, 0));
    expect(itemInformation(items[0]!, 0, 'normal')).toBeLessThan(itemInformation(items[1]!, 0, 'normal'));
    expect([first('logistic'), first('normal')]).toEqual(['steep', 'near']);
  });
});

describe('an item that was given out', () => {
  it('comes again until it is answered', () => {
    const bank = bankOf(20);
    const given = nextItem(bank, adaptiveTest.start(), { randomesque: 10 }, seeded(5));
    const again = nextItem(bank, given.state, { randomesque: 10 }, never);
    expect(again.item).toEqual(given.item);
    expect(again.reasons).toEqual(['pending']);
    const answer = { item: given.item!.id, correct: true, response_time_seconds: 4 };
    expect(adaptiveTest.answer(bank, again.state, answer).pending).toBeNull();
  });
});

describe('randomesque selection', () => {
  it('draws evenly among the most informative', () => {
    const bank = bankOf(40);
    const theta = adaptiveTest.start().theta;
    const ranked = [...bank.items].sort((a, b) => itemInformation(b, theta) - itemInformation(a, theta)).map(({ id }) => id);
    const drawn = [0, 0.21, 0.41, 0.61, 0.81, 0.999].map((number) =>
      nextItem(bank, adaptiveTest.start(), { randomesque: 5 }, () => number),
    );
    expect(drawn.map(({ item }) => item!.id)).toEqual([0, 1, 2, 3, 4, 4].map((rank) => ranked[rank]));
    expect(drawn.map(({ reasons }) => reasons[0])).toEqual(['most_informative', ...Array(5).fill('one_of_the_most_informative')]);
  });

  it('is the same again from the same numbers', () => {
    const rules = { randomesque: 4, stop: [answeredRule(12)] };
    expect(run(bankOf(60), 0.5, rules, 9)).toEqual(run(bankOf(60), 0.5, rules, 9));
    expect(run(bankOf(60), 0.5, rules, 9).asked).not.toEqual(run(bankOf(60), 0.5, rules, 10).asked);
  });

  it('refuses numbers that are none', () => {
    for (const number of [1, -0.1, Number.NaN]) {
      expect(() => nextItem(bankOf(9), adaptiveTest.start(), { randomesque: 2 }, () => number)).toThrow(
        expect.objectContaining({ where: 'nextItem.random' }),
      );
    }
  });
});

describe('a blueprint', () => {
  it('is kept to within one question of each area, at every length', () => {
    const areas = { cardiology: 0.5, neurology: 0.3, ethics: 0.2 };
    const bank = bankOf(90, 4, ['ethics', 'cardiology', 'neurology', 'history']);
    const { steps, asked } = run(bank, -0.5, { areas, stop: [answeredRule(30)] }, 2);
    const areaOf = (id: string): string => bank.items[bank.places.get(id)!]!.area!;
    for (let length = 1; length <= 30; length += 1) {
      for (const [area, share] of Object.entries(areas)) {
        const count = asked.slice(0, length).filter((id) => areaOf(id) === area).length;
        expect(Math.abs(count - share * length)).toBeLessThan(1);
      }
    }
    for (const { reasons } of steps.slice(0, -1)) expect(reasons).toEqual(['area_behind', 'most_informative']);
    expect(adaptiveTest.result(bank, steps.at(-1)!.state, {}).areas.map(({ area, answered }) => [area, answered])).toEqual([
      ['cardiology', 15],
      ['neurology', 9],
      ['ethics', 6],
    ]);
  });

  it('begins with the largest area, wherever it is named', () => {
    const bank = bankOf(9, 4, ['ethics', 'cardiology', 'neurology']);
    const next = nextItem(bank, adaptiveTest.start(), { areas: { ethics: 2, cardiology: 1, neurology: 3 } }, never);
    expect(next.item!.area).toBe('neurology');
  });

  it('asks nothing outside its areas, and goes on with the others when one has no items left', () => {
    const items = [{ id: 'a1', area: 'a' }, { id: 'b1', area: 'b' }, { id: 'b2', area: 'b' }, { id: 'c1', area: 'c' }, { id: 'none' }].map(
      (item) => ({ ...item, discrimination: 1, difficulty: 0, guessing: 0 }),
    );
    const { asked, stopped } = run(buildItemBank(items), 0, { areas: { a: 3, b: 1, c: 0 }, stop: [] }, 1);
    expect(asked).toEqual(['a1', 'b1', 'b2']);
    expect(stopped).toBe('bank_exhausted');
  });
});

describe('exposure control', () => {
  it('lets an item rest that was shown in too many tests, and says that others rest', () => {
    const bank = bankOf(30);
    const free = nextItem(bank, adaptiveTest.start(), {}, never).item!.id;
    const exposure = { control: 'max_rate', max_rate: 0.2, tests: 100, shown: { [free]: 20 } } as const;
    const next = nextItem(bank, adaptiveTest.start(), { exposure }, never);
    expect(next.item!.id).not.toBe(free);
    expect(next.reasons).toEqual(['others_rest', 'most_informative']);
    const below = { ...exposure, shown: { [free]: 19 } };
    expect(nextItem(bank, adaptiveTest.start(), { exposure: below }, never).item!.id).toBe(free);
  });

  it('is lifted rather than ending a test that its rules do not end', () => {
    const bank = bankOf(2);
    const exposure = { control: 'max_rate', max_rate: 0.1, tests: 10, shown: { q0: 9, q1: 9 } } as const;
    expect(nextItem(bank, adaptiveTest.start(), { exposure }, never).reasons).toEqual(['exposure_lifted', 'most_informative']);
  });

  it('of Sympson and Hetter shows a chosen item with its probability, and sets it aside for the test else', () => {
    const bank = bankOf(30);
    const free = nextItem(bank, adaptiveTest.start(), {}, never).item!.id;
    const exposure = { control: 'sympson_hetter', probabilities: { [free]: 0.3 } } as const;
    expect(nextItem(bank, adaptiveTest.start(), { exposure }, () => 0.29).item!.id).toBe(free);
    const passed = nextItem(bank, adaptiveTest.start(), { exposure }, () => 0.3);
    expect(passed.item!.id).not.toBe(free);
    expect(passed.state.set_aside).toEqual([free]);
    expect(passed.reasons).toEqual(['others_rest', 'most_informative']);
    const { asked } = run(bank, 0, { exposure: { control: 'sympson_hetter', probabilities: { [free]: 0 } }, stop: [answeredRule(29)] }, 3);
    expect(asked).not.toContain(free);
  });

  it('of Sympson and Hetter, simulated in rounds, keeps every item near the largest rate', () => {
    const bank = bankOf(60, 7);
    const [tests, max_rate] = [150, 0.3];
    let probabilities: Readonly<Record<string, number>> = {};
    let [first, last] = [0, 0];
    for (let round = 0; round < 5; round += 1) {
      const random = seeded(round);
      const chosen: Record<string, number> = {};
      const shown: Record<string, number> = {};
      for (let test = 0; test < tests; test += 1) {
        const rules: AdaptiveTestOptions = { stop: [answeredRule(8)], exposure: { control: 'sympson_hetter', probabilities } };
        const { state } = run(bank, normalNumber(random), rules, 1000 * round + test);
        for (const { item } of state.answers) shown[item] = (shown[item] ?? 0) + 1;
        for (const id of new Set([...state.set_aside, ...state.answers.map(({ item }) => item)])) chosen[id] = (chosen[id] ?? 0) + 1;
      }
      last = Math.max(...Object.values(shown)) / tests;
      if (round === 0) first = last;
      probabilities = exposureParameters(chosen, tests, max_rate);
    }
    expect(first).toBe(1);
    expect(last).toBeLessThan(0.45);
  });

  it('passes over ids that every object seems to have', () => {
    const items = ['constructor', 'toString'].map((id) => ({ id, discrimination: 1, difficulty: 0, guessing: 0, area: 'valueOf' }));
    const bank = buildItemBank(items);
    for (const exposure of [
      { control: 'sympson_hetter', probabilities: {} },
      { control: 'max_rate', max_rate: 0.1, tests: 10, shown: {} },
    ] as const) {
      expect(nextItem(bank, adaptiveTest.start(), { exposure }, never).item!.id).toBe('constructor');
    }
    expect(nextItem(bank, adaptiveTest.start(), { areas: { other: 1 } }, never).stopped).toBe('bank_exhausted');
  });
});

describe('stop rules', () => {
  const progress: TestProgress = {
    theta: 0.5,
    standardError: 0.25,
    answered: 10,
    right: 6,
    seconds: 300,
    remaining: 40,
    mostInformation: 0.6,
  };
  const holds = (rule: StopRule, change: Partial<TestProgress> = {}): boolean => stopReason([rule], { ...progress, ...change }) !== null;

  it.each<[StopRule, Partial<TestProgress>]>([
    [{ rule: 'standard_error_below', value: 0.3 }, { standardError: 0.3 }],
    [{ rule: 'standard_error_below', value: 0.3 }, { standardError: null }],
    [{ rule: 'answered', count: 10 }, { answered: 9 }],
    [{ rule: 'time_spent', seconds: 300 }, { seconds: 299 }],
    [{ rule: 'information_below', value: 0.7 }, { mostInformation: 0.7 }],
    // Φ(1.96) = 0.975: the cut is two standard errors away, or one.
    [{ rule: 'decided', cut: 0, confidence: 0.975 }, { theta: 0.48 }],
    [{ rule: 'decided', cut: 1, confidence: 0.975 }, { standardError: 0.26 }],
    [{ rule: 'decided', cut: 0, confidence: 0.975 }, { answered: 0 }],
    [{ rule: 'custom', name: 'mine', when: ({ right }) => right === 6 }, { right: 5 }],
    [{ rule: 'all_of', rules: [answeredRule(10), { rule: 'time_spent', seconds: 100 }] }, { seconds: 99 }],
    [{ rule: 'any_of', rules: [answeredRule(10), { rule: 'time_spent', seconds: 301 }] }, { answered: 9 }],
  ])('%o holds, and no longer with %o', (rule, change) => {
    expect(holds(rule)).toBe(true);
    expect(holds(rule, change)).toBe(false);
  });

  it('are named by the first that holds', () => {
    const rules: StopRule[] = [
      { rule: 'all_of', rules: [answeredRule(5), { rule: 'any_of', rules: [{ rule: 'custom', name: 'bell', when: () => true }] }] },
      answeredRule(1),
    ];
    expect(stopReason(rules, progress)).toBe('answered+bell');
    expect(stopReason(rules, { ...progress, answered: 4 })).toBe('answered');
    expect(stopReason([], progress)).toBeNull();
  });

  it('are plain data except for custom ones, defaults included', () => {
    expect(JSON.parse(JSON.stringify(adaptiveTestDefaults))).toEqual(adaptiveTestDefaults);
  });

  it.each<[string, unknown]>([
    ['rule', { rule: 'sometimes' }],
    ['value', { rule: 'standard_error_below', value: 0 }],
    ['confidence', { rule: 'decided', cut: 0, confidence: 0.4 }],
    ['rules', { rule: 'all_of', rules: [] }],
    ['when', { rule: 'custom', name: 'x' }],
  ])('are refused where %s is wrong', (where, rule) => {
    expect(() => stopReason([rule as StopRule], progress)).toThrow(
      expect.objectContaining({ code: 'invalid_input', where: `stopReason.rules[0].${where}` }),
    );
  });

  it('that hold themselves are refused', () => {
    const rules: StopRule[] = [];
    rules.push({ rule: 'any_of', rules });
    expect(() => stopReason(rules, progress)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });
});

describe('a whole test', () => {
  it('ends at the standard error it was asked for, near the true ability', () => {
    const bank = bankOf(300, 3);
    const off = [-1.5, -0.5, 0, 0.7, 1.6].map((theta, seed) => {
      const { stopped, state } = run(bank, theta, { stop: [{ rule: 'standard_error_below', value: 0.3 }] }, seed + 40);
      expect(stopped).toBe('standard_error_below');
      expect(state.standard_error).toBeLessThan(0.3);
      expect(state.answers.length).toBeLessThan(60);
      return (state.theta - theta) / 0.3;
    });
    for (const each of off) expect(Math.abs(each)).toBeLessThan(3);
  });

  it('goes the same way on every machine', () => {
    const rules: AdaptiveTestOptions = { randomesque: 3, stop: [answeredRule(12)] };
    expect(run(bankOf(40, 2), 0.8, rules, 21).asked.join(' ')).toBe('q37 q13 q6 q31 q26 q24 q9 q16 q20 q32 q11 q10');
  });

  it('keeps the ability that all its answers give', () => {
    const bank = bankOf(50, 6);
    const { state } = run(bank, 0.4, { stop: [answeredRule(15)] }, 8);
    const responses = state.answers.map(({ item, correct }) => ({ item: bank.items[bank.places.get(item)!]!, correct }));
    const { theta, standardError } = estimateAbility(responses);
    expect(state).toMatchObject({ theta, standard_error: standardError });
    expect(adaptiveTest.result(bank, state).ability).toEqual(estimateAbility(responses));
  });

  it('can be ended by the clock, by the certainty of a pass, and tells what it found', () => {
    const bank = bankOf(200, 12, ['a', 'b']);
    const clocked = run(bank, 0, { stop: [{ rule: 'time_spent', seconds: 300 }] }, 1);
    expect(clocked.stopped).toBe('time_spent');
    expect(adaptiveTest.result(bank, clocked.state)).toMatchObject({ answered: 10, seconds: 300, pass: null });
    const rules: AdaptiveTestOptions = { cut: -0.5, stop: [{ rule: 'decided', cut: -0.5, confidence: 0.99 }] };
    const decided = run(bank, 1, rules, 2);
    const result = adaptiveTest.result(bank, decided.state, rules);
    expect(decided.stopped).toBe('decided');
    expect(result.pass!.passed).toBe(true);
    expect(result.pass!.probability).toBeGreaterThanOrEqual(0.99);
    const mean = bank.items.reduce((sum, item) => sum + itemProbability(item, result.ability!.theta), 0) / 200;
    expect(result.expectedScore).toBeCloseTo(mean, 12);
  });

  it('works with a method that has no prior: it starts at the mean and has no ability to tell before an answer', () => {
    const bank = bankOf(30);
    const rules: AdaptiveTestOptions = { ability: { method: 'mle', range: [-3, 3] }, cut: 0 };
    const started = adaptiveTest.start(rules);
    expect(adaptiveTest.result(bank, started, rules)).toMatchObject({ ability: null, expectedScore: null, pass: null });
    const after = adaptiveTest.answer(bank, started, { item: 'q3', correct: false, response_time_seconds: 1 }, rules);
    expect(after.theta).toBe(-3);
  });

  it('refuses an item that the bank does not have, or that was answered', () => {
    const bank = bankOf(5);
    const answer = { item: 'q1', correct: true, response_time_seconds: 1 };
    const after = adaptiveTest.answer(bank, adaptiveTest.start(), answer);
    for (const item of ['q1', 'q9']) {
      expect(() => adaptiveTest.answer(bank, after, { ...answer, item })).toThrow(
        expect.objectContaining({ code: 'invalid_input', where: 'adaptiveTest.answer.answer.item' }),
      );
    }
    const twice = { ...after, answers: [...after.answers, ...after.answers] };
    expect(() => nextItem(bank, twice, {}, never)).toThrow(expect.objectContaining({ where: 'nextItem.state.answers[1].item' }));
  });

  it('changes none of its arguments', () => {
    const bank = bankOf(9);
    const answers = Object.freeze([Object.freeze({ item: 'q1', correct: true, response_time_seconds: 1 })]);
    const state = Object.freeze({ answers, theta: 0.2, standard_error: 0.9, pending: null, set_aside: Object.freeze(['q2']) });
    const exposure = { control: 'sympson_hetter', probabilities: Object.freeze({ q0: 0, q3: 0, q4: 0 }) } as const;
    expect(() => nextItem(bank, state, { exposure, randomesque: 3 }, seeded(1))).not.toThrow();
    expect(() => adaptiveTest.answer(bank, state, { item: 'q0', correct: false, response_time_seconds: 1 })).not.toThrow();
  });
});

describe('a bank', () => {
  it.each<[string, Partial<Record<keyof BankItem, unknown>>]>([
    ['id', { id: '' }],
    ['id', { id: 'first' }],
    ['area', { area: '' }],
    ['discrimination', { discrimination: undefined }],
    ['difficulty', { difficulty: Number.NaN }],
    ['guessing', { guessing: null }],
  ])('refuses an item whose %s is wrong: %o', (where, wrong) => {
    const item = { id: 'first', discrimination: 1, difficulty: 0, guessing: 0 };
    const items = [item, { ...item, id: 'second', ...wrong }] as BankItem[];
    expect(() => buildItemBank(items)).toThrow(
      expect.objectContaining({ code: 'invalid_input', where: `buildItemBank.items[1].${where}` }),
    );
  });

  it('does not follow later changes of what it was made from', () => {
    const item = { id: 'a', discrimination: 1, difficulty: 0, guessing: 0 };
    const bank = buildItemBank([item]);
    item.difficulty = 3;
    expect(bank.items[0]!.difficulty).toBe(0);
  });
});
