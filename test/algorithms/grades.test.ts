import { describe, expect, it } from 'vitest';
import { type Grade, gradeFromRating, type Rating, ratingFromAnswer, ratingFromGrade } from '../../src/algorithms/index.js';

const RATINGS: readonly Rating[] = [1, 2, 3, 4];
const GRADES: readonly Grade[] = [0, 1, 2, 3, 4, 5];

describe('conversions of grades', () => {
  it('bring every rating back', () => {
    expect(RATINGS.map((rating) => ratingFromGrade(gradeFromRating(rating)))).toEqual(RATINGS);
  });

  it('keep pass a pass and failure a failure', () => {
    for (const rating of RATINGS) expect(gradeFromRating(rating) >= 3).toBe(rating > 1);
    for (const grade of GRADES) expect(ratingFromGrade(grade) > 1).toBe(grade >= 3);
  });

  it('keep the order', () => {
    expect(RATINGS.map((rating) => gradeFromRating(rating))).toEqual([1, 3, 4, 5]);
    expect(GRADES.map((grade) => ratingFromGrade(grade))).toEqual([1, 1, 1, 2, 3, 4]);
  });

  it('rate an answer by its correctness first and its score second, never easy', () => {
    const rate = (correct: boolean, scores: readonly number[]): Rating[] => scores.map((score) => ratingFromAnswer({ correct, score }));
    expect(rate(true, [0.5, 0.79, 0.8, 1])).toEqual([2, 2, 3, 3]);
    expect(rate(false, [0, 0.5, 0.79])).toEqual([1, 1, 1]);
    expect([ratingFromAnswer({ correct: true }), ratingFromAnswer({ correct: false })]).toEqual([3, 1]);
  });
});
