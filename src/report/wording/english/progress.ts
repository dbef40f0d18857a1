import type { LabelTable } from '../label.js';

/** The words of what a learner knows and should study, in English. */
export const ENGLISH_PROGRESS = {
  // What to study next
  next_title: 'What to study next',
  next_says: { one: 'One concept is worth a session now.', other: 'These {n} concepts are worth a session now, the first one most.' },
  reason_due_review: { one: 'its review came due {n} day ago', other: 'its review came due {n} days ago' },
  reason_due_today: 'its review is due today',
  reason_weak_spot: 'it is not mastered yet: {mastery}',
  reason_early_review: 'it is known, and a review now makes it last',
  reason_practised_today: 'it was practised today and is not mastered yet',
  reason_ready_to_learn: 'all that it builds on is known well enough',
  reason_other: 'it was recommended',

  // Weakest concepts
  weakest_title: 'Weakest concepts',
  weakest_says: '{concept} is the weakest concept: its mastery is {mastery}.',
  weakest_note: { one: 'The weakest concept is shown.', other: 'The {n} weakest concepts are shown.' },
  answers_count: { one: '{n} answer', other: '{n} answers' },

  // Mastery by topic
  topics_title: 'Mastery by topic',
  topics_says: { one: '{mastered} of {n} concept is mastered.', other: '{mastered} of {n} concepts are mastered.' },
  topics_extremes: '{best} stands highest, at {most}; {least} lowest, at {fewest}.',
  topics_note: 'The {drawn} topics with the most answers are drawn; the table has all {all}.',
  key_mastery: 'mastery when last practised',
  key_chance_today: 'chance to remember it today',
  so_many_of: '{part} of {whole}',
  mastered_of: '{part} of {whole} mastered',

  // Reviews ahead
  reviews_title: 'Reviews ahead',
  reviews_overdue: { zero: 'Nothing is overdue.', one: '{n} review is overdue.', other: '{n} reviews are overdue.' },
  reviews_week: { one: '{n} more comes due within a week', other: '{n} more come due within a week' },
  reviews_span: { one: 'and {all} in {n} day', other: 'and {all} in {n} days' },
  reviews_fullest: 'The fullest day is {day}, with {count}.',
  reviews_note:
    'A review is due when its day has begun, and overdue when its day was before today. To review today is all that is due by the end of today.',
  key_due: 'due on the day',
  key_overdue: 'overdue',
  bar_overdue: '{count} overdue',
  reviews_due: 'Reviews due',
  of_which_overdue: 'Of them overdue',

  // Memories that fade
  fading_title: 'Memories that fade next',
  fading_says: {
    one: 'Of the {n} concept whose review is due first, {concept} is the most faded: the chance to remember it today is {share}.',
    other: 'Of the {n} concepts whose reviews are due first, {concept} is the most faded: the chance to remember it today is {share}.',
  },
  fading_note: 'Each review, at its score, renews the memory and flattens the curve.',
  fading_from_review: 'The line begins at the last review.',
  fading_from_edge: {
    one: 'The pictures go back {n} day; where the last review was before that, the line begins at the edge.',
    other: 'The pictures go back {n} days; where the last review was before that, the line begins at the edge.',
  },
  fading_older_reviews: 'Older reviews are not drawn; the table counts the reviews that are stored.',
  key_review: 'review, at its score',
  key_chance: 'chance to remember',
  key_without_review: 'without another review',
  key_next_review: 'next review',
  reviews: 'Reviews',
  last_practised: 'Last practised',
  next_review: 'Next review',
  falls_to: 'Falls to {share} in',
  days_count: { one: '{days} day', other: '{days} days' },
  fading_falls: 'The days until it falls to {share} are counted from the last review.',
} as const satisfies LabelTable;
