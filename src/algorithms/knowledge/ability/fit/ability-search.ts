import type { AnswerLog } from '../../../fitting/answer-log.js';
import type { AbilityModelParams } from '../ability-model-params.js';
import { abilityLoss, type LearnerRows } from './ability-loss.js';

type Searched = Exclude<keyof AbilityModelParams, 'concept_ease'>;

/** How each parameter is searched: by steps that are added, or by factors, within bounds. */
const SEARCHED = {
  ability: { by: 'step', lowest: -4, highest: 4 },
  ability_variance: { by: 'factor', lowest: 0.02, highest: 4 },
  concept_variance: { by: 'factor', lowest: 0.01, highest: 4 },
  concept_drift: { by: 'factor', lowest: 0.0005, highest: 0.5 },
  learning: { by: 'factor', lowest: 0.01, highest: 2 },
  question_hardness: { by: 'factor', lowest: 0.5, highest: 10 },
  forgetting_days: { by: 'factor', lowest: 0.2, highest: 100 },
  forgetting_power: { by: 'factor', lowest: 0.02, highest: 4 },
} as const satisfies { readonly [Name in Searched]?: { by: 'step' | 'factor'; lowest: number; highest: number } };

export type SearchedParam = keyof typeof SEARCHED;
export const SEARCHED_PARAMS = Object.keys(SEARCHED) as readonly SearchedParam[];

/** Sizes of the rounds' moves: e to this power as a factor, or this much as a step. */
const ROUNDS = [0.6, 0.25] as const;
/** A move must gain at least this share of the loss. */
const LEAST_GAIN = 2e-5;
/** Moves of one parameter in one direction, in one round. */
const MOST_MOVES = 3;
const DIGITS = 4;

/** What is held while the parameters move. */
export interface AbilityObjective {
  readonly log: AnswerLog;
  readonly learners: readonly LearnerRows[];
  readonly easeOf: (concept: number) => number;
}

/** Parameters that predict the answers better, one moved after the other; the better of two neighbours is kept. */
export function* searchAbility(
  { log, learners, easeOf }: AbilityObjective,
  start: AbilityModelParams,
  names: readonly SearchedParam[],
): Generator<number, AbilityModelParams> {
  let best = start;
  let { logLoss } = yield* abilityLoss(log, learners, best, easeOf);
  for (const size of ROUNDS) {
    for (const name of names) {
      for (const direction of [size, -size]) {
        let moves = 0;
        for (; moves < MOST_MOVES; moves += 1) {
          const next = { ...best, [name]: moved(name, best[name], direction) };
          if (next[name] === best[name]) break;
          const found = yield* abilityLoss(log, learners, next, easeOf);
          if (!(found.logLoss < logLoss * (1 - LEAST_GAIN))) break;
          best = next;
          logLoss = found.logLoss;
        }
        if (moves > 0) break;
      }
    }
  }
  return best;
}

function moved(name: SearchedParam, value: number, by: number): number {
  const { by: kind, lowest, highest } = SEARCHED[name];
  const next = kind === 'step' ? value + by : value * Math.exp(by);
  return Number(Math.min(highest, Math.max(lowest, next)).toPrecision(DIGITS));
}
