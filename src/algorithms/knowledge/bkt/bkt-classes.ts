import { checkCount, checkObject } from '../../argument-checks.js';
import { type BktParams, checkBktParams } from './bkt.js';

/**
 * BKT parameters that depend on the class of the learner, item or lesson. The five base parameters apply to classes that are not listed; lists are
 * keyed by the class number as a string.
 */
export type BktClassParams = BktParams & {
  /** P(L0) by class of learner, for example learners who took the course before and those who did not. */
  readonly prior_by_learner_class?: Readonly<Record<string, number>>;
  /** P(G) and P(S) by class of item, for example four choices and free text. */
  readonly guess_slip_by_item_class?: Readonly<Record<string, { readonly guess: number; readonly slip: number }>>;
  /** P(T) and P(F) by class of lesson (what happens between this answer and the next), for example with a hint or with a video. */
  readonly learn_forget_by_lesson_class?: Readonly<Record<string, { readonly learn: number; readonly forget: number }>>;
};

/** The classes of one answer; leave a class out to use the base parameters. */
export type BktClasses = {
  readonly learnerClass?: number | undefined;
  readonly itemClass?: number | undefined;
  readonly lessonClass?: number | undefined;
};

/**
 * The five probabilities for one answer, by its classes. Pass them to the methods of {@link bkt}: `bkt.initial` reads the prior, `bkt.predict` guess
 * and slip, `bkt.update` all except the prior. The stored {@link BktState} is the same.
 *
 * Source: Z. Pardos, N. Heffernan, KT-IDEM: introducing item difficulty to the knowledge tracing model, UMAP 2011 (guess and slip by item);
 * the same, Modeling individualization in a Bayesian networks implementation of knowledge tracing, UMAP 2010 (prior by learner).
 *
 * @throws AdaptiveLearningError `invalid_input` when a class is not an integer or the resulting parameters are out of range
 *
 * @example
 * const params = { ...bktDefaults, guess_slip_by_item_class: { 4: { guess: 0.25, slip: 0.05 } } };
 * bktParamsFor(params, { itemClass: 4 }) //=> { prior: 0.4, learn: 0.1, guess: 0.25, slip: 0.05, forget: 0 }
 * bktParamsFor(params, { itemClass: 9 }) //=> { prior: 0.4, learn: 0.1, guess: 0.2, slip: 0.1, forget: 0 }
 */
export function bktParamsFor(params: BktClassParams, classes: BktClasses): BktParams {
  checkObject('bktParamsFor.params', params);
  checkObject('bktParamsFor.classes', classes);
  const prior = of(params.prior_by_learner_class, 'bktParamsFor.classes.learnerClass', classes.learnerClass) ?? params.prior;
  const { guess, slip } = of(params.guess_slip_by_item_class, 'bktParamsFor.classes.itemClass', classes.itemClass) ?? params;
  const { learn, forget } = of(params.learn_forget_by_lesson_class, 'bktParamsFor.classes.lessonClass', classes.lessonClass) ?? params;
  const chosen = { prior, learn, guess, slip, forget };
  checkBktParams('bktParamsFor.params', chosen);
  return chosen;
}

function of<Value>(list: Readonly<Record<string, Value>> | undefined, where: string, number: number | undefined): Value | undefined {
  if (number === undefined) return undefined;
  checkCount(where, number);
  return list?.[number];
}
