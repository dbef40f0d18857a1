import {
  type EloRating,
  elo,
  eloInitialRating,
  fitPfa,
  PFA_COUNTS,
  type PfaCounts,
  type PfaState,
  type Prediction,
  pfa,
  updateElo,
} from '../../src/algorithms/index.js';
import type { Figure } from '../figure.js';
import { figureOfAuc, predictInOrder } from './predict-answers.js';
import { type AnswerTable, readAnswers } from './read-answers.js';

const PFA_REFERENCE: Readonly<Record<PfaCounts, string>> = {
  raw: 'AUC .717 on ASSISTments 2009',
  log: 'as published, above raw counts by .015',
};
const ELO_REFERENCE = 'AUC .757 on ASSISTments 2009, with items; here skills take their part';

/**
 * How PFA, fitted to one file of answers, and Elo, learning as it goes, predict another. Learners of the second file start over, as pyBKT has them;
 * what Elo has learnt of the skills it keeps.
 */
export async function pfaEloFigures(trainFile: string, testFile: string): Promise<readonly Figure[]> {
  const train = await readAnswers(trainFile);
  const test = await readAnswers(testFile, train.skills);
  const byPfa: Figure[] = [];
  for (const counts of PFA_COUNTS) byPfa.push(await pfaFigure(train, test, counts));
  const byElo = predictInOrder<EloRating>(test, () => ({
    initial: elo.initial(elo.defaults),
    predict: (state) => elo.predict(state, 0, elo.defaults),
    update: (state, correct) => elo.update(state, { at: 0, correct }, elo.defaults),
  }));
  const skills = test.skills.map((): EloRating => eloInitialRating);
  rate(train, skills);
  return [
    ...byPfa,
    figureOfAuc('Elo, one rating for each learner and skill', byElo, ELO_REFERENCE, null),
    figureOfAuc('Elo, ratings of learner, learner in skill, and skill', rate(test, skills), ELO_REFERENCE, null),
  ];
}

async function pfaFigure(train: AnswerTable, test: AnswerTable, counts: PfaCounts): Promise<Figure> {
  const startedAt = performance.now();
  const fit = await fitPfa({ learner: train.learner, concept: train.skill, correct: train.correct }, { counts });
  const seconds = (performance.now() - startedAt) / 1000;
  const predictions = predictInOrder<PfaState>(test, (concept) => {
    const params = fit.byConcept.get(concept)?.params ?? fit.params;
    return {
      initial: pfa.initial(params),
      predict: (state) => pfa.predict(state, 0, params),
      update: (state, correct) => pfa.update(state, { at: 0, correct }, params),
    };
  });
  return figureOfAuc(`PFA, ${counts} counts, fitted in ${seconds.toFixed(2)} s`, predictions, PFA_REFERENCE[counts], null);
}

/** Predicts and learns, answer by answer; the ratings of the skills go on in `skills`. */
function rate(answers: AnswerTable, skills: EloRating[]): readonly Prediction[] {
  const learners = answers.learners.map((): EloRating => eloInitialRating);
  const inSkill = new Map<number, EloRating>();
  return Array.from(answers.correct, (value, row) => {
    const who = answers.learner[row] as number;
    const skill = answers.skill[row] as number;
    const key = who * skills.length + skill;
    const actual = value === 1;
    const ratings = {
      learner: learners[who] as EloRating,
      learner_skill: inSkill.get(key) ?? eloInitialRating,
      item: skills[skill] as EloRating,
    };
    const { predicted, learner, learner_skill, item } = updateElo(ratings, { correct: actual });
    learners[who] = learner;
    inSkill.set(key, learner_skill as EloRating);
    skills[skill] = item;
    return { predicted, actual };
  });
}
