import {
  AT,
  LEARNER_STREAK,
  LONGEST_STREAK,
  PREVIOUS_SKILL_BUCKETS,
  SKILL_PATTERNS,
  SKILL_PREVIOUS,
  SKILL_STREAK,
} from './logistic-layout.js';
import { type LogisticLearner, type LogisticSkill, WINDOW_DAYS } from './logistic-states.js';

const DAY_MS = 86_400_000;
/** Pseudo-answers at the typical rate in the learner's share of right answers, and in that of first tries. */
const SHARE_PRIOR = 3;
const FIRST_TRIES_PRIOR = 2;
/** Rates are centred on the typical one and doubled, so that they spread over about −1 … 1 as the other features do. */
const RATE_SCALE = 2;
/** Answers after which a running ability is shown half as it is, half shrunken: on the whole, on the skill. */
const ABILITY_HALF = 20;
const SKILL_ABILITY_HALF = 3;

/** No pair of this kind: the answer follows one on the same skill. */
const NO_PLACE = -1;

/** The features of one answer: numbers, and the places of the weights that count as they are. */
export interface LogisticFeatures {
  readonly numbers: Float64Array;
  skillStreak: number;
  learnerStreak: number;
  /** In the skill's weights. */
  pattern: number;
  previous: number;
}

/**
 * Writes the features of the next answer into `into`; nothing of the answer itself is looked at.
 *
 * @param at - ms since 1970; undefined leaves the features of time at 0
 */
export function writeFeatures(
  into: LogisticFeatures,
  learner: LogisticLearner,
  skill: LogisticSkill,
  skillId: string,
  at: number | undefined,
  baseRate: number,
): void {
  const x = into.numbers;
  const same = learner.last_skill === skillId;
  x[AT.base] = 1;
  for (let i = 0; i < 3; i += 1) x[AT.skill_rates + i] = RATE_SCALE * ((skill.rates[i] as number) - baseRate);
  for (let i = 0; i < 4; i += 1) x[AT.learner_rates + i] = RATE_SCALE * ((learner.rates[i] as number) - baseRate);
  writeOutcomes(x, AT.skill_outcomes, skill);
  writeOutcomes(x, AT.learner_outcomes, learner);
  x[AT.skill_totals] = Math.log1p(skill.right);
  x[AT.skill_totals + 1] = Math.log1p(skill.answers - skill.right);
  x[AT.skill_totals + 2] = Math.log1p(skill.answers);
  x[AT.learner_totals] = Math.log1p(learner.right);
  x[AT.learner_totals + 1] = Math.log1p(learner.answers - learner.right);
  x[AT.learner_totals + 2] = Math.log1p(learner.answers);
  x[AT.learner_totals + 3] = (learner.right - baseRate * learner.answers) / (learner.answers + SHARE_PRIOR);
  x[AT.learner_totals + 4] = Math.log1p(learner.runs);
  const firsts = (learner.first_right - baseRate * learner.first_tries) / (learner.first_tries + FIRST_TRIES_PRIOR);
  const isNew = skill.answers === 0;
  x[AT.first_tries] = firsts;
  x[AT.first_tries + 1] = isNew ? firsts : 0;
  x[AT.first_tries + 2] = learner.first_rate - baseRate;
  x[AT.sequence] = isNew ? 1 : 0;
  x[AT.sequence + 1] = isNew ? 0 : Math.log1p(Math.max(0, learner.runs - skill.last_run));
  x[AT.sequence + 2] = same ? 1 : 0;
  x[AT.sequence + 3] = same ? Math.log1p(learner.run_length) : 0;
  x[AT.ability] = learner.ability;
  x[AT.ability + 1] = skill.ability;
  x[AT.ability + 2] = learner.ability / (1 + learner.answers / ABILITY_HALF);
  x[AT.ability + 3] = skill.ability / (1 + skill.answers / SKILL_ABILITY_HALF);
  writeTimes(x, learner, skill, at);
  into.skillStreak = SKILL_STREAK + within(skill.streak);
  into.learnerStreak = LEARNER_STREAK + within(learner.streak);
  const remembered = Math.min(skill.answers, 3);
  into.pattern = SKILL_PATTERNS + ((1 << remembered) | (skill.last_outcomes & ((1 << remembered) - 1)));
  into.previous = same ? NO_PLACE : SKILL_PREVIOUS + previousBucket(learner.last_skill);
}

/** ±1 for each of the last five outcomes, the latest first; 0 for one that was not. */
function writeOutcomes(x: Float64Array, from: number, { answers, last_outcomes }: LogisticLearner | LogisticSkill): void {
  for (let i = 0; i < 5; i += 1) x[from + i] = i < answers ? 2 * ((last_outcomes >> i) & 1) - 1 : 0;
}

function writeTimes(x: Float64Array, learner: LogisticLearner, skill: LogisticSkill, at: number | undefined): void {
  const from = AT.time;
  if (at === undefined) {
    for (let i = from; i < AT.end; i += 1) x[i] = 0;
    return;
  }
  x[from] = learner.last_at === null ? 0 : Math.log1p(Math.max(0, at - learner.last_at) / DAY_MS);
  const days = skill.last_at === null ? 0 : Math.max(0, at - skill.last_at) / DAY_MS;
  x[from + 1] = Math.log1p(days);
  const windows = skill.windows;
  for (let i = 0; i < WINDOW_DAYS.length; i += 1) {
    const kept = windows === null ? 0 : Math.exp(-days / (WINDOW_DAYS[i] as number));
    x[from + 2 + i] = windows === null ? 0 : Math.log1p(kept * (windows[i] as number));
    x[from + 6 + i] = windows === null ? 0 : Math.log1p(kept * (windows[i + 4] as number));
  }
}

function within(streak: number): number {
  return Math.max(-LONGEST_STREAK, Math.min(LONGEST_STREAK, streak));
}

/** The bucket of a skill by FNV-1a over its id (Fowler, Noll and Vo); the one after the last for none. */
function previousBucket(skillId: string | null): number {
  if (skillId === null) return PREVIOUS_SKILL_BUCKETS;
  let hash = 0x811c9dc5;
  for (let i = 0; i < skillId.length; i += 1) hash = Math.imul(hash ^ skillId.charCodeAt(i), 0x01000193);
  // The low bits of FNV alone depend on the low bits of the characters alone.
  return (hash ^ (hash >>> 15)) & (PREVIOUS_SKILL_BUCKETS - 1);
}
