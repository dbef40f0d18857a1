import { checkCount, checkObject } from '../../argument-checks.js';
import { type BktParams, checkBktParams } from './bkt.js';

/**
 * The parameters of a concept whose learners, items or lessons come in classes that differ. The five numbers themselves stand for a class
 * that is not listed; a list is keyed by the number of the class, as a text.
 */
export type BktClassParams = BktParams & {
  /** P(L0) by the class of the learner: those who took the course before, those who did not. */
  readonly prior_by_learner_class?: Readonly<Record<string, number>>;
  /** P(G) and P(S) by the class of the item: four choices, free text. */
  readonly guess_slip_by_item_class?: Readonly<Record<string, { readonly guess: number; readonly slip: number }>>;
  /** P(T) and P(F) by the class of the lesson, which is what happens between this answer and the next: with a hint, with a video. */
  readonly learn_forget_by_lesson_class?: Readonly<Record<string, { readonly learn: number; readonly forget: number }>>;
};

/** Which classes one answer belongs to; what is left out is not listed. */
export type BktClasses = {
  readonly learnerClass?: number | undefined;
  readonly itemClass?: number | undefined;
  readonly lessonClass?: number | undefined;
};

/**
 * The five probabilities that hold for one answer, where learners, items or lessons come in classes. Choose them before each call of {@link bkt}
 * and the rest stays as it is: `bkt.initial` reads the prior, `bkt.predict` guess and slip, `bkt.update` all but the prior. What is stored is the
 * same {@link BktState}.
 *
 * Source: Z. Pardos, N. Heffernan, KT-IDEM: introducing item difficulty to the knowledge tracing model, UMAP 2011 (guess and slip by item);
 * the same, Modeling individualization in a Bayesian networks implementation of knowledge tracing, UMAP 2010 (prior by learner).
 *
 * @throws AdaptiveLearningError `invalid_input` when a class is no whole number or the parameters it leads to are out of range
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
