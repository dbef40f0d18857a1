import { invalidInput } from '../../errors.js';
import { gradeFromRating, ratingFromGrade } from '../memory/grades.js';
import type { Grade, Rating } from '../model.js';
import type { AnswerColumns } from './answer-columns.js';
import type { AnyModel } from './any-model.js';

type Observation = {
  readonly at: number;
  readonly correct: boolean;
  readonly rating: Rating;
  readonly grade: Grade;
  readonly day?: number;
};
type Read = { readonly success: number; readonly observation: Observation };

/** Reads a row as the model sees it. A scheduler needs to know how well; right or wrong will do for a knowledge model. */
export function readerOf(where: string, model: AnyModel, log: AnswerColumns): (row: number, at: number) => Read {
  const { correct, rating: ratings, grade: grades, day: days } = log;
  const empty = log.at.length === 0;
  const rated = empty || ratings !== undefined || grades !== undefined;
  const schedules = 'intervalDays' in model;
  if (schedules && !rated) throw invalidInput(`${where}.log.rating`, 'ratings or grades, since the model is a scheduler', undefined);
  if (!rated && correct === undefined) throw invalidInput(`${where}.log.correct`, 'outcomes, ratings or grades', undefined);
  return (row, at) => {
    const rating = (ratings?.[row] ??
      (grades === undefined ? (correct?.[row] === 1 ? 3 : 1) : ratingFromGrade(grades[row] as Grade))) as Rating;
    const grade = (grades?.[row] ?? gradeFromRating(rating)) as Grade;
    // A scheduler is asked whether the learner recalled, which is what its rating says.
    const success = schedules || correct === undefined ? (rating > 1 ? 1 : 0) : (correct[row] as number);
    const observation = { at, correct: success === 1, rating, grade };
    return { success, observation: days === undefined ? observation : { ...observation, day: days[row] as number } };
  };
}
