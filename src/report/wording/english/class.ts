import type { LabelTable } from '../label.js';

/** The words of a class, in English. */
export const ENGLISH_CLASS = {
  // Class: who knows what
  map_title: 'Who knows what',
  map_says: {
    one: '{practised} of {n} learner has practised; {share} of what they met is mastered.',
    other: '{practised} of {n} learners have practised; {share} of what they met is mastered.',
  },
  map_weakest: {
    one: '{concept} is the weakest concept, at {mean} on average: {n} of the {met} who met it is below {weak}.',
    other: '{concept} is the weakest concept, at {mean} on average: {n} of the {met} who met it are below {weak}.',
  },
  map_note:
    'Mastery in percent: how many of a hundred average questions would be solved, by the default model of knowledge. A framed figure is below {weak}; an empty field is a concept that the learner has not met. Weakest first, downwards and to the right.',
  map_least: {
    one: 'Shown are concepts that at least {n} learner has met.',
    other: 'Shown are concepts that at least {n} learners have met.',
  },
  map_concepts_cut: 'Of these, the {n} weakest.',
  map_learners_cut: 'Of {all} learners, the {n} weakest.',
  only_read: { one: 'Only {read} of {n} learner could be read.', other: 'Only {read} of {n} learners could be read.' },
  not_read: 'not read',

  // Class: who needs help
  help_title: 'Who needs help, and with what',
  help_says: {
    zero: 'Nobody stands out: no learner is behind, and all have studied in this time.',
    one: '{n} learner needs help.',
    other: '{n} learners need help.',
  },
  help_weak: { one: '{n} weak concept: {concepts}', other: '{n} weak concepts: {concepts}' },
  help_behind: 'behind the class: {mean} against {class} on average',
  help_never: 'has not practised yet',
  help_not_studied: 'has not studied in this time',
  help_note:
    'A concept is weak below {weak}. A learner is behind whose mean mastery is {behind} percentage points or more below that of the class.',
  help_reason: 'Why',

  // Class: hardest concepts and study
  hardest_title: 'The hardest concepts of this class',
  hardest_says: '{concept} is the hardest: the {n} learners who met it stand at {mean} on average, and {share} of them have mastered it.',
  hardest_note: {
    one: 'Of concepts that at least {n} learner of this class has met.',
    other: 'Of concepts that at least {n} learners of this class have met.',
  },
  key_mean_mastery: 'mean mastery',
  mastered_it: 'Mastered it',
  below_weak: 'Below {weak}',
  study_title: 'Study of this class',
  study_says: { one: 'The class studied {time} in {n} session.', other: 'The class studied {time} in {n} sessions.' },
  study_not: {
    zero: 'Everybody has studied.',
    one: '{n} learner has not studied in this time.',
    other: '{n} learners have not studied in this time.',
  },
  study_note: 'The {drawn} learners with the least time are drawn; the table has all {all}.',
  last_studied: 'Last studied',
  study_bar: '{time}, last {day}',
  study_bar_none: 'not at all',
} as const satisfies LabelTable;
