import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as algorithms from '../../src/algorithms/index.js';

const { bkt, buildPrerequisiteGraph, forgettingCurveDefaults, sm2, targetDifficultyDefaults } = algorithms;

/** What may come from a database, a network or plain JavaScript in the place of anything. */
const HOSTILE: readonly unknown[] = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -0,
  0,
  1,
  2,
  0.5,
  -1,
  5e-324,
  1e-300,
  1e300,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  2 ** 53,
  8.64e15,
  8.64e15 + 2,
  null,
  undefined,
  '',
  '1',
  'NaN',
  true,
  false,
  [],
  [1],
  {},
  { valueOf: () => 1 },
  1n,
  Symbol('one'),
  new Date(Number.NaN),
  () => 1,
];
const hostile = fc.oneof(fc.constantFrom(...HOSTILE), fc.double());

const sm2State = { repetitions: 3, ease_factor: 2.5, interval_days: 15, last_review: 0 };
const bktState = { p_known: 0.4, observations: 3 };
const curve = { initial_strength: 0.99, decay_rate: 0.15, stability: 10 };
const observation = { at: 864e5, rating: 3, grade: 4, correct: true };
const predictions = [
  { predicted: 0.4, actual: true },
  { predicted: 0.7, actual: false },
];
const nodes = [
  { id: 'a', prerequisites: [] },
  { id: 'b', prerequisites: [{ id: 'a', weight: 1, masteryRequired: 0.5 }] },
];
const graph = buildPrerequisiteGraph(nodes);
const practice = {
  learner: { ...algorithms.logisticInitialLearner(), answers: 3, right: 2, last_skill: 'b', last_at: 864e4 },
  skill: { ...algorithms.logisticInitialSkill(), answers: 2, right: 1, last_at: 864e4, windows: [1, 1, 1, 1, 0, 0, 0, 0] },
  skillId: 'a',
  at: 864e5,
  correct: true,
};
const logisticSkillWeights = { answers: 4, right: 3, weights: Array(38).fill(0.1), squares: Array(38).fill(1) };
const logisticItemWeights = { answers: 4, right: 3, weight: 0.1, square: 1 };
const answerLog = {
  learner: Int32Array.of(0, 0, 1),
  skills: ['a', 'b'],
  skill: Int32Array.of(0, 1, 0),
  correct: Uint8Array.of(1, 0, 1),
  items: ['i'],
  item: Int32Array.of(0, -1, 0),
  at: Float64Array.of(0, 1, 2),
};
const levels = new Map([['a', 0.7]]);

/** A call that works, of every public function; the tests spoil its arguments. */
const CALLS: readonly { readonly name: string; readonly call: unknown; readonly args: readonly unknown[] }[] = [
  { name: 'auc', call: algorithms.auc, args: [predictions] },
  { name: 'baseRateLogLoss', call: algorithms.baseRateLogLoss, args: [predictions] },
  { name: 'blockedBy', call: algorithms.blockedBy, args: [graph, levels, 'b'] },
  { name: 'buildPrerequisiteGraph', call: buildPrerequisiteGraph, args: [nodes] },
  { name: 'calibration', call: algorithms.calibration, args: [predictions, 10] },
  { name: 'fitLogistic', call: algorithms.fitLogistic, args: [answerLog, { leastAnswers: 1, leastLearners: 1, mostIterations: 2 }] },
  { name: 'gradeFromRating', call: algorithms.gradeFromRating, args: [3] },
  { name: 'logLoss', call: algorithms.logLoss, args: [predictions] },
  { name: 'logisticConfidence', call: algorithms.logisticConfidence, args: [practice.skill] },
  { name: 'logisticExplain', call: algorithms.logisticExplain, args: [{ ...practice, itemWeights: logisticItemWeights }] },
  { name: 'logisticInitialLearner', call: algorithms.logisticInitialLearner, args: [{ ...algorithms.logisticDefaults }] },
  { name: 'logisticInitialSkill', call: algorithms.logisticInitialSkill, args: [{ ...algorithms.logisticDefaults }] },
  {
    name: 'logisticLearn',
    call: algorithms.logisticLearn,
    args: [{ ...practice, skillWeights: logisticSkillWeights, itemWeights: logisticItemWeights }],
  },
  {
    name: 'logisticLearn, population',
    call: algorithms.logisticLearn,
    args: [{ ...practice, population: { ...algorithms.logisticDefaults } }],
  },
  { name: 'logisticMastery', call: algorithms.logisticMastery, args: [{ ...practice, itemWeights: logisticItemWeights }] },
  { name: 'logisticPredict', call: algorithms.logisticPredict, args: [{ ...practice, skillWeights: logisticSkillWeights }] },
  { name: 'logisticUpdate', call: algorithms.logisticUpdate, args: [practice] },
  { name: 'outerFringe', call: algorithms.outerFringe, args: [graph, levels, 0.8] },
  { name: 'ratingFromAnswer', call: algorithms.ratingFromAnswer, args: [{ correct: true, score: 0.5 }] },
  { name: 'ratingFromGrade', call: algorithms.ratingFromGrade, args: [3] },
  { name: 'readiness', call: algorithms.readiness, args: [graph, levels, 'b'] },
  { name: 'retention', call: algorithms.retention, args: [curve, 3, { shape: 'power' }] },
  { name: 'sm2Step', call: algorithms.sm2Step, args: [sm2State, 4, 864e5, sm2.defaults] },
  { name: 'targetDifficulty', call: algorithms.targetDifficulty, args: [aim(), targetDifficultyDefaults] },
  { name: 'timeUntilRetention', call: algorithms.timeUntilRetention, args: [curve, 0.8, { shape: 'power' }] },
  {
    name: 'updateForgettingCurve',
    call: algorithms.updateForgettingCurve,
    args: [curve, { elapsedDays: 3, rating: 3 }, forgettingCurveDefaults],
  },
  {
    name: 'updateForgettingCurve, lapse',
    call: algorithms.updateForgettingCurve,
    args: [curve, { elapsedDays: 3, rating: 1 }, forgettingCurveDefaults],
  },
  {
    name: 'updateForgettingCurve, same day',
    call: algorithms.updateForgettingCurve,
    args: [curve, { elapsedDays: 0, rating: 3 }, forgettingCurveDefaults],
  },
  { name: 'updateRecentSuccess', call: algorithms.updateRecentSuccess, args: [{ rate: 0.5, weight: 3 }, 1, 0.9] },
  { name: 'sm2.initial', call: sm2.initial, args: [sm2.defaults] },
  { name: 'sm2.update', call: sm2.update, args: [sm2State, observation, sm2.defaults] },
  { name: 'sm2.update, compatible', call: sm2.update, args: [sm2State, observation, { ...sm2.defaults, variant: 'supermemo-js' }] },
  { name: 'sm2.predict', call: sm2.predict, args: [sm2State, 864e5, sm2.defaults] },
  { name: 'sm2.intervalDays', call: sm2.intervalDays, args: [sm2State, sm2.defaults] },
  { name: 'sm2.dueAt', call: sm2.dueAt, args: [sm2State, sm2.defaults] },
  { name: 'bkt.initial', call: bkt.initial, args: [bkt.defaults] },
  { name: 'bkt.update', call: bkt.update, args: [bktState, observation, bkt.defaults] },
  { name: 'bkt.predict', call: bkt.predict, args: [bktState, 864e5, bkt.defaults] },
  { name: 'bkt.mastery', call: bkt.mastery, args: [bktState, bkt.defaults] },
  { name: 'bkt.confidence', call: bkt.confidence, args: [bktState, bkt.defaults] },
];

describe('the calls to be spoilt', () => {
  it('are of every public function and every method of every model', () => {
    const functions = Object.entries(algorithms).filter(([name, value]) => typeof value === 'function' && name !== 'AdaptiveLearningError');
    const methods = algorithms.ALGORITHMS.flatMap(({ name, model }) =>
      Object.entries(model).flatMap(([key, value]) => (typeof value === 'function' ? [`${name}.${key}`] : [])),
    );
    const covered = new Set(CALLS.map(({ name }) => name.split(',')[0]));
    expect([...functions.map(([name]) => name), ...methods].filter((name) => !covered.has(name))).toEqual([]);
  });
});

describe.each(CALLS)('$name', ({ call, args }) => {
  const paths = leavesOf(args);

  it('works as it is', () => {
    expect(outcomeOf(call, args)).not.toBeInstanceOf(algorithms.AdaptiveLearningError);
  });

  it('refuses any spoilt argument as invalid input, or gives numbers that are numbers', () => {
    for (const path of paths) for (const value of HOSTILE) judge(call, spoilt(args, [[path, value]]));
  });

  it('does so when several are spoilt at once', () => {
    const spoils = fc.array(fc.tuple(fc.constantFrom(...paths), hostile), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(spoils, (each) => judge(call, spoilt(args, each))),
      { numRuns: 300 },
    );
  });
});

type Path = readonly (string | number)[];

function judge(call: unknown, args: readonly unknown[]): void {
  const outcome = outcomeOf(call, args);
  if (outcome instanceof algorithms.AdaptiveLearningError) expect(outcome.code).toBe('invalid_input');
  else expect(strayNumbers(outcome)).toEqual([]);
}

/** What a call returns, or the refusal it throws; any other error fails the test. */
function outcomeOf(call: unknown, args: readonly unknown[]): unknown {
  try {
    return (call as (...given: readonly unknown[]) => unknown)(...args);
  } catch (error) {
    if (error instanceof algorithms.AdaptiveLearningError) return error;
    throw error;
  }
}

function strayNumbers(value: unknown): number[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [value];
  if (value instanceof Map) return [...value.values()].flatMap(strayNumbers);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strayNumbers) : [];
}

/** The paths of every argument and of everything inside the plain ones. */
function leavesOf(value: unknown, path: Path = []): Path[] {
  const plain = Array.isArray(value) || (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);
  const inside = plain && value !== graph ? Object.entries(value as object).flatMap(([key, each]) => leavesOf(each, [...path, key])) : [];
  return path.length === 0 ? inside : [path, ...inside];
}

function spoilt(args: readonly unknown[], spoils: readonly (readonly [Path, unknown])[]): readonly unknown[] {
  return spoils.reduce<unknown>((value, [path, replacement]) => replaced(value, path, replacement), args) as readonly unknown[];
}

function replaced(value: unknown, [key, ...rest]: Path, replacement: unknown): unknown {
  if (key === undefined) return replacement;
  if (typeof value !== 'object' || value === null || value instanceof Map) return value;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...value };
  Reflect.set(copy, key, replaced(Reflect.get(value, key), rest, replacement));
  return copy;
}

function aim(): algorithms.TargetDifficultyInput {
  return {
    difficulty: 0.5,
    recentSuccess: { rate: 0.6, weight: 4 },
    affect: { valence: -0.5, arousal: -0.4, confidence: 0.9 },
    targetSuccess: 0.8,
  };
}
