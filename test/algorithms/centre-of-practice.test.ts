import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  logisticInitialLearner,
  logisticInitialSkill,
  logisticMemory,
  logisticPredict,
  logisticUpdate,
} from '../../src/algorithms/index.js';
import { centreOfPractice } from '../../src/algorithms/prediction/logistic-memory/centre-of-practice.js';
import { practiceFeatures } from '../../src/algorithms/prediction/logistic-memory/practice-features.js';

const { defaults } = logisticMemory;

test('a fit is drawn towards what is served before it: logistic tracing by that centre says what the practice half says on the day itself', () => {
  const population = centreOfPractice(defaults);
  const answers = fc.array(fc.record({ skillId: fc.constantFrom('a', 'b', 'c'), correct: fc.boolean() }), { maxLength: 40 });
  fc.assert(
    fc.property(answers, (history) => {
      let learner = logisticInitialLearner();
      const skills = new Map<string, ReturnType<typeof logisticInitialSkill>>();
      for (const { skillId, correct } of history) {
        const question = { learner, skill: skills.get(skillId) ?? logisticInitialSkill(), skillId, at: 0 };
        const features = practiceFeatures(question.learner, question.skill, logisticPredict(question), false);
        const logit = features.reduce((sum, feature, place) => sum + feature * (defaults.practice.weights[place] as number), 0);
        expect(logisticPredict({ ...question, population })).toBeCloseTo(1 / (1 + Math.exp(-logit)), 9);
        const updated = logisticUpdate({ ...question, correct });
        learner = updated.learner;
        skills.set(skillId, updated.skill);
      }
    }),
  );
});
