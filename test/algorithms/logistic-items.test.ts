import { beforeAll, describe, expect, it } from 'vitest';
import { simulatedPractice } from '../../bench/evaluate/simulated-practice.js';
import { randomNumbers } from '../../bench/harness/random-numbers.js';
import { runAtOnce } from '../../src/algorithms/fitting/run-in-slices.js';
import {
  type AnswerLog,
  type AnswerMoment,
  type JsonObject,
  type LogisticPredictorParams,
  logisticPredictor,
  logLoss,
  type Prediction,
} from '../../src/algorithms/index.js';
import { fitDifficulty } from '../../src/algorithms/prediction/fit-difficulty.js';
import { logisticFitter } from '../../src/algorithms/prediction/logistic-fitter.js';
import { LIMITS } from '../../src/schema/index.js';

const DAY_MS = 86_400_000;

interface Row {
  readonly learner: number;
  readonly concept: string;
  readonly item?: string | undefined;
  readonly difficulty?: number | undefined;
  readonly at?: number;
  readonly correct: boolean;
}

/** Rows as `engine.fit` reads them: an item is one of its concept. */
function logOf(rows: readonly Row[]): AnswerLog {
  const names = [...new Set(rows.map(({ concept }) => concept))];
  const keys = [...new Set(rows.flatMap(({ concept, item }) => (item === undefined ? [] : [`${concept}\0${item}`])))];
  const numbers = new Map(keys.map((key, number) => [key, number]));
  const at = (row: Row, place: number) => row.at ?? place * 1_000;
  return {
    learner: Int32Array.from(rows, ({ learner }) => learner),
    concept: Int32Array.from(rows, ({ concept }) => names.indexOf(concept)),
    at: Float64Array.from(rows, at),
    day: Int32Array.from(rows, (row, place) => Math.floor(at(row, place) / DAY_MS)),
    rating: Uint8Array.from(rows, ({ correct }) => (correct ? 3 : 1)),
    correct: Uint8Array.from(rows, ({ correct }) => (correct ? 1 : 0)),
    item: Int32Array.from(rows, ({ concept, item }) => numbers.get(`${concept}\0${item}`) ?? -1),
    difficulty: Float64Array.from(rows, ({ difficulty }) => difficulty ?? Number.NaN),
    learners: new Set(rows.map(({ learner }) => learner)).size,
    names,
    items: keys.map((key) => key.slice(key.indexOf('\0') + 1)),
  };
}

async function fitted(rows: readonly Row[]) {
  const log = logOf(rows);
  const fit = await logisticFitter(log, {});
  expect(fit.fellBack).toBeNull();
  return {
    ...fit,
    of: (concept: string): LogisticPredictorParams => fit.byConcept?.get(log.names.indexOf(concept))?.params ?? fit.params,
    items: (concept: string) => fit.byConcept?.get(log.names.indexOf(concept))?.params.items ?? {},
  };
}
type Fitted = Awaited<ReturnType<typeof fitted>>;

const { defaults } = logisticPredictor;
const fresh = { learner: logisticPredictor.initialLearner(defaults), concept: logisticPredictor.initialConcept(defaults) };
const momentOf = (row: Omit<Row, 'correct' | 'learner'>): AnswerMoment => ({
  concept: row.concept,
  at: row.at ?? 0,
  day: 0,
  elapsedDays: null,
  difficulty: 0.5,
  opinions: { knowledge: 0.5, session: 0.5 },
  ...(row.item === undefined ? {} : { item: row.item }),
  ...(row.difficulty === undefined ? {} : { itemDifficulty: row.difficulty }),
});
const said = (fit: Fitted, row: Omit<Row, 'correct' | 'learner'>) => logisticPredictor.predict(fresh, momentOf(row), fit.of(row.concept));

/** What the predictor says of rows that it walks through as an engine does. */
function walked(rows: readonly Row[], fit: Fitted): readonly Prediction[] {
  const learners = new Map<number, typeof fresh.learner>();
  const concepts = new Map<string, typeof fresh.concept>();
  return rows.map((row) => {
    const key = `${row.learner}/${row.concept}`;
    const states = { learner: learners.get(row.learner) ?? fresh.learner, concept: concepts.get(key) ?? fresh.concept };
    const params = fit.of(row.concept);
    const predicted = logisticPredictor.predict(states, momentOf(row), params);
    const after = logisticPredictor.update(states, momentOf(row), { correct: row.correct, rating: row.correct ? 3 : 1 }, params);
    learners.set(row.learner, after.learner);
    concepts.set(key, after.concept);
    return { predicted, actual: row.correct };
  });
}

/** Sixty learners who answer each item of each concept as often as it says, right in that share. */
function answers(shares: { readonly [concept: string]: { readonly [item: string]: readonly [share: number, times: number] } }): Row[] {
  const random = randomNumbers(3);
  return Object.entries(shares).flatMap(([concept, items]) =>
    Object.entries(items).flatMap(([item, [share, times]], place) =>
      Array.from({ length: times }, (_, time) => ({ learner: (place + time) % 60, concept, item, correct: random() < share })),
    ),
  );
}
const sorted = (rows: readonly Row[]) => [...rows].sort((a, b) => a.learner - b.learner);

describe('a fit to a log with items', () => {
  const practice = simulatedPractice({ seed: 4, learners: 160, skills: 6, runs: 14 });
  const rows = Array.from(
    practice.correct,
    (right, row): Row => ({
      learner: practice.learner[row] as number,
      concept: practice.skills[practice.skill[row] as number] as string,
      item: practice.items[practice.item[row] as number] as string,
      at: practice.at[row] as number,
      correct: right === 1,
    }),
  );
  const test = rows.filter(({ learner }) => learner % 4 === 0);
  let known: Fitted;
  beforeAll(async () => {
    known = await fitted(rows.filter(({ learner }) => learner % 4 !== 0));
  });

  it('predicts learners whom it has not seen better than one without', async () => {
    const withoutItems = (each: readonly Row[]) => each.map(({ item: _, ...row }) => row);
    const unknown = await fitted(withoutItems(rows.filter(({ learner }) => learner % 4 !== 0)));
    const loss = logLoss(walked(test, known)) as number;
    expect(loss).toBeLessThan((logLoss(walked(withoutItems(test), unknown)) as number) - 0.01);
    // The same weights, told nothing of items.
    expect(loss).toBeLessThan((logLoss(walked(withoutItems(test), known)) as number) - 0.01);
  });

  it('keeps what the learner is believed to be of one size, however many items they meet', () => {
    const params = { ...known.of(practice.skills[0] as string) };
    let states = fresh;
    for (let number = 0; number < 2_000; number += 1) {
      const moment = momentOf({ concept: practice.skills[0] as string, item: `item ${number}`, at: number * 1_000 });
      states = logisticPredictor.update(
        states,
        moment,
        number % 3 > 0 ? { correct: true, rating: 3 } : { correct: false, rating: 1 },
        params,
      );
    }
    expect(JSON.stringify(states).length).toBeLessThan(1_500);
    expect(JSON.stringify(states)).not.toContain('item 19');
  });
});

describe('the weight of an item', () => {
  it('is its own in each concept, also where two concepts give the same id', async () => {
    const fit = await fitted(sorted(answers({ sums: { q: [0.95, 240], r: [0.5, 240] }, lines: { q: [0.1, 240], r: [0.5, 240] } })));
    expect(fit.items('sums')['q']?.weight).toBeGreaterThan(0.5);
    expect(fit.items('lines')['q']?.weight).toBeLessThan(-0.5);
    expect(said(fit, { concept: 'sums', item: 'q' })).toBeGreaterThan(said(fit, { concept: 'sums' }));
    expect(said(fit, { concept: 'lines', item: 'q' })).toBeLessThan(said(fit, { concept: 'lines' }));
  });

  it('is drawn to its concept where answers are few, and bounded where all of them are right', async () => {
    const fit = await fitted(sorted(answers({ sums: { once: [1, 1], some: [1, 12], many: [1, 600], typical: [0.6, 600] } })));
    const { once, some, many } = fit.items('sums');
    expect(once?.weight).toBeGreaterThan(0);
    expect(once?.weight).toBeLessThan(0.35);
    expect(some?.weight).toBeGreaterThan(once?.weight as number);
    expect(many?.weight).toBeGreaterThan(some?.weight as number);
    expect(many?.weight).toBeLessThan(6);
    expect(said(fit, { concept: 'sums', item: 'many' })).toBeLessThan(0.9999);
  });

  it('is unknown for an item that the fit has not seen, and for none: the concept speaks', async () => {
    const fit = await fitted(sorted(answers({ sums: { q: [0.9, 300], r: [0.4, 300] } })));
    const typical = said(fit, { concept: 'sums' });
    for (const item of ['new', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])
      expect(said(fit, { concept: 'sums', item })).toBe(typical);
    const elsewhere = said(fit, { concept: 'never seen' });
    expect(said(fit, { concept: 'never seen', item: 'q' })).toBe(elsewhere);
  });

  it('is found under any id that a host may have', async () => {
    const ids = ['__proto__', 'constructor', 'a.b', '$inc', '7', 'é', 'ﬀ 漢 😀', "it's"];
    const fit = await fitted(sorted(answers({ sums: Object.fromEntries(ids.map((id, at) => [id, [at % 2 ? 0.9 : 0.2, 120] as const])) })));
    expect(Object.keys(fit.items('sums')).sort()).toEqual([...ids].sort());
    for (const [at, item] of ids.entries()) {
      const beside = said(fit, { concept: 'sums', item }) - said(fit, { concept: 'sums' });
      expect(Math.sign(beside), item).toBe(at % 2 ? 1 : -1);
    }
    const carried = JSON.parse(JSON.stringify(fit.of('sums'))) as LogisticPredictorParams;
    expect(logisticPredictor.predict(fresh, momentOf({ concept: 'sums', item: 'a.b' }), carried)).toBe(
      said(fit, { concept: 'sums', item: 'a.b' }),
    );
  });

  it('is kept for the most answered items alone, so that what is stored with a concept stays small', async () => {
    const items = Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`item ${at}`, [0.6, at % 6 === 0 ? 3 : 1] as const]));
    const long = Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`${'漢'.repeat(116)}${1_000 + at}`, [0.6, 1] as const]));
    const fit = await fitted(sorted(answers({ sums: items, words: long })));
    const kept = Object.keys(fit.items('sums'));
    expect(kept).toHaveLength(500);
    expect(kept.filter((item) => Number(item.slice(5)) % 6 !== 0)).toEqual([]);
    expect(Object.keys(fit.items('words')).length).toBeGreaterThan(100);
    for (const concept of ['sums', 'words'])
      expect(Buffer.byteLength(JSON.stringify(fit.of(concept)))).toBeLessThan(LIMITS.fitParamsBytes / 2);
  });
});

describe('the difficulty that the host gives', () => {
  /** Questions of a thousand ids; what is hard by the host's word is hard indeed, as far as `slope` says. */
  const questions = (slope: number): readonly Row[] => {
    const random = randomNumbers(9);
    return sorted(
      Array.from({ length: 6_000 }, (_, at) => {
        const difficulty = random();
        const correct = random() < 1 / (1 + Math.exp(-slope * (0.5 - difficulty)));
        return { learner: at % 60, concept: at % 2 === 0 ? 'sums' : 'lines', item: `q${at}`, difficulty, correct };
      }),
    );
  };

  it('counts for an item that is not known, as far as the log bears it out', async () => {
    const slopeOf = (rows: readonly Row[]) => runAtOnce(fitDifficulty(logOf(rows))).weight;
    expect(slopeOf(questions(4))).toBeGreaterThan(3);
    expect(slopeOf(questions(4))).toBeLessThan(4.5);
    expect(slopeOf(questions(0))).toBeLessThan(0.3);
    expect(slopeOf(questions(-4))).toBe(0);
    const fit = await fitted(questions(4));
    const [easy, typical, hard] = [0.1, undefined, 0.9].map((difficulty) => said(fit, { concept: 'sums', item: 'new', difficulty }));
    expect(easy).toBeGreaterThan(typical as number);
    expect(typical).toBeGreaterThan(hard as number);
  });

  it('is where an item begins that has few answers, and gives way to what the item shows', async () => {
    const rows = sorted([
      ...questions(4),
      ...Array.from({ length: 120 }, (_, at) => ({
        learner: at % 60,
        concept: 'sums',
        item: 'not hard',
        difficulty: 0.95,
        correct: at % 8 > 0,
      })),
    ]);
    const fit = await fitted(rows);
    const typical = said(fit, { concept: 'sums' });
    expect(said(fit, { concept: 'sums', item: 'not hard', difficulty: 0.95 })).toBeGreaterThan(typical);
    expect(said(fit, { concept: 'sums', item: 'as hard as that', difficulty: 0.95 })).toBeLessThan(typical);
    const hardest = rows.find(
      ({ difficulty = 0, item, concept }) =>
        difficulty > 0.97 && item !== 'not hard' && concept === 'sums' && fit.items('sums')[item as string] !== undefined,
    );
    expect(fit.items('sums')[hardest?.item as string]?.weight).toBeLessThan(-0.3);
  });

  it('is believed a little before a log has told', () => {
    const asked = (difficulty?: number) => logisticPredictor.predict(fresh, momentOf({ concept: 'sums', difficulty }), defaults);
    expect(asked(0.5)).toBe(asked());
    expect(asked(0.9)).toBeLessThan(asked());
    expect(asked(0.1)).toBeGreaterThan(asked());
  });
});

describe('parameters of items', () => {
  const params = (items: unknown) => ({ ...defaults, items }) as unknown as LogisticPredictorParams & JsonObject;
  const weights = { answers: 3, right: 2, weight: 0.4, square: 0 };

  it.each([
    ['no object', 7],
    ['a list', [weights]],
    ['nothing in it', {}],
    ['a number for weights', { 'ada@example.org': 0.4 }],
    ['a weight that is none', { 'ada@example.org': { ...weights, weight: Number.NaN } }],
    ['more right than answered', { 'ada@example.org': { ...weights, right: 4 } }],
  ])('are refused: %s, without the id in the message', (_, items) => {
    expect(() => logisticPredictor.checkParams?.(params(items))).toThrow(/^logistic\.params\.items/);
    expect(() => logisticPredictor.checkParams?.(params(items))).not.toThrow(/ada@/);
  });

  it('are read for the one item that is asked about, which may be called anything', () => {
    const known = params(JSON.parse(`{"__proto__": ${JSON.stringify(weights)}}`));
    logisticPredictor.checkParams?.(known);
    const asked = (item: string) => logisticPredictor.predict(fresh, momentOf({ concept: 'a', item }), known);
    expect(asked('__proto__')).toBeGreaterThan(asked('other'));
  });

  it.each([1, {}, null, true])('an item that is %s is refused', (item) => {
    const moment = { ...momentOf({ concept: 'a' }), item } as unknown as AnswerMoment;
    expect(() => logisticPredictor.predict(fresh, moment, defaults)).toThrow('logistic.moment.item: expected a string');
  });
});
