import { type LogisticFeatures, writeFeatures } from '../logistic-features.js';
import { NUMBERS, NUMBERS_WITHOUT_TIME, SHARED_SIZE, SKILL_SIZE } from '../logistic-layout.js';
import { easinessOf } from '../logistic-question.js';
import { type LogisticLearner, type LogisticSkill, logisticInitialLearner, logisticInitialSkill } from '../logistic-states.js';
import { learnerAfter, skillAfter, surprise } from '../logistic-step.js';
import { FRESH_ITEM_WEIGHTS, FRESH_SKILL_WEIGHTS, type LogisticPopulation } from '../logistic-weights.js';
import type { LogisticLog } from './logistic-log.js';

/** Weights whose feature is 1 in a row: both streaks, the skill's easiness, pattern and skill before, the item. */
export const PLACES = 6;
const ROWS_BETWEEN_PAUSES = 4_096;
/** Making a row takes some eight times as long as going over it. */
const WORK_OF_A_ROW = 8;

/** The features of every answer of a log, each written before its outcome was looked at. */
export interface LogisticDesign {
  readonly rows: number;
  /** How many numbers a row has, and those, row by row. */
  readonly count: number;
  readonly numbers: Float32Array;
  /** The places of the weights that count as they are, {@link PLACES} a row; one that is not there points to a weight that stays 0. */
  readonly places: Int32Array;
  readonly correct: Uint8Array;
  /** All weights in one vector: shared, skill by skill, item by item, and the one that stays 0. */
  readonly weights: number;
}

/** Where the weights of a skill or an item start in the vector. */
export function skillPlace(skill: number): number {
  return SHARED_SIZE + skill * SKILL_SIZE;
}

export function itemPlace(skills: number, item: number): number {
  return SHARED_SIZE + skills * SKILL_SIZE + item;
}

/** Walks each learner through the log once; yields the work done since the last time. */
export function* designOf(log: LogisticLog, population: LogisticPopulation): Generator<number, LogisticDesign> {
  const { learner, skill, correct, skills, items, item, at } = log;
  const rows = correct.length;
  const count = at === undefined ? NUMBERS_WITHOUT_TIME : NUMBERS;
  const weights = itemPlace(skills.length, items?.length ?? 0) + 1;
  const numbers = new Float32Array(rows * count);
  const places = new Int32Array(rows * PLACES);
  const walk = walkOf(log, population);
  const features: LogisticFeatures = { numbers: new Float64Array(NUMBERS), skillStreak: 0, learnerStreak: 0, pattern: 0, previous: 0 };
  for (let row = 0; row < rows; row += 1) {
    const skillNumber = skill[row] as number;
    const itemNumber = item?.[row] ?? -1;
    walk.write(features, learner[row] as number, skillNumber, at?.[row]);
    for (let i = 0; i < count; i += 1) numbers[row * count + i] = features.numbers[i] as number;
    const own = skillPlace(skillNumber);
    const to = row * PLACES;
    places[to] = features.skillStreak;
    places[to + 1] = features.learnerStreak;
    places[to + 2] = own;
    places[to + 3] = own + features.pattern;
    places[to + 4] = features.previous < 0 ? weights - 1 : own + features.previous;
    places[to + 5] = itemNumber < 0 ? weights - 1 : itemPlace(skills.length, itemNumber);
    walk.answer(learner[row] as number, skillNumber, itemNumber, correct[row] === 1, at?.[row]);
    if ((row + 1) % ROWS_BETWEEN_PAUSES === 0) yield ROWS_BETWEEN_PAUSES * WORK_OF_A_ROW;
  }
  return { rows, count, numbers, places, correct, weights };
}

/** The states of all learners as the log goes by. */
function walkOf({ skills, skill, correct, items }: LogisticLog, population: LogisticPopulation) {
  const { base_rate } = population;
  const easiness = skillCounts(skill, correct, skills.length).map((counts) => ({ ...FRESH_SKILL_WEIGHTS, ...counts }));
  // Items are counted as the log goes by, as they will be when the model is used.
  const itemAnswers = new Int32Array(items?.length ?? 0);
  const itemRight = new Int32Array(items?.length ?? 0);
  const fresh = { learner: logisticInitialLearner(population), skill: logisticInitialSkill(population) };
  const learners = new Map<number, { state: LogisticLearner; readonly skills: Map<number, LogisticSkill> }>();
  const of = (learner: number) => {
    const known = learners.get(learner);
    if (known !== undefined) return known;
    const begun = { state: fresh.learner, skills: new Map<number, LogisticSkill>() };
    learners.set(learner, begun);
    return begun;
  };
  return {
    write(into: LogisticFeatures, learner: number, skill: number, at: number | undefined): void {
      const { state, skills: own } = of(learner);
      writeFeatures(into, state, own.get(skill) ?? fresh.skill, skills[skill] as string, at, base_rate);
    },
    answer(learner: number, skill: number, item: number, right: boolean, at: number | undefined): void {
      const known = of(learner);
      const before = known.skills.get(skill) ?? fresh.skill;
      const itemWeights =
        item < 0 ? FRESH_ITEM_WEIGHTS : { ...FRESH_ITEM_WEIGHTS, answers: itemAnswers[item] as number, right: itemRight[item] as number };
      const expected = easinessOf({ population, skillWeights: easiness[skill] as (typeof easiness)[number], itemWeights });
      const surprised = surprise(known.state, before, expected, right);
      known.state = learnerAfter(known.state, before, skills[skill] as string, right, at, surprised, known.state.factor);
      known.skills.set(skill, skillAfter(before, known.state.runs, right, at, surprised));
      if (item < 0) return;
      itemAnswers[item] = (itemAnswers[item] as number) + 1;
      itemRight[item] = (itemRight[item] as number) + (right ? 1 : 0);
    },
  };
}

/** Answers, and right ones, for each of so many numbers; −1 is nobody's. */
export function skillCounts(column: Int32Array, correct: Uint8Array, size: number): { answers: number; right: number }[] {
  const counts = Array.from({ length: size }, () => ({ answers: 0, right: 0 }));
  for (let row = 0; row < column.length; row += 1) {
    const count = counts[column[row] as number];
    if (count === undefined) continue;
    count.answers += 1;
    count.right += correct[row] as number;
  }
  return counts;
}
