import type { SchedulerName } from '../../algorithms/index.js';
import type { Choice, Policy, PolicyView } from './policy.js';

/**
 * What flashcard programs do: what is due by a scheduler, the longest overdue first, then the next new concept of the course. Where neither is
 * left, what was practised longest ago: to repeat what comes due next would ask the same few concepts all day.
 */
export function dueThenNew(scheduler: SchedulerName, summary: string): Policy {
  return { name: scheduler, summary, models: { scheduler }, choose: chooseDueThenNew };
}

function chooseDueThenNew({ course, asked, masteryOf, isDue }: PolicyView): Choice {
  const names = course.concepts.map(({ concept }) => concept);
  // A failed review is due again at once: it waits until something else was asked.
  const last = asked.at(-1)?.concept;
  const others = names.length > 1 ? names.filter((concept) => concept !== last) : names;
  const due = others.filter(isDue);
  if (due.length > 0) return earliest(due, (concept) => masteryOf(concept)?.spaced_repetition_data.next_review_date);
  const unmet = names.find((concept) => masteryOf(concept) === undefined);
  if (unmet !== undefined) return { concept: unmet };
  return earliest(others, (concept) => masteryOf(concept)?.mastery_tracking.last_practiced_date);
}

function earliest(concepts: readonly string[], dateOf: (concept: string) => Date | undefined): Choice {
  const time = (concept: string) => dateOf(concept)?.getTime() ?? 0;
  return { concept: concepts.reduce((best, concept) => (time(concept) < time(best) ? concept : best)) };
}
