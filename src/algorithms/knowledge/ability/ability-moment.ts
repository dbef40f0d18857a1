import { daysBetween } from '../../days/days-between.js';
import type { AbilityModelParams } from './ability-model-params.js';
import type { ConceptAbility } from './concept-ability.js';

const DAY_MS = 86_400_000;

/** The difficulty of an average question, and of an average concept: where nothing is said. */
export const AVERAGE = 0.5;

/** A question that is about to be asked. */
export interface AbilityMoment {
  /** Log-odds of a right answer, and their variance. */
  readonly logOdds: number;
  readonly variance: number;
  /** What of the practice is left, and how far the question is below an average one: what the learner's own factors are multiplied by. */
  readonly practice: number;
  readonly ease: number;
}

/** Days since the last answer as the learner counts them; without a day of theirs, UTC's. */
export function elapsedDays({ answers, at, day }: ConceptAbility, now: number, today: number = dayOf(now)): number {
  return answers === 0 ? 0 : daysBetween({ at, day }, { at: now, day: today });
}

export function dayOf(at: number): number {
  return Math.floor(at / DAY_MS);
}

/** What a question of a difficulty meets some days after the last answer. */
export function momentOf(state: ConceptAbility, elapsed: number, difficulty: number, params: AbilityModelParams): AbilityMoment {
  const { deviation, learner } = state;
  const practice = state.practice * leftAfter(elapsed, state.days, params);
  const ease = AVERAGE - difficulty;
  return {
    logOdds: learner.ability + deviation.mean + learner.learning * practice + learner.hardness * ease,
    variance: learner.variance + deviation.variance + learner.learning_variance * practice ** 2 + learner.hardness_variance * ease ** 2,
    practice,
    ease,
  };
}

/** What is left of what practice added, 1 on the day of the last answer. */
function leftAfter(elapsed: number, days: number, params: AbilityModelParams): number {
  return elapsed === 0 || days === 0 ? 1 : (1 + elapsed / (params.forgetting_days * days)) ** -params.forgetting_power;
}
