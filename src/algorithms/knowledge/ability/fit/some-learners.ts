import type { AnswerLog } from '../../../fitting/answer-log.js';
import type { LearnerRows } from './ability-loss.js';

/** So many answers of whole learners tell; more would cost time and change little. */
const ENOUGH_ANSWERS = 10_000;
/** However many answers each has; of one learner the first ones are played. */
const ENOUGH_LEARNERS = 50;
const MOST_OF_A_LEARNER = 2_000;

/** Whole learners at even distances, until there are enough answers; so many learners at least as tell how learners differ. */
export function someLearners({ learner }: Pick<AnswerLog, 'learner'>): readonly LearnerRows[] {
  const all: LearnerRows[] = [];
  for (let from = 0, to = 0; from < learner.length; from = to) {
    while (to < learner.length && learner[to] === learner[from]) to += 1;
    all.push({ from, to: Math.min(to, from + MOST_OF_A_LEARNER) });
  }
  const answers = all.reduce((sum, { from, to }) => sum + to - from, 0);
  const stride = Math.max(1, Math.min(Math.floor(answers / ENOUGH_ANSWERS), Math.floor(all.length / ENOUGH_LEARNERS)));
  return all.filter((_, place) => place % stride === 0);
}
