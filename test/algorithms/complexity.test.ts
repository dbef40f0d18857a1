import { describe, expect, it } from 'vitest';
import { functionsOf, growsByAtMost, list, walked } from '../support/complexity.js';
import { operationsOf } from '../support/operations.js';
import { algorithms } from './walks/counted.js';
import { EMOTION } from './walks/emotion.js';
import { EVALUATION, FOLDS } from './walks/evaluation.js';
import { FITS, FITS_OF_ITEMS } from './walks/fits.js';
import { GRAPH } from './walks/graph.js';
import { DRAWS, ITEMS } from './walks/items.js';
import { MEMORY } from './walks/memory.js';

/** What has no size: by why. */
const NOT_WALKED: Readonly<Record<string, string>> = {
  'one card, concept or learner, of a fixed number of fields, and one answer': `
    abilityDifficulty abilityEstimate initialLearnerAbility learnAbility withLearner
    bktParamsFor eloProbability updateElo forgettingCurveFromMemory fsrsFromCard fsrsFromSm2 fsrsInitialMemory fsrsInterval fsrsNextMemory
    fsrsNextStates fsrsRetrievability fsrsReview fsrsTimeUntil hlrFromCard logisticConfidence logisticExplain logisticInitialLearner
    logisticInitialSkill logisticLearn logisticMastery logisticPredict logisticUpdate residualForecast residualInitialCard
    residualInitialLearner residualInterval residualPredict residualUpdate retention sm2ButtonsStep sm2FromCard sm2FromFsrs sm2NextItem
    sm2Step targetDifficulty timeUntilRetention updateForgettingCurve updateRecentSuccess adaptiveTest.start`,
  'single numbers, grades, scores or instants': `
    answerCredit beginningOfLearnerDay checkAnswerScales daysBetween difficultyForSuccess elapsedLearnerDays endOfLearnerDay fsrsBin
    gradeFromRating halfLifeRecall itemInformation itemProbability judgeAnswer learnerDayNumber ratingFromAnswer ratingFromGrade
    seededRandom studyDay`,
  'parameters of a fixed number of fields': 'checkForgettingCurveParams fsrsParams migrateFsrsWeights',
  'one of the emotions, or a share for each of them': 'emotionRole emotionTrends',
  'the name of a time zone, which is at most as long as such names are': 'canonicalZone',
};

it('looks at every public function, or says why not', () => {
  const unsized = Object.values(NOT_WALKED).flatMap((names) => names.trim().split(/\s+/));
  const sized = walked(EMOTION, EVALUATION, FOLDS, GRAPH, ITEMS, DRAWS, MEMORY, FITS, FITS_OF_ITEMS);
  // A model's methods take one state of a fixed number of fields, and one answer.
  const models = algorithms.ALGORITHMS.map(({ model }) => model);
  const functions = functionsOf(algorithms, [...models, algorithms.AdaptiveLearningError]);
  expect([...sized, ...unsized].sort()).toEqual([...functions].sort());
});

describe('four times the input takes little more than four times the work', () => {
  describe('of emotions', () => growsByAtMost(EMOTION));
  describe('of evaluation', () => growsByAtMost(EVALUATION));
  describe('of prerequisites', () => growsByAtMost(GRAPH));
  describe('of items', () => growsByAtMost(ITEMS));
  describe('of memory and days', () => growsByAtMost(MEMORY));
  describe('of fits', () => growsByAtMost(FITS));
});

describe('work that is inherently more is so by no more than it must', () => {
  // n lists of n learners.
  describe('of folds', () => growsByAtMost(FOLDS, { size: 60, atMost: 17 }));
  // n items kept back, each of a list of n.
  describe('of draws', () => growsByAtMost(DRAWS, { size: 100, atMost: 17 }));
  // The inverse of a matrix, n³.
  describe('of items', () => growsByAtMost(FITS_OF_ITEMS, { size: 10, atMost: 64 }));
});

describe('the count', () => {
  const items = (size: number) => list(size, (at) => at);

  it('shows work that is not linear as such', async () => {
    // The library's own check of a list, once for each item.
    const quadratic = (size: number) => () => {
      for (const _ of items(size)) algorithms.streakOf(items(size), []);
    };
    expect((await operationsOf(quadratic(400))) / (await operationsOf(quadratic(100)))).toBeGreaterThan(10);
  });

  it('shows it also where a built-in method does the work', async () => {
    const searches = (size: number) => () => items(size).filter((each) => items(size).includes(each));
    const copies = (size: number) => () => items(size).reduce<readonly number[]>((all, each) => all.concat(each), []);
    for (const work of [searches, copies]) {
      expect((await operationsOf(work(400))) / (await operationsOf(work(100)))).toBeGreaterThan(10);
    }
  });

  it('leaves the built-in methods as they were', async () => {
    const before = [Array.prototype.includes, Object.keys, new Map().values().next];
    await operationsOf(() => undefined);
    expect([Array.prototype.includes, Object.keys, new Map().values().next]).toEqual(before);
  });
});
