import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as algorithms from '../../src/algorithms/index.js';

const { bkt, buildPrerequisiteGraph, forgettingCurveDefaults, fsrs, fsrsDefaults, hlr, sm2, sm2Buttons, targetDifficultyDefaults } =
  algorithms;

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
const fsrsMemory = { stability: 10, difficulty: 5 };
const fsrsState = { ...fsrsMemory, phase: 'review', step: 0, interval_days: 10, due: 864e6, last_review: 0, last_day: 0 } as const;
const bktState = { p_known: 0.4, observations: 3 };
const curve = { initial_strength: 0.99, decay_rate: 0.15, stability: 10 };
const observation = { at: 864e5, rating: 3, grade: 4, correct: true };
const recalls = [
  { elapsedDays: 1, recalled: 0.9, count: 3 },
  { elapsedDays: 3, recalled: 0.6 },
  { elapsedDays: 9, recalled: 0.5, count: 1 },
  { elapsedDays: 20, recalled: 0.1 },
];
const hlrState = { right: 3, wrong: 1, last_review: 0 };
const learner = { weights: [0.5], counts: [2] };
const practices = Array.from({ length: 10 }, (_, index) => ({ features: [1 + index], elapsedDays: index, recalled: (index % 4) / 3 }));
const fewReviews = Array.from({ length: 10 }, (_, index) => ({
  card: 'a',
  at: index * 864e5,
  rating: index % 3 === 1 ? 1 : 3,
  day: index * 2,
}));
const predictions = [
  { predicted: 0.4, actual: true },
  { predicted: 0.7, actual: false },
];
const nodes = [
  { id: 'a', prerequisites: [] },
  { id: 'b', prerequisites: [{ id: 'a', weight: 1, masteryRequired: 0.5 }] },
];
const graph = buildPrerequisiteGraph(nodes);
const levels = new Map([['a', 0.7]]);

/** A call that works, of every public function; the tests spoil its arguments. */
const CALLS: readonly { readonly name: string; readonly call: unknown; readonly args: readonly unknown[] }[] = [
  { name: 'auc', call: algorithms.auc, args: [predictions] },
  { name: 'baseRateLogLoss', call: algorithms.baseRateLogLoss, args: [predictions] },
  { name: 'blockedBy', call: algorithms.blockedBy, args: [graph, levels, 'b'] },
  { name: 'buildPrerequisiteGraph', call: buildPrerequisiteGraph, args: [nodes] },
  { name: 'calibration', call: algorithms.calibration, args: [predictions, 10] },
  { name: 'fitForgettingCurve', call: algorithms.fitForgettingCurve, args: [recalls, { shape: 'power', measure: 'likelihood' }] },
  { name: 'fitHalfLifeRegression', call: algorithms.fitHalfLifeRegression, args: [practices, { measure: 'squared', weights: [0.5] }] },
  { name: 'fitHlr', call: algorithms.fitHlr, args: [fewReviews, { params: { ...hlr.defaults }, shrinkage: 0.1 }] },
  { name: 'fitFsrs', call: algorithms.fitFsrs, args: [fewReviews, { params: fsrsDefaults, shrinkage: 2, mostEvaluations: 50 }] },
  {
    name: 'fitFsrsInSlices',
    call: algorithms.fitFsrsInSlices,
    args: [fewReviews.slice(0, 3), { recencyWeighting: 'cubic', signal: undefined }],
  },
  {
    name: 'fsrsFromHistory',
    call: algorithms.fsrsFromHistory,
    args: [
      [
        { at: 0, rating: 3 },
        { at: 864e5, rating: 1, day: 1 },
      ],
      { ...fsrsDefaults },
    ],
  },
  { name: 'fsrsFromSm2', call: algorithms.fsrsFromSm2, args: [sm2State, { ...fsrsDefaults }, 0.9] },
  { name: 'fsrsInitialMemory', call: algorithms.fsrsInitialMemory, args: [3, { ...fsrsDefaults }] },
  { name: 'fsrsInterval', call: algorithms.fsrsInterval, args: [fsrsMemory, 0.9, { ...fsrsDefaults }] },
  { name: 'fsrsNextMemory', call: algorithms.fsrsNextMemory, args: [fsrsMemory, 3, 3, { ...fsrsDefaults }] },
  { name: 'fsrsNextMemory, lapse', call: algorithms.fsrsNextMemory, args: [fsrsMemory, 3, 1, fsrsDefaults] },
  { name: 'fsrsNextMemory, same day', call: algorithms.fsrsNextMemory, args: [fsrsMemory, 0, 3, fsrsDefaults] },
  { name: 'fsrsNextStates', call: algorithms.fsrsNextStates, args: [fsrsState, { at: 864e6, day: 10 }, fsrsDefaults] },
  { name: 'fsrsNextStates, fuzzed', call: algorithms.fsrsNextStates, args: [fsrsState, { at: 864e6 }, { ...fsrsDefaults, fuzz: true }] },
  { name: 'fsrsParams', call: algorithms.fsrsParams, args: [fsrsDefaults] },
  { name: 'fsrsRetrievability', call: algorithms.fsrsRetrievability, args: [fsrsMemory, 3, fsrsDefaults] },
  { name: 'fsrsReview', call: algorithms.fsrsReview, args: [fsrsState, { at: 864e6, rating: 3, day: 10 }, { ...fsrsDefaults }] },
  { name: 'fsrsReview, lapse', call: algorithms.fsrsReview, args: [fsrsState, { at: 864e6, rating: 1 }, fsrsDefaults] },
  { name: 'fsrsReview, new', call: algorithms.fsrsReview, args: [fsrs.initial(fsrsDefaults), { at: 864e6, rating: 3 }, fsrsDefaults] },
  {
    name: 'fsrsReview, fuzzed',
    call: algorithms.fsrsReview,
    args: [fsrsState, { at: 864e6, rating: 3 }, { ...fsrsDefaults, fuzz: true, day_count: 'hours24' }, () => 0.5],
  },
  { name: 'fsrsTimeUntil', call: algorithms.fsrsTimeUntil, args: [fsrsMemory, 0.8, fsrsDefaults] },
  { name: 'gradeFromRating', call: algorithms.gradeFromRating, args: [3] },
  {
    name: 'halfLifeDays',
    call: algorithms.halfLifeDays,
    args: [
      [2, 1],
      [1.5, -0.5],
    ],
  },
  { name: 'halfLifeRecall', call: algorithms.halfLifeRecall, args: [4, 2] },
  { name: 'halfLifeStep', call: algorithms.halfLifeStep, args: [learner, practices[0], { ...algorithms.halfLifeStepDefaults }] },
  { name: 'hlr.initial', call: hlr.initial, args: [hlr.defaults] },
  { name: 'hlr.update', call: hlr.update, args: [hlrState, observation, hlr.defaults] },
  { name: 'hlr.predict', call: hlr.predict, args: [hlrState, 864e5, hlr.defaults] },
  { name: 'hlr.intervalDays', call: hlr.intervalDays, args: [hlrState, hlr.defaults] },
  { name: 'hlr.dueAt', call: hlr.dueAt, args: [hlrState, hlr.defaults] },
  { name: 'logLoss', call: algorithms.logLoss, args: [predictions] },
  { name: 'migrateFsrsWeights', call: algorithms.migrateFsrsWeights, args: [fsrsDefaults.weights.slice(0, 17)] },
  { name: 'outerFringe', call: algorithms.outerFringe, args: [graph, levels, 0.8] },
  { name: 'ratingFromAnswer', call: algorithms.ratingFromAnswer, args: [{ correct: true, score: 0.5 }] },
  { name: 'ratingFromGrade', call: algorithms.ratingFromGrade, args: [3] },
  { name: 'readiness', call: algorithms.readiness, args: [graph, levels, 'b'] },
  { name: 'retention', call: algorithms.retention, args: [curve, 3, { shape: 'power' }] },
  { name: 'sm2ButtonsStep', call: algorithms.sm2ButtonsStep, args: [sm2State, 4, 864e6, { ...sm2Buttons.defaults }] },
  { name: 'sm2FromFsrs', call: algorithms.sm2FromFsrs, args: [fsrsState, fsrsDefaults, { ...sm2.defaults }, 0.9] },
  {
    name: 'sm2FromHistory',
    call: algorithms.sm2FromHistory,
    args: [
      [
        { at: 0, grade: 3 },
        { at: 864e5, grade: 1 },
      ],
      { ...sm2.defaults },
    ],
  },
  { name: 'sm2NextItem', call: algorithms.sm2NextItem, args: [sm2State, 4, { ...sm2.defaults }] },
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
  { name: 'sm2_buttons.initial', call: sm2Buttons.initial, args: [sm2Buttons.defaults] },
  { name: 'sm2_buttons.update', call: sm2Buttons.update, args: [sm2State, { ...observation, at: 864e7 }, { ...sm2Buttons.defaults }] },
  { name: 'sm2_buttons.predict', call: sm2Buttons.predict, args: [sm2State, 864e5, sm2Buttons.defaults] },
  { name: 'sm2_buttons.intervalDays', call: sm2Buttons.intervalDays, args: [sm2State, sm2Buttons.defaults] },
  { name: 'sm2_buttons.dueAt', call: sm2Buttons.dueAt, args: [sm2State, sm2Buttons.defaults] },
  { name: 'fsrs.initial', call: fsrs.initial, args: [fsrs.defaults] },
  { name: 'fsrs.update', call: fsrs.update, args: [fsrsState, observation, { ...fsrs.defaults }] },
  { name: 'fsrs.predict', call: fsrs.predict, args: [fsrsState, 864e5, fsrs.defaults, 1] },
  { name: 'fsrs.intervalDays', call: fsrs.intervalDays, args: [fsrsState, fsrs.defaults] },
  { name: 'fsrs.dueAt', call: fsrs.dueAt, args: [fsrsState, fsrs.defaults] },
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
