import type { CONCEPT_CHANGES, ContentMastery } from '../collections/index.js';
import { positionOf } from './event-order.js';
import type { IncomingOf } from './incoming-event.js';

/**
 * What a learner's own change of a concept does to what is kept of it. Of a concept that nothing is kept of, nothing is changed.
 *
 * - `review_rescheduled` moves the next review and leaves the scheduler's memory as it is: the next answer counts the days that really passed.
 * - `concept_reset` leaves nothing: the next answer is the first one.
 * - `concept_suspended` and `concept_resumed` hide and show the concept. Answers given meanwhile count, and end no suspension.
 */
export function foldChange(mastery: ContentMastery | null, event: IncomingOf<(typeof CONCEPT_CHANGES)[number]>): ContentMastery | null {
  if (mastery === null || event.type === 'concept_reset') return null;
  const { suspended_at, ...rest } = { ...mastery, last_event: positionOf(event), revision: mastery.revision + 1 };
  const suspended = suspended_at === undefined ? {} : { suspended_at };
  switch (event.type) {
    case 'concept_suspended':
      return { ...rest, suspended_at: suspended_at ?? event.occurred_at };
    case 'concept_resumed':
      return rest;
    case 'review_rescheduled': {
      const { next_review_day, ...kept } = rest.spaced_repetition_data;
      const { due, due_day } = event.change;
      const moved = { ...kept, next_review_date: due, ...(due_day === undefined ? {} : { next_review_day: due_day }) };
      return { ...rest, ...suspended, spaced_repetition_data: moved };
    }
  }
}
