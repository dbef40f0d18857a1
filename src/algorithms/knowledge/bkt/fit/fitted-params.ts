import { median } from '../../fit/median.js';
import type { BktParams } from '../bkt.js';
import type { BktClassParams } from '../bkt-classes.js';
import type { AnswerTree } from './answer-tree.js';
import type { HiddenParams } from './hidden-params.js';

/** Fitted parameters as {@link BktClassParams}: for a class that is not listed, the mean of those that are, each by its answers. */
export function fittedParams(tree: AnswerTree, { prior, learn, forget, guess, slip }: HiddenParams): BktClassParams {
  const { learnersOfClass, stepsOfLesson, timesOfAnswer, classes } = tree;
  const answersOfItem = guess.map((_, at) => (timesOfAnswer[2 * at] as number) + (timesOfAnswer[2 * at + 1] as number));
  return {
    prior: mean(prior, learnersOfClass),
    learn: mean(learn, stepsOfLesson),
    guess: mean(guess, answersOfItem),
    slip: mean(slip, answersOfItem),
    forget: mean(forget, stepsOfLesson),
    ...(classes.learner.length > 0 && { prior_by_learner_class: byClass(classes.learner, (at) => prior[at] as number) }),
    ...(classes.item.length > 0 && {
      guess_slip_by_item_class: byClass(classes.item, (at) => ({ guess: guess[at] as number, slip: slip[at] as number })),
    }),
    ...(classes.lesson.length > 0 && {
      learn_forget_by_lesson_class: byClass(classes.lesson, (at) => ({ learn: learn[at] as number, forget: forget[at] as number })),
    }),
  };
}

/** The medians of what concepts were fitted to; undefined without one. Medians, for some fits are odd. */
export function medianParams(fitted: readonly BktParams[], otherwise: BktParams): BktParams | undefined {
  if (fitted.length === 0) return undefined;
  const [prior, learn, guess, slip, forget] = (['prior', 'learn', 'guess', 'slip', 'forget'] as const).map((name) =>
    median(fitted.map((params) => params[name])),
  ) as [number, number, number, number, number];
  const tells = guess + slip < 1;
  return { prior, learn, guess: tells ? guess : otherwise.guess, slip: tells ? slip : otherwise.slip, forget };
}

function mean(values: Float64Array, weights: Float64Array): number {
  if (values.length === 1) return values[0] as number;
  let sum = 0;
  let weight = 0;
  for (const [at, value] of values.entries()) {
    sum += value * (weights[at] as number);
    weight += weights[at] as number;
  }
  // A class that nothing follows counts nothing; when all are such, each counts alike.
  return weight > 0 ? sum / weight : values.reduce((total, value) => total + value, 0) / values.length;
}

function byClass<Value>(numbers: Int32Array, valueAt: (at: number) => Value): Readonly<Record<string, Value>> {
  return Object.fromEntries(Array.from(numbers, (number, at) => [String(number), valueAt(at)]));
}
