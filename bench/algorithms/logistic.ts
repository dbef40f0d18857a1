import {
  type LogisticItemWeights,
  type LogisticLearner,
  type LogisticPopulation,
  type LogisticSkill,
  type LogisticSkillWeights,
  logisticDefaults,
  logisticInitialLearner,
  logisticInitialSkill,
  logisticLearn,
  logisticPredict,
  logisticUpdate,
} from 'adaptive-learning-engine/algorithms';
import type { Figure } from '../figure.js';
import { randomNumbers } from '../harness/random-numbers.js';
import { throughput } from './throughput.js';

const ANSWERS = 2_000;
const SKILLS = 20;
const ITEMS = 200;
/** Answers on one skill before the next. */
const RUN = 5;
const MINUTE_MS = 60_000;

/** Nanoseconds of one prediction, one update of the states, and one that moves the weights too. There is no peer on npm. */
export function logisticFigures(): readonly Figure[] {
  const rates = throughput([
    { name: 'prediction', run: () => practise('predict', false), operations: ANSWERS },
    { name: 'update', run: () => practise('update', false), operations: ANSWERS },
    { name: 'learn', run: () => practise('learn', false), operations: ANSWERS },
    { name: 'learn, with items and times', run: () => practise('learn', true), operations: ANSWERS },
  ]);
  const [prediction = 0, update = 0, learn = 0, learnAll = 0] = rates.map((rate) => Math.round(1e9 / rate));
  const line = (what: string, nanoseconds: number): Figure => ({
    what: `logistic tracing: ${what}`,
    ours: `${nanoseconds} ns`,
    reference: 'no peer on npm',
    aim: '≤ 2000 ns',
    reached: nanoseconds <= 2_000,
  });
  return [
    line('one prediction', prediction),
    line('one update of learner and skill, weights as they are', update),
    line('one update that learns the weights', learn),
    line('the same with items and times', learnAll),
  ];
}

/** A learner who practises skill after skill; everything is kept as a caller keeps it. */
function practise(what: 'predict' | 'update' | 'learn', all: boolean): number {
  const random = randomNumbers(3);
  const skills = Array.from({ length: SKILLS }, () => logisticInitialSkill());
  const ids = skills.map((_, number) => `0f9c1a52-8d5e-4c7b-9b1e-3a6d2f40c7${number + 10}`);
  const skillWeights: (LogisticSkillWeights | null)[] = skills.map(() => null);
  const items: LogisticItemWeights[] = Array.from({ length: ITEMS }, () => ({ answers: 0, right: 0, weight: 0, square: 0 }));
  let learner: LogisticLearner = logisticInitialLearner();
  let population: LogisticPopulation = logisticDefaults;
  let sum = 0;
  for (let answer = 0; answer < ANSWERS; answer += 1) {
    const place = Math.floor(answer / RUN) % SKILLS;
    const item = all ? Math.floor(ITEMS * random()) : -1;
    const given = {
      learner,
      skill: skills[place] as LogisticSkill,
      skillId: ids[place] as string,
      population,
      skillWeights: skillWeights[place],
      itemWeights: all ? items[item] : null,
      at: all ? answer * MINUTE_MS : undefined,
      correct: random() < 0.7,
    };
    if (what === 'predict') {
      sum += logisticPredict(given);
      continue;
    }
    if (what === 'update') {
      const updated = logisticUpdate(given);
      ({ learner } = updated);
      skills[place] = updated.skill;
      sum += updated.predicted;
      continue;
    }
    const learned = logisticLearn(given);
    ({ learner, population } = learned);
    skills[place] = learned.skill;
    skillWeights[place] = learned.skillWeights;
    if (learned.itemWeights !== null) items[item] = learned.itemWeights;
    sum += learned.predicted;
  }
  return sum;
}
