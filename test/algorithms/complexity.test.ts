import { type Profiler, Session } from 'node:inspector/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { EmotionalState } from '../../src/algorithms/index.js';

const session = new Session();
session.connect();
await session.post('Profiler.enable');
// Before the code is compiled: V8 puts its counters in as it compiles.
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
const algorithms = await import('../../src/algorithms/index.js');
const { EMOTIONAL_STATES } = algorithms;
afterAll(() => session.disconnect());

/** How often blocks of the library's own code run: V8 counts them, the same each time. */
async function operationsOf(work: () => unknown): Promise<number> {
  await session.post('Profiler.takePreciseCoverage');
  work();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const ours = result.filter(({ url }: Profiler.ScriptCoverage) => url.includes('/src/algorithms/'));
  return ours.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges)).reduce((sum, { count }) => sum + count, 0);
}

const emotionAt = (at: number) => EMOTIONAL_STATES[at % EMOTIONAL_STATES.length] as EmotionalState;
const list = <Item>(n: number, make: (at: number) => Item): Item[] => Array.from({ length: n }, (_, at) => make(at));
const MINUTE = 60_000;
const hindered = (n: number) =>
  list(n, (at) => ({ at: at * MINUTE, emotion: at % 2 === 0 ? ('frustration' as const) : ('hope' as const), session: `s${at % 7}` }));

/** The input of each function at a size: as many different names, days, types and sessions as there are items. */
const WORK: Readonly<Record<string, (n: number) => () => unknown>> = {
  learningByEmotion: (n) => {
    const answers = list(n, (at) => ({ emotion: emotionAt(at), score: 1, activity: `a${at}` }));
    return () => algorithms.learningByEmotion(answers);
  },
  bestEmotionFor: (n) => {
    const answers = list(n, (at) => ({ emotion: emotionAt(at), score: 1, activity: `a${at}` }));
    return () => algorithms.bestEmotionFor(answers, 'a1');
  },
  streakOf: (n) => {
    const [days, frozen] = [list(n, (at) => at * 2), list(n, (at) => at * 2 + 1)];
    return () => algorithms.streakOf(days, frozen);
  },
  interventionEffects: (n) => {
    const [interventions, timeline] = [
      list(n, (at) => ({ at: at * MINUTE, intervention_type: `t${at}`, session: `s${at % 7}` })),
      hindered(n),
    ];
    return () => algorithms.interventionEffects(interventions, timeline, 1e9);
  },
  emotionalRecovery: (n) => {
    const timeline = hindered(n);
    return () => algorithms.emotionalRecovery(timeline);
  },
  commonTriggers: (n) => {
    const timeline = list(n, (at) => ({ at: at * MINUTE, emotion: 'frustration' as const, trigger: `t${at}` }));
    return () => algorithms.commonTriggers(timeline, 'frustration');
  },
  emotionDistribution: (n) => {
    const timeline = hindered(n);
    return () => algorithms.emotionDistribution(timeline);
  },
  affectDynamics: (n) => {
    const timeline = hindered(n);
    return () => algorithms.affectDynamics(timeline);
  },
  auc: (n) => {
    const predictions = list(n, (at) => ({ predicted: (at % 997) / 997, actual: at % 3 === 0 }));
    return () => algorithms.auc(predictions);
  },
  calibration: (n) => {
    const predictions = list(n, (at) => ({ predicted: (at % 997) / 997, actual: at % 3 === 0 }));
    return () => algorithms.calibration(predictions, 10);
  },
  answerColumns: (n) => {
    const answers = list(n, (at) => ({ learner: `l${at}`, concept: `c${at}`, at, day: 0, correct: true }));
    return () => algorithms.answerColumns(answers);
  },
  buildPrerequisiteGraph: (n) => {
    const nodes = list(n, (at) => ({
      id: `c${at}`,
      prerequisites: at === 0 ? [] : [{ id: `c${at - 1}`, weight: 1, masteryRequired: 0.5 }],
    }));
    return () => algorithms.buildPrerequisiteGraph(nodes);
  },
  outerFringe: (n) => {
    const graph = algorithms.buildPrerequisiteGraph(
      list(n, (at) => ({ id: `c${at}`, prerequisites: at === 0 ? [] : [{ id: `c${at - 1}`, weight: 1, masteryRequired: 0.5 }] })),
    );
    const levels = new Map(list(n, (at) => [`c${at}`, at % 2]));
    return () => algorithms.outerFringe(graph, levels, 0.8);
  },
  sm2FromHistory: (n) => {
    const reviews = list(n, (at) => ({ at: at * 864e5, grade: 4 as const }));
    return () => algorithms.sm2FromHistory(reviews);
  },
  fsrsFromHistory: (n) => {
    const reviews = list(n, (at) => ({ at: at * 864e5, rating: 3 as const }));
    return () => algorithms.fsrsFromHistory(reviews);
  },
};

/** Not walked: they take single values, a fixed number of them, or a log that a fit goes over again and again (bench/ measures those). */
const NOT_WALKED: readonly string[] = [
  'abilityForScore',
  'addEmotionSums',
  'answerCredit',
  'baseRateLogLoss',
  'beginningOfLearnerDay',
  'bktParamsFor',
  'blockedBy',
  'brierScore',
  'buildItemBank',
  'canonicalZone',
  'checkAnswerScales',
  'checkForgettingCurveParams',
  'compareMeasures',
  'daysBetween',
  'difficultyForSuccess',
  'elapsedLearnerDays',
  'eloProbability',
  'emotionFigures',
  'emotionRole',
  'emotionTrends',
  'emotionalHours',
  'endOfLearnerDay',
  'estimateAbility',
  'estimateMeasures',
  'evaluateModel',
  'evaluateModelAsync',
  'expectedScore',
  'exposureParameters',
  'fitBkt',
  'fitForgettingCurve',
  'fitFsrs',
  'fitFsrsInSlices',
  'fitHalfLifeRegression',
  'fitHlr',
  'fitItems',
  'fitLogistic',
  'fitPfa',
  'foldsByLearner',
  'forgettingCurveFromMemory',
  'fsrsBin',
  'fsrsFromCard',
  'fsrsFromSm2',
  'fsrsInitialMemory',
  'fsrsInterval',
  'fsrsNextMemory',
  'fsrsNextStates',
  'fsrsParams',
  'fsrsRetrievability',
  'fsrsReview',
  'fsrsTimeUntil',
  'gradeFromRating',
  'halfLifeDays',
  'halfLifeRecall',
  'halfLifeStep',
  'hlrFromCard',
  'itemInformation',
  'itemProbability',
  'judgeAnswer',
  'learnerDayNumber',
  'levelsWithCredit',
  'logLoss',
  'logisticConfidence',
  'logisticExplain',
  'logisticInitialLearner',
  'logisticInitialSkill',
  'logisticLearn',
  'logisticMastery',
  'logisticPredict',
  'logisticUpdate',
  'migrateFsrsWeights',
  'nextItem',
  'pfaProbability',
  'predictLog',
  'predictLogSteps',
  'prerequisiteGraphSteps',
  'propagateCredit',
  'ratingFromAnswer',
  'ratingFromGrade',
  'readiness',
  'residualForecast',
  'residualInitialCard',
  'residualInitialLearner',
  'residualInterval',
  'residualPopulation',
  'residualPredict',
  'residualUpdate',
  'responsesLogLikelihood',
  'retention',
  'rmse',
  'rmseBins',
  'scoreTrend',
  'seededRandom',
  'sm2ButtonsStep',
  'sm2FromCard',
  'sm2FromFsrs',
  'sm2NextItem',
  'sm2Step',
  'splitByLearner',
  'splitByTime',
  'stopReason',
  'streakAt',
  'studyDay',
  'sumEmotions',
  'targetDifficulty',
  'testInformation',
  'timeUntilRetention',
  'updateElo',
  'updateForgettingCurve',
  'updateRecentSuccess',
  'updateStreak',
  'zoneOffsets',
];

it('looks at every public function, or says that it does not', () => {
  const functions = Object.entries(algorithms).flatMap(([name, value]) =>
    typeof value === 'function' && name !== 'AdaptiveLearningError' ? [name] : [],
  );
  expect([...Object.keys(WORK), ...NOT_WALKED].sort()).toEqual(functions.sort());
});

describe('four times the input takes little more than four times the work', () => {
  it.each(Object.entries(WORK))('%s', async (_, make) => {
    const size = 300;
    const [small, large] = [await operationsOf(make(size)), await operationsOf(make(size * 4))];
    // n·log n is 5 times as much between these sizes; n² is 16 times.
    expect(large / small).toBeLessThan(6);
    expect(small).toBeGreaterThan(size / 2);
  });
});

it('counts work that is not linear as such', async () => {
  const items = (n: number) => list(n, (at) => at);
  const quadratic = (n: number) => () => {
    // The library's own check of a list, once for each item.
    for (const _ of items(n)) algorithms.streakOf(items(n), []);
  };
  expect((await operationsOf(quadratic(400))) / (await operationsOf(quadratic(100)))).toBeGreaterThan(10);
});
