import type { Ref } from './define-pipeline.js';

/**
 * An expression for whether the review of a stored concept is due: what `isDue` of the engine says. One that is for a day is due on that day
 * of the learner's and after it; one that comes due in less than a day, from its instant on. A suspended concept is not due.
 */
export function isReviewDue(ref: Ref<'content_mastery'>, now: { readonly at: Date; readonly day: number }): object {
  const day = ref('spaced_repetition_data.next_review_day');
  const hasCome = {
    $cond: [{ $isNumber: day }, { $lte: [day, now.day] }, { $lte: [ref('spaced_repetition_data.next_review_date'), now.at] }],
  };
  return { $and: [{ $eq: [{ $type: ref('suspended_at') }, 'missing'] }, hasCome] };
}
