import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as algorithms from '../../src/algorithms/index.js';

const {
  bkt,
  buildPrerequisiteGraph,
  ability,
  elo,
  eloDefaults,
  forgettingCurveDefaults,
  fsrs,
  fsrsDefaults,
  hlr,
  learnedPool,
  logisticMemory,
  logisticPredictor,
  opinionPool,
  personal,
  pfa,
  sm2,
  sm2Buttons,
  targetDifficultyDefaults,
  timelineDefaults,
} = algorithms;

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

const card = { kind: 'sm2', ease_factor: 2.3, interval_days: 9, repetitions: 3, last_review: 0, due: 7776e5, last_day: 0 };
const sm2State = { repetitions: 3, ease_factor: 2.5, interval_days: 15, last_review: 0 };
const fsrsMemory = { stability: 10, difficulty: 5 };
const fsrsState = { ...fsrsMemory, phase: 'review', step: 0, interval_days: 10, due: 864e6, last_review: 0, last_day: 0 } as const;
const bktState = { p_known: 0.4, observations: 3 };
const pfaState = { successes: 3, failures: 1 };
const estimate = { mean: 0.5, variance: 0.2 };
const ableInConcept = {
  deviation: estimate,
  practice: 0.3,
  difficulty: 0.6,
  answers: 3,
  days: 2,
  at: 864e4,
  day: 0,
  learner: { ability: 0.5, variance: 0.4, learning: 1, learning_variance: 1, hardness: 2, hardness_variance: 0.5 },
};
const able = {
  overall: estimate,
  subjects: { Algebra: estimate },
  question_hardness: estimate,
  concept_hardness: estimate,
  learning: estimate,
};
const solved = { at: 864e5, day: 1, correct: true, credit: 0.7, difficulty: 0.4 };
const eloState = { rating: 0.4, answers: 7 };
const eloRatings = { learner: eloState, learner_skill: eloState, item: eloState };
const answerLog = {
  learner: new Int32Array([0, 0, 1, 1]),
  concept: new Int32Array(4),
  correct: new Uint8Array([1, 0, 0, 1]),
  itemClass: new Int32Array([0, 1, 0, 1]),
};
const classedParams = { ...bkt.defaults, prior_by_learner_class: { 1: 0.5 }, guess_slip_by_item_class: { 2: { guess: 0.1, slip: 0.1 } } };
const fitOptions = { leastAnswers: 2, leastLearners: 2, onProgress: () => undefined };
const bktFitOptions = {
  ...fitOptions,
  starts: 2,
  seed: 1,
  tolerance: 0.01,
  mostIterations: 5,
  bounds: { guess: [0.01, 0.3] },
  forgetting: true,
};
const curve = { initial_strength: 0.99, decay_rate: 0.15, stability: 10 };
const observation = { at: 864e5, rating: 3, grade: 4, correct: true };
const states = { learner: {}, concept: {} };
const traced = {
  learner: logisticPredictor.initialLearner(logisticPredictor.defaults),
  concept: logisticPredictor.initialConcept(logisticPredictor.defaults),
};
const remembered = {
  learner: logisticMemory.initialLearner(logisticMemory.defaults),
  concept: logisticMemory.initialConcept(logisticMemory.defaults),
};
const pooled = { learner: learnedPool.initialLearner(learnedPool.defaults), concept: learnedPool.initialConcept(learnedPool.defaults) };
const moment = {
  concept: 'a',
  at: 864e5,
  day: 1,
  elapsedDays: 1,
  difficulty: 0.5,
  opinions: { knowledge: 0.4, session: 0.6, retention: 0.8 },
};
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
const timeline = ['anger', 'hope', 'shame'].map((emotion, at) => ({
  at: 6e4 * at,
  emotion,
  intensity: 0.5,
  confidence: 0.9,
  trigger: 'timer',
}));
const shares = { anger: { percentage: 40, total_time_minutes: 4, session_count: 1 } };
const feltAnswers = [0, 1, 1, 1, 1].map((score) => ({ emotion: 'hope', score, activity: 'practice', mastered: true, minutes: 2 }));
const interventions = [{ at: 1, intervention_type: 'hint', effectiveness_rating: 4 }];
const bootstrap = { replicates: 2, level: 0.9, random: () => 0.5 };
const log = algorithms.answerColumns([{ learner: 'a', concept: 'b', at: 864e5, rating: 3, grade: 4, correct: true }]);
const nodes = [
  { id: 'a', prerequisites: [] },
  { id: 'b', prerequisites: [{ id: 'a', weight: 1, masteryRequired: 0.5 }] },
];
const graph = buildPrerequisiteGraph(nodes);
const streak = { current: 2, longest: 5, study_days: 9, since_day: 16, last: { at: 1.5e9, day: 17, offset_minutes: 60 } };
const practice = {
  learner: { ...algorithms.logisticInitialLearner(), answers: 3, right: 2, last_skill: 'b', last_at: 864e4 },
  skill: { ...algorithms.logisticInitialSkill(), answers: 2, right: 1, last_at: 864e4, windows: [1, 1, 1, 1, 0, 0, 0, 0] },
  skillId: 'a',
  at: 864e5,
  correct: true,
};
const logisticSkillWeights = { answers: 4, right: 3, weights: Array(38).fill(0.1), squares: Array(38).fill(1) };
const logisticItemWeights = { answers: 4, right: 3, weight: 0.1, square: 1 };
const practiceLog = {
  learner: Int32Array.of(0, 0, 1),
  skills: ['a', 'b'],
  skill: Int32Array.of(0, 1, 0),
  correct: Uint8Array.of(1, 0, 1),
  items: ['i'],
  item: Int32Array.of(0, -1, 0),
  at: Float64Array.of(0, 1, 2),
};
const levels = new Map([['a', 0.7]]);
const item = { discrimination: 1.2, difficulty: 0.3, guessing: 0.2 };
const responses = [
  { item, correct: true },
  { item: { discrimination: 0.8, difficulty: -1, guessing: 0 }, correct: false },
];
const itemAnswers = { items: ['a', 'b'], learner: [0, 0, 1, 1, 2, 2], item: [0, 1, 0, 1, 0, 1], correct: [1, 0, 0, 1, 1, 1] };
const bank = algorithms.buildItemBank([
  { id: 'a', area: 'x', ...item },
  { id: 'b', area: 'y', ...item },
  { id: 'c', area: 'x', ...item, difficulty: 1 },
]);
const testState = {
  answers: [{ item: 'a', correct: true, response_time_seconds: 9 }],
  theta: 0.4,
  standard_error: 0.9,
  pending: null,
  set_aside: ['b'],
};
const testRules = {
  ability: { method: 'eap', prior: { mean: 0, sd: 1 }, range: [-4, 4], metric: 'logistic' },
  stop: [
    { rule: 'all_of', rules: [{ rule: 'standard_error_below', value: 0.1 }] },
    { rule: 'any_of', rules: [{ rule: 'time_spent', seconds: 60 }] },
    { rule: 'decided', cut: 0.5, confidence: 0.95 },
    { rule: 'answered', count: 2 },
    { rule: 'information_below', value: 1e-9 },
  ],
  randomesque: 2,
  areas: { x: 1, y: 2 },
  exposure: { control: 'sympson_hetter', probabilities: { c: 0.5 } },
  cut: 0,
};
const resting = { ...testRules, exposure: { control: 'max_rate', max_rate: 0.5, tests: 10, shown: { c: 9 } } };
const progress = { theta: 0.4, standardError: 0.3, answered: 9, right: 5, seconds: 60, remaining: 9, mostInformation: 0.4 };

const practised = algorithms.residualUpdate({
  card: algorithms.residualInitialCard(),
  learner: algorithms.residualInitialLearner(),
  base: null,
  at: 0,
  rating: 3,
});
const residualCard = { ...practised.card, later_success: { rate: 0.7, weight: 2 } };
const residualLearner = { ...practised.learner, fast: { rate: 0.7, weight: 2 }, slow: { rate: 0.8, weight: 9 } };
const residualBase = { retrievability: 0.8, stability: 3, difficulty: 5 };
const question = { card: residualCard, learner: residualLearner, base: residualBase, at: 864e5, day: 1 };
const outlook = {
  card: residualCard,
  learner: residualLearner,
  curve: { stability: 3, difficulty: 5, retrievabilityAfter: (days: number) => 0.9 ** (days / 3) },
};

const feltTime = { timeline, answers: feltAnswers, interventions, zone: 'Europe/Zurich' } as unknown as algorithms.FeltTime;
const emotionSums = algorithms.sumEmotions(feltTime);

/** A call that works, of every public function; the tests spoil its arguments. */
const CALLS: readonly { readonly name: string; readonly call: unknown; readonly args: readonly unknown[] }[] = [
  { name: 'addEmotionSums', call: algorithms.addEmotionSums, args: [[emotionSums, emotionSums]] },
  { name: 'affectDynamics', call: algorithms.affectDynamics, args: [timeline, timelineDefaults] },
  { name: 'answerColumns', call: algorithms.answerColumns, args: [[{ learner: 'a', concept: 'b', day: 1, ...observation }]] },
  { name: 'auc', call: algorithms.auc, args: [predictions] },
  { name: 'baseRateLogLoss', call: algorithms.baseRateLogLoss, args: [predictions] },
  { name: 'bestEmotionFor', call: algorithms.bestEmotionFor, args: [feltAnswers, 'practice'] },
  { name: 'blockedBy', call: algorithms.blockedBy, args: [graph, levels, 'b'] },
  { name: 'brierScore', call: algorithms.brierScore, args: [predictions] },
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
  { name: 'checkForgettingCurveParams', call: algorithms.checkForgettingCurveParams, args: [{ ...forgettingCurveDefaults }] },
  ...algorithms.ALGORITHMS.map(({ name, model }) => ({
    name: `${name}.checkParams`,
    call: model.checkParams,
    args: [structuredClone(model.defaults)],
  })),
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
  { name: 'fitLogistic', call: algorithms.fitLogistic, args: [practiceLog, { leastAnswers: 1, leastLearners: 1, mostIterations: 2 }] },
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
  { name: 'commonTriggers', call: algorithms.commonTriggers, args: [timeline, 'anger', 3, timelineDefaults] },
  { name: 'compareMeasures', call: algorithms.compareMeasures, args: [predictions, predictions, bootstrap] },
  { name: 'difficultyForSuccess', call: algorithms.difficultyForSuccess, args: [1.2, 0.85, 1.5] },
  { name: 'elapsedLearnerDays', call: algorithms.elapsedLearnerDays, args: [0, 864e5, 'Europe/Zurich', 4] },
  { name: 'emotionDistribution', call: algorithms.emotionDistribution, args: [timeline, timelineDefaults] },
  { name: 'emotionFigures', call: algorithms.emotionFigures, args: [emotionSums] },
  { name: 'emotionRole', call: algorithms.emotionRole, args: ['anger'] },
  { name: 'emotionTrends', call: algorithms.emotionTrends, args: [shares, shares, 5] },
  { name: 'emotionalHours', call: algorithms.emotionalHours, args: [timeline, 'Europe/Zurich', timelineDefaults] },
  { name: 'emotionalRecovery', call: algorithms.emotionalRecovery, args: [timeline, timelineDefaults] },
  { name: 'endOfLearnerDay', call: algorithms.endOfLearnerDay, args: [864e5, 'Europe/Zurich', 4] },
  { name: 'estimateMeasures', call: algorithms.estimateMeasures, args: [predictions, { ...bootstrap, clusters: ['a', 'b'] }] },
  { name: 'evaluateModel', call: algorithms.evaluateModel, args: [{ ...bkt }, bkt.defaults, log, { ...bootstrap, scored: () => true }] },
  { name: 'evaluateModel, scheduler', call: algorithms.evaluateModel, args: [{ ...sm2 }, sm2.defaults, log, bootstrap] },
  { name: 'evaluateModelAsync', call: settled(algorithms.evaluateModelAsync), args: [{ ...bkt }, bkt.defaults, log, bootstrap] },
  { name: 'foldsByLearner', call: algorithms.foldsByLearner, args: [['a', 'b', 'a'], 2, 0] },
  { name: 'fsrsBin', call: algorithms.fsrsBin, args: [{ elapsedDays: 3, review: 2, lapses: 0 }] },
  { name: 'interventionEffects', call: algorithms.interventionEffects, args: [interventions, timeline, 10, timelineDefaults] },
  { name: 'learnerDayNumber', call: algorithms.learnerDayNumber, args: [864e5, 'Europe/Zurich', 4] },
  { name: 'learningByEmotion', call: algorithms.learningByEmotion, args: [feltAnswers] },
  { name: 'levelsWithCredit', call: algorithms.levelsWithCredit, args: [levels, new Map([['a', { support: 0.5, doubt: 0 }]])] },
  { name: 'logLoss', call: algorithms.logLoss, args: [predictions] },
  { name: 'migrateFsrsWeights', call: algorithms.migrateFsrsWeights, args: [fsrsDefaults.weights.slice(0, 17)] },
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
  { name: 'predictLogSteps', call: drained(algorithms.predictLogSteps), args: [{ ...bkt }, bkt.defaults, log, () => true] },
  { name: 'prerequisiteGraphSteps', call: drained(algorithms.prerequisiteGraphSteps), args: [nodes] },
  { name: 'predictLog', call: algorithms.predictLog, args: [{ ...bkt }, bkt.defaults, log, () => true] },
  { name: 'propagateCredit', call: algorithms.propagateCredit, args: [graph, levels, { damping: 0.5, least_credit: 0.01 }] },
  { name: 'answerCredit', call: algorithms.answerCredit, args: [{ hints_used: 1, attempts: 2, confidence: 0.5 }] },
  { name: 'checkAnswerScales', call: algorithms.checkAnswerScales, args: ['quiz', { correct: true, score: 0.5, rating: 2, grade: 3 }] },
  {
    name: 'judgeAnswer',
    call: algorithms.judgeAnswer,
    args: [{ correct: true, score: 0.5, rating: 2, grade: 3, hints_used: 1, attempts: 2, confidence: 0.5 }, 'quiz'],
  },
  { name: 'ratingFromAnswer', call: algorithms.ratingFromAnswer, args: [{ correct: true, score: 0.5 }] },
  { name: 'ratingFromGrade', call: algorithms.ratingFromGrade, args: [3] },
  { name: 'readiness', call: algorithms.readiness, args: [graph, levels, 'b'] },
  { name: 'residualForecast', call: algorithms.residualForecast, args: [outlook, 3] },
  { name: 'residualInitialCard', call: algorithms.residualInitialCard, args: [0] },
  { name: 'residualInitialLearner', call: algorithms.residualInitialLearner, args: [{ ...algorithms.residualDefaults }] },
  { name: 'residualInterval', call: algorithms.residualInterval, args: [outlook, 0.9, 365] },
  { name: 'residualPopulation', call: algorithms.residualPopulation, args: [[residualLearner]] },
  { name: 'residualPredict', call: algorithms.residualPredict, args: [question] },
  { name: 'residualUpdate', call: algorithms.residualUpdate, args: [{ ...question, rating: 1 }, { ...algorithms.residualDefaults }] },
  { name: 'residualUpdate, same day', call: algorithms.residualUpdate, args: [{ ...question, day: 0, rating: 3 }] },
  { name: 'retention', call: algorithms.retention, args: [curve, 3, { shape: 'power' }] },
  { name: 'sm2ButtonsStep', call: algorithms.sm2ButtonsStep, args: [sm2State, 4, 864e6, { ...sm2Buttons.defaults }] },
  { name: 'sm2FromCard', call: algorithms.sm2FromCard, args: [card, 1.3] },
  { name: 'sm2.adopt', call: sm2.adopt, args: [card, { ...sm2.defaults }] },
  { name: 'sm2_buttons.adopt', call: sm2Buttons.adopt, args: [card, { ...sm2Buttons.defaults }] },
  { name: 'fsrsFromCard', call: algorithms.fsrsFromCard, args: [card, { ...fsrsDefaults }] },
  { name: 'personal.adopt', call: personal.adopt, args: [card, { ...fsrsDefaults }] },
  { name: 'fsrs.adopt', call: fsrs.adopt, args: [{ ...card, kind: 'fsrs', stability: 9, difficulty: 5 }, { ...fsrsDefaults }] },
  { name: 'hlrFromCard', call: algorithms.hlrFromCard, args: [card] },
  { name: 'hlr.adopt', call: hlr.adopt, args: [card, { ...hlr.defaults }] },
  {
    name: 'forgettingCurveFromMemory',
    call: algorithms.forgettingCurveFromMemory,
    args: [{ stability: 9, difficulty: 5 }, forgettingCurveDefaults],
  },
  { name: 'canonicalZone', call: algorithms.canonicalZone, args: ['Europe/Zurich'] },
  {
    name: 'daysBetween',
    call: algorithms.daysBetween,
    args: [
      { at: 0, day: 0 },
      { at: 864e5, day: 1 },
    ],
  },
  { name: 'beginningOfLearnerDay', call: algorithms.beginningOfLearnerDay, args: [20_000, 'Europe/Zurich', 4] },
  { name: 'zoneOffsets', call: algorithms.zoneOffsets, args: ['Europe/Zurich', 0, 864e7] },
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
  { name: 'rmse', call: algorithms.rmse, args: [predictions] },
  { name: 'rmseBins', call: algorithms.rmseBins, args: [predictions, [1, 2]] },
  { name: 'scoreTrend', call: algorithms.scoreTrend, args: [[1, 2].map((day) => ({ at: 864e5 * day, value: day / 3 })), 5] },
  { name: 'seededRandom', call: algorithms.seededRandom, args: [1] },
  { name: 'sm2Step', call: algorithms.sm2Step, args: [sm2State, 4, 864e5, sm2.defaults] },
  { name: 'sumEmotions', call: algorithms.sumEmotions, args: [feltTime, timelineDefaults] },
  { name: 'splitByLearner', call: algorithms.splitByLearner, args: [['a', 'b', 'a'], 0.5, 0] },
  { name: 'splitByTime', call: algorithms.splitByTime, args: [[3, 1, 2], 0.5] },
  { name: 'streakAt', call: algorithms.streakAt, args: [streak, 20, [18]] },
  { name: 'streakOf', call: algorithms.streakOf, args: [[10, { at: 1e9, day: 12, offset_minutes: 60 }], [11]] },
  { name: 'studyDay', call: algorithms.studyDay, args: [864e5, 'Europe/Zurich', 4] },
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
  { name: 'itemProbability', call: algorithms.itemProbability, args: [item, 0.5, 'normal'] },
  { name: 'itemInformation', call: algorithms.itemInformation, args: [item, 0.5, 'normal'] },
  { name: 'testInformation', call: algorithms.testInformation, args: [[item, item], 0.5, 'normal'] },
  { name: 'expectedScore', call: algorithms.expectedScore, args: [[item, item], 0.5, 'normal'] },
  { name: 'abilityForScore', call: algorithms.abilityForScore, args: [[item, item], 0.5, 'normal'] },
  { name: 'responsesLogLikelihood', call: algorithms.responsesLogLikelihood, args: [responses, 0.5, 'normal'] },
  ...(['eap', 'map', 'mle', 'wle'] as const).map((method) => ({
    name: `estimateAbility, ${method}`,
    call: algorithms.estimateAbility,
    args: [responses, { method, prior: { mean: 0, sd: 1 }, range: [-4, 4], metric: 'normal' }],
  })),
  { name: 'fitItems', call: algorithms.fitItems, args: [itemAnswers, { model: 'rasch', most_iterations: 3 }] },
  { name: 'buildItemBank', call: algorithms.buildItemBank, args: [[{ id: 'a', area: 'x', ...item }]] },
  { name: 'exposureParameters', call: algorithms.exposureParameters, args: [{ a: 80, b: 10 }, 100, 0.2] },
  { name: 'stopReason', call: algorithms.stopReason, args: [testRules.stop, progress] },
  { name: 'nextItem', call: algorithms.nextItem, args: [bank, testState, testRules, () => 0.7] },
  { name: 'nextItem, resting', call: algorithms.nextItem, args: [bank, testState, resting, () => 0.7] },
  { name: 'adaptiveTest.start', call: algorithms.adaptiveTest.start, args: [testRules] },
  {
    name: 'adaptiveTest.answer',
    call: algorithms.adaptiveTest.answer,
    args: [bank, testState, { item: 'c', correct: true, response_time_seconds: 5 }, testRules],
  },
  { name: 'adaptiveTest.result', call: algorithms.adaptiveTest.result, args: [bank, testState, testRules] },
  { name: 'updateStreak', call: algorithms.updateStreak, args: [streak, { at: 2e9, day: 20, offset_minutes: 60 }, [18, 19]] },
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
  { name: 'personal.initial', call: personal.initial, args: [personal.defaults] },
  { name: 'personal.update', call: personal.update, args: [fsrsState, observation, { ...personal.defaults }] },
  {
    name: 'personal.update, looking ahead',
    call: personal.update,
    args: [fsrsState, { ...observation, recallAfter: () => 0.9 }, { ...personal.defaults }],
  },
  { name: 'personal.predict', call: personal.predict, args: [fsrsState, 864e5, personal.defaults, 1] },
  { name: 'personal.intervalDays', call: personal.intervalDays, args: [fsrsState, personal.defaults] },
  { name: 'personal.dueAt', call: personal.dueAt, args: [fsrsState, personal.defaults] },
  { name: 'bkt.initial', call: bkt.initial, args: [bkt.defaults] },
  { name: 'bkt.update', call: bkt.update, args: [bktState, observation, bkt.defaults] },
  { name: 'bkt.predict', call: bkt.predict, args: [bktState, 864e5, bkt.defaults] },
  { name: 'bkt.mastery', call: bkt.mastery, args: [bktState, bkt.defaults] },
  { name: 'opinion_pool.initialLearner', call: opinionPool.initialLearner, args: [{}] },
  { name: 'opinion_pool.initialConcept', call: opinionPool.initialConcept, args: [{}] },
  { name: 'opinion_pool.predict', call: opinionPool.predict, args: [states, moment, {}] },
  { name: 'opinion_pool.update', call: opinionPool.update, args: [states, moment, observation, {}] },
  { name: 'learned_pool.initialLearner', call: learnedPool.initialLearner, args: [learnedPool.defaults] },
  { name: 'learned_pool.initialConcept', call: learnedPool.initialConcept, args: [learnedPool.defaults] },
  { name: 'learned_pool.predict', call: learnedPool.predict, args: [pooled, moment, learnedPool.defaults] },
  { name: 'learned_pool.update', call: learnedPool.update, args: [pooled, moment, observation, learnedPool.defaults] },
  { name: 'logistic_memory.initialLearner', call: logisticMemory.initialLearner, args: [{ ...logisticMemory.defaults }] },
  { name: 'logistic_memory.initialConcept', call: logisticMemory.initialConcept, args: [{ ...logisticMemory.defaults }] },
  { name: 'logistic_memory.adopt', call: logisticMemory.adopt, args: [card, { ...logisticMemory.defaults }] },
  { name: 'logistic_memory.predict', call: logisticMemory.predict, args: [remembered, moment, { ...logisticMemory.defaults }] },
  {
    name: 'logistic_memory.recallAfter',
    call: logisticMemory.recallAfter,
    args: [remembered, moment, 3, { ...logisticMemory.defaults }],
  },
  { name: 'logistic_memory.update', call: logisticMemory.update, args: [remembered, moment, observation, { ...logisticMemory.defaults }] },
  { name: 'logistic.initialLearner', call: logisticPredictor.initialLearner, args: [logisticPredictor.defaults] },
  { name: 'logistic.initialConcept', call: logisticPredictor.initialConcept, args: [logisticPredictor.defaults] },
  { name: 'logistic.predict', call: logisticPredictor.predict, args: [traced, moment, { ...logisticPredictor.defaults }] },
  { name: 'logistic.update', call: logisticPredictor.update, args: [traced, moment, observation, { ...logisticPredictor.defaults }] },
  {
    name: 'logistic.predict, item',
    call: logisticPredictor.predict,
    args: [traced, { ...moment, item: 'q', itemDifficulty: 0.7 }, { ...logisticPredictor.defaults, items: { q: logisticItemWeights } }],
  },
  {
    name: 'logistic.update, difficulty',
    call: logisticPredictor.update,
    args: [
      traced,
      { ...moment, item: 'q', itemDifficulty: 0.7 },
      observation,
      { ...logisticPredictor.defaults, difficulty: { weight: 2, typical: 0.4 } },
    ],
  },
  { name: 'bkt.confidence', call: bkt.confidence, args: [bktState, bkt.defaults] },
  { name: 'bktParamsFor', call: algorithms.bktParamsFor, args: [classedParams, { learnerClass: 1, itemClass: 2, lessonClass: 3 }] },
  { name: 'fitBkt', call: algorithms.fitBkt, args: [answerLog, { ...bktFitOptions, params: { ...bkt.defaults } }] },
  { name: 'pfa.initial', call: pfa.initial, args: [pfa.defaults] },
  { name: 'pfa.update', call: pfa.update, args: [pfaState, observation, pfa.defaults] },
  { name: 'pfa.predict', call: pfa.predict, args: [pfaState, 864e5, pfa.defaults] },
  { name: 'pfa.mastery', call: pfa.mastery, args: [pfaState, pfa.defaults] },
  { name: 'pfa.confidence', call: pfa.confidence, args: [pfaState, pfa.defaults] },
  { name: 'pfa.predict, log counts', call: pfa.predict, args: [pfaState, 864e5, { ...pfa.defaults, counts: 'log' }] },
  { name: 'pfaProbability', call: algorithms.pfaProbability, args: [[{ state: pfaState, params: pfa.defaults }]] },
  { name: 'fitPfa', call: algorithms.fitPfa, args: [answerLog, { ...fitOptions, counts: 'log', ridge: 0.1, params: { ...pfa.defaults } }] },
  { name: 'ability.initial', call: ability.initial, args: [ability.defaults] },
  { name: 'ability.update', call: ability.update, args: [ableInConcept, solved, ability.defaults] },
  { name: 'ability.predict', call: ability.predict, args: [ableInConcept, 864e5, ability.defaults, 1, 0.3] },
  { name: 'ability.mastery', call: ability.mastery, args: [ableInConcept, ability.defaults] },
  { name: 'ability.masteryAt', call: ability.masteryAt, args: [ableInConcept, 864e5, ability.defaults, 1] },
  { name: 'ability.confidence', call: ability.confidence, args: [ableInConcept, ability.defaults] },
  {
    name: 'abilityDifficulty',
    call: algorithms.abilityDifficulty,
    args: [ableInConcept, { success: 0.8, elapsedDays: 2 }, ability.defaults],
  },
  { name: 'abilityEstimate', call: algorithms.abilityEstimate, args: [ableInConcept, 2, ability.defaults] },
  { name: 'initialLearnerAbility', call: algorithms.initialLearnerAbility, args: [ability.defaults] },
  {
    name: 'learnAbility',
    call: algorithms.learnAbility,
    args: [{ learner: able, concept: ableInConcept }, 'Algebra', solved, ability.defaults],
  },
  { name: 'withLearner', call: algorithms.withLearner, args: [ableInConcept, able, 'Algebra', ability.defaults] },
  { name: 'elo.initial', call: elo.initial, args: [elo.defaults] },
  { name: 'elo.update', call: elo.update, args: [eloState, observation, elo.defaults] },
  { name: 'elo.predict', call: elo.predict, args: [eloState, 864e5, elo.defaults] },
  { name: 'elo.mastery', call: elo.mastery, args: [eloState, elo.defaults] },
  { name: 'elo.confidence', call: elo.confidence, args: [eloState, elo.defaults] },
  { name: 'eloProbability', call: algorithms.eloProbability, args: [eloRatings, 0.25] },
  { name: 'updateElo', call: algorithms.updateElo, args: [eloRatings, { correct: true, guess: 0.25 }, eloDefaults] },
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

  it('does so for a list with a hole, which many methods of lists pass over', () => {
    for (const path of paths.filter((each) => /^\d+$/.test(String(each.at(-1))))) judge(call, holed(args, path) as readonly unknown[]);
  });

  it('does so when several are spoilt at once', () => {
    const spoils = fc.array(fc.tuple(fc.constantFrom(...paths), hostile), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(spoils, (each) => judge(call, spoilt(args, each))),
      { numRuns: 300 },
    );
  });
});

/** A call that gives a promise, whose failure is looked at where it is tested. */
/** A generator checks its arguments as its first step is taken. */
function drained(steps: (...args: never) => Generator<unknown, unknown>): unknown {
  return (...args: readonly unknown[]): unknown => {
    const generator = (steps as (...given: readonly unknown[]) => Generator<unknown, unknown>)(...args);
    for (let step = generator.next(); ; step = generator.next()) if (step.done === true) return step.value;
  };
}

function settled(call: (...args: never) => Promise<unknown>): unknown {
  return (...args: readonly unknown[]): null => {
    (call as (...given: readonly unknown[]) => Promise<unknown>)(...args).catch(() => undefined);
    return null;
  };
}

type Path = readonly (string | number)[];

function judge(call: unknown, args: readonly unknown[]): void {
  const outcome = outcomeOf(call, args);
  // Looked at before it is expected: a hundred thousand expectations take as long as all the calls.
  if (outcome instanceof algorithms.AdaptiveLearningError) {
    if (outcome.code !== 'invalid_input') expect(outcome.code).toBe('invalid_input');
  } else if (hasStrayNumber(outcome)) expect(strayNumbers(outcome)).toEqual([]);
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

function hasStrayNumber(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof Map) return [...value.values()].some(hasStrayNumber);
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return (value as readonly unknown[]).some(hasStrayNumber);
  return Object.values(value).some(hasStrayNumber);
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

/** The same without what stands at a path of a list, whose length stays. */
function holed(value: unknown, [key, ...rest]: Path): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Map || key === undefined) return value;
  if (Array.isArray(value) && rest.length === 0) {
    const sparse = new Array<unknown>(value.length);
    for (const [place, item] of value.entries()) if (String(place) !== String(key)) sparse[place] = item;
    return sparse;
  }
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...value };
  Reflect.set(copy, key, holed(Reflect.get(value, key), rest));
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
