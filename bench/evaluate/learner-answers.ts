import {
  type LogisticAnswer,
  type LogisticItemWeights,
  type LogisticLearner,
  type LogisticLog,
  type LogisticPopulation,
  type LogisticSkill,
  type LogisticSkillWeights,
  type LogisticUpdated,
  logisticInitialLearner,
  logisticInitialSkill,
  type Prediction,
} from 'adaptive-learning-engine/algorithms';

/** The weights of a population, as they would stand in a database. */
export interface StoredWeights {
  population: LogisticPopulation;
  readonly skills: Map<string, LogisticSkillWeights>;
  readonly items: Map<string, LogisticItemWeights>;
}

/** Every answer of a log predicted before it is seen, then learned by `step`; learners start over. */
export function predictedAnswers(
  log: LogisticLog,
  weights: StoredWeights,
  step: (answer: LogisticAnswer, skillId: string, itemId: string | undefined) => LogisticUpdated,
): readonly Prediction[] {
  const learners = new Map<number, { state: LogisticLearner; readonly skills: Map<number, LogisticSkill> }>();
  return Array.from(log.correct, (right, row) => {
    const number = log.learner[row] as number;
    const skillNumber = log.skill[row] as number;
    const skillId = log.skills[skillNumber] as string;
    const itemId = log.items?.[log.item?.[row] ?? -1];
    const { population } = weights;
    const learner = learners.get(number) ?? { state: logisticInitialLearner(population), skills: new Map() };
    learners.set(number, learner);
    const answer = {
      learner: learner.state,
      skill: learner.skills.get(skillNumber) ?? logisticInitialSkill(population),
      skillId,
      at: log.at?.[row],
      population,
      skillWeights: weights.skills.get(skillId),
      itemWeights: itemId === undefined ? undefined : (weights.items.get(itemId) ?? { answers: 0, right: 0, weight: 0, square: 0 }),
      correct: right === 1,
    };
    const updated = step(answer, skillId, itemId);
    learner.state = updated.learner;
    learner.skills.set(skillNumber, updated.skill);
    return { predicted: updated.predicted, actual: right === 1 };
  });
}

/** The rows of a log that belong to the learners asked for. */
export function rowsOf(log: LogisticLog, wanted: (learner: number) => boolean): LogisticLog {
  const rows = Int32Array.from(log.learner.keys()).filter((row) => wanted(log.learner[row] as number));
  const column = (of: Int32Array): Int32Array => rows.map((row) => of[row] as number);
  const { at, item, correct } = log;
  return {
    learner: column(log.learner),
    skills: log.skills,
    skill: column(log.skill),
    correct: Uint8Array.from(rows, (row) => correct[row] as number),
    ...(item === undefined ? {} : { items: log.items, item: column(item) }),
    ...(at === undefined ? {} : { at: Float64Array.from(rows, (row) => at[row] as number) }),
  };
}
