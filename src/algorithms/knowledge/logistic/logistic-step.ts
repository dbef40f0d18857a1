import { LARGEST_ABILITY, type LogisticLearner, type LogisticSkill, WINDOW_DAYS } from './logistic-states.js';

const DAY_MS = 86_400_000;
/** What an outcome counts once the next is there, from fast to slow; chosen on a held-out part of the training logs. */
const SKILL_DECAYS = [0.4, 0.7, 0.9] as const;
const LEARNER_DECAYS = [0.5, 0.8, 0.95, 0.99] as const;
const FIRST_TRY_DECAY = 0.8;
const OUTCOME_BITS = 31;
/** Steps of the running abilities, at first and by how much the number of answers slows them: the uncertainty goes, the step with it. */
const ABILITY_STEP = 0.4;
const ABILITY_SLOWING = 0.1;
const SKILL_ABILITY_STEP = 0.48;
const SKILL_ABILITY_SLOWING = 0.2;

/** What the running abilities expected of an answer that has now come. */
export function surprise(learner: LogisticLearner, skill: LogisticSkill, easiness: number, correct: boolean): number {
  return (correct ? 1 : 0) - 1 / (1 + Math.exp(-(easiness + learner.ability + skill.ability)));
}

export function learnerAfter(
  learner: LogisticLearner,
  skill: LogisticSkill,
  skillId: string,
  correct: boolean,
  at: number | undefined,
  surprised: number,
  factor: readonly number[],
): LogisticLearner {
  const hit = correct ? 1 : 0;
  const same = learner.last_skill === skillId;
  const first = skill.answers === 0;
  // By place: taking a list apart costs an iterator.
  const rates = learner.rates;
  return {
    answers: learner.answers + 1,
    right: learner.right + hit,
    rates: [
      decayed(rates[0], LEARNER_DECAYS[0], hit),
      decayed(rates[1], LEARNER_DECAYS[1], hit),
      decayed(rates[2], LEARNER_DECAYS[2], hit),
      decayed(rates[3], LEARNER_DECAYS[3], hit),
    ],
    last_outcomes: ((learner.last_outcomes << 1) | hit) & OUTCOME_BITS,
    streak: streakAfter(learner.streak, correct),
    ability: bounded(learner.ability + (ABILITY_STEP / (1 + ABILITY_SLOWING * learner.answers)) * surprised),
    first_tries: learner.first_tries + (first ? 1 : 0),
    first_right: learner.first_right + (first ? hit : 0),
    first_rate: first ? decayed(learner.first_rate, FIRST_TRY_DECAY, hit) : learner.first_rate,
    runs: learner.runs + (same ? 0 : 1),
    run_length: same ? learner.run_length + 1 : 1,
    last_skill: skillId,
    last_at: laterOf(learner.last_at, at),
    factor,
  };
}

/** The state of the skill; `runs` of the learner as it is after the answer. */
export function skillAfter(skill: LogisticSkill, runs: number, correct: boolean, at: number | undefined, surprised: number): LogisticSkill {
  const hit = correct ? 1 : 0;
  const rates = skill.rates;
  return {
    answers: skill.answers + 1,
    right: skill.right + hit,
    rates: [decayed(rates[0], SKILL_DECAYS[0], hit), decayed(rates[1], SKILL_DECAYS[1], hit), decayed(rates[2], SKILL_DECAYS[2], hit)],
    last_outcomes: ((skill.last_outcomes << 1) | hit) & OUTCOME_BITS,
    streak: streakAfter(skill.streak, correct),
    ability: bounded(skill.ability + (SKILL_ABILITY_STEP / (1 + SKILL_ABILITY_SLOWING * skill.answers)) * surprised),
    last_run: runs,
    last_at: laterOf(skill.last_at, at),
    windows: at === undefined ? skill.windows : windowsAfter(skill, at, hit),
  };
}

function windowsAfter({ windows, last_at }: LogisticSkill, at: number, hit: number): readonly number[] {
  const days = last_at === null ? 0 : Math.max(0, at - last_at) / DAY_MS;
  const next = windows === null ? [0, 0, 0, 0, 0, 0, 0, 0] : windows.slice();
  for (let i = 0; i < WINDOW_DAYS.length; i += 1) {
    const kept = Math.exp(-days / (WINDOW_DAYS[i] as number));
    next[i] = kept * (next[i] as number) + hit;
    next[i + 4] = kept * (next[i + 4] as number) + 1 - hit;
  }
  return next;
}

function decayed(rate: number, decay: number, hit: number): number {
  return decay * rate + (1 - decay) * hit;
}

function streakAfter(streak: number, correct: boolean): number {
  if (correct) return streak > 0 ? streak + 1 : 1;
  return streak < 0 ? streak - 1 : -1;
}

/** An answer from before the last one counts as given with it. */
function laterOf(last: number | null, at: number | undefined): number | null {
  if (at === undefined) return last;
  // Adding 0 turns −0, which JSON does not carry, into 0.
  return (last === null ? at : Math.max(last, at)) + 0;
}

function bounded(ability: number): number {
  return Math.max(-LARGEST_ABILITY, Math.min(LARGEST_ABILITY, ability)) + 0;
}
