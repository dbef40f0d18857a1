/**
 * The version of states and weights. It changes whenever the same answers would give different states or the meaning of a weight changes: store it
 * with both.
 */
export const LOGISTIC_VERSION = '2';

/** Streaks from ten wrong to ten right have a weight of their own; longer ones share the last. */
export const LONGEST_STREAK = 10;
/** Skills that can come before a skill fall into so many buckets by a hash of their id, so that weights stay few whatever the curriculum. */
export const PREVIOUS_SKILL_BUCKETS = 16;

/** Features that are numbers, group by group. Those of time come last: a log without times needs none of them. */
const NUMERIC = [
  ['base', 1],
  ['skill_rates', 3],
  ['learner_rates', 4],
  ['skill_outcomes', 5],
  ['learner_outcomes', 5],
  ['skill_totals', 3],
  ['learner_totals', 5],
  ['first_tries', 3],
  ['sequence', 4],
  ['ability', 4],
  ['time', 10],
] as const;

/** Groups of features; {@link logisticExplain} returns the contribution of each to the logit. */
export const LOGISTIC_GROUPS = [
  /** The typical share of right answers, and how easy the skill is. */
  'base',
  /** How easy the item is. */
  'item',
  /** Decayed success rates on the skill. */
  'skill_rates',
  /** Decayed success rates over all skills. */
  'learner_rates',
  /** The last five outcomes on the skill. */
  'skill_outcomes',
  /** The last five outcomes over all skills. */
  'learner_outcomes',
  /** Right and wrong answers on the skill so far. */
  'skill_totals',
  /** Right and wrong answers, and their share, over all skills. */
  'learner_totals',
  /** First answers on new skills. */
  'first_tries',
  /** What was practised just before, how long ago the skill was, how many in a row. */
  'sequence',
  /** Running estimates of ability. */
  'ability',
  /** Time since the last answers, and answers within an hour, a day, a week, a month. */
  'time',
  /** Right or wrong answers in a row. */
  'streaks',
  /** What surprised so far, on this skill and on others that go together with it. */
  'factor',
] as const;
export type LogisticGroup = (typeof LOGISTIC_GROUPS)[number];

/** Where each group of numbers starts. */
export const AT = NUMERIC.reduce<{ [Name in (typeof NUMERIC)[number][0] | 'end']: number }>(
  (places, [name, size]) => {
    places[name] = places.end;
    places.end += size;
    return places;
  },
  {
    base: 0,
    skill_rates: 0,
    learner_rates: 0,
    skill_outcomes: 0,
    learner_outcomes: 0,
    skill_totals: 0,
    learner_totals: 0,
    first_tries: 0,
    sequence: 0,
    ability: 0,
    time: 0,
    end: 0,
  },
);

/** Numbers of an answer with a time, and of one without. */
export const NUMBERS = AT.end;
export const NUMBERS_WITHOUT_TIME = AT.time;

const STREAK_BINS = 2 * LONGEST_STREAK + 1;
/** The weight of a streak of 0, on the skill and over all skills. */
export const SKILL_STREAK = NUMBERS + LONGEST_STREAK;
export const LEARNER_STREAK = NUMBERS + STREAK_BINS + LONGEST_STREAK;
/** How many weights all skills share. */
export const SHARED_SIZE = NUMBERS + 2 * STREAK_BINS;

/** Numbers to which each skill has a weight of its own: right and wrong answers, decayed rates on the skill and over all, ability. */
export const SLOPES = [AT.skill_totals, AT.skill_totals + 1, AT.skill_rates + 1, AT.learner_rates + 2, AT.ability] as const;
export const SLOPE_GROUPS = ['skill_totals', 'skill_totals', 'skill_rates', 'learner_rates', 'ability'] as const;
/** In a skill's weights: how easy it is, its slopes, the patterns of its last three outcomes from place 1 on, the skill before. */
export const SKILL_SLOPES = 1;
export const SKILL_PATTERNS = SKILL_SLOPES + SLOPES.length - 1;
export const SKILL_PREVIOUS = SKILL_PATTERNS + 16;
/** How many weights a skill has; the last is for a skill that is a learner's very first. */
export const SKILL_SIZE = SKILL_PREVIOUS + PREVIOUS_SKILL_BUCKETS + 1;

/** The group of each shared weight. */
export const SHARED_GROUPS: readonly LogisticGroup[] = [
  ...NUMERIC.flatMap(([name, size]) => Array.from({ length: size }, () => name)),
  ...Array.from({ length: 2 * STREAK_BINS }, () => 'streaks' as const),
];
