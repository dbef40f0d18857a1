import { invalidInput } from '../../../errors.js';
import { needsAnswers } from '../ability/ability-params.js';
import type { AbilityEstimate } from '../ability/estimate-ability.js';
import { expectedScore } from '../item-response/test-curve.js';
import { type BankItem, checkBank, type ItemBank } from './item-bank.js';
import { normalShareBelow } from './normal-distribution.js';
import { type AdaptiveTestOptions, completeRules } from './test-rules.js';
import { type AdaptiveTestState, abilityFrom, checkAnswer, placesOf, secondsOf, type TestAnswer } from './test-state.js';

/** How a test went in one area. */
export interface AreaResult {
  readonly area: string;
  readonly answered: number;
  readonly right: number;
}

/** What a test found, complete or not. */
export interface AdaptiveTestResult {
  /** Null before the first answer where the method has no prior. */
  readonly ability: AbilityEstimate | null;
  readonly answered: number;
  readonly right: number;
  /** The response times together. */
  readonly seconds: number;
  /** By area, in the order of their first answers; items without an area are left out. */
  readonly areas: readonly AreaResult[];
  /** The share of the whole bank that this ability is expected to have right: what a fixed exam of all items would show. Null without an ability. */
  readonly expectedScore: number | null;
  /**
   * Whether theta reaches the cut of the rules, and the probability that the true ability does, as far as theta is normally distributed
   * around it with the standard error. Null without a cut or an ability.
   */
  readonly pass: { readonly passed: boolean; readonly probability: number } | null;
}

/**
 * A computerized adaptive test as a state that is stored between two questions: `start`, then {@link nextItem} and `answer` in turn,
 * and `result` at any time. All are pure, and the ability after each answer is estimated from all answers, so nothing drifts.
 * The bank and the rules must be the same from step to step; the state holds neither.
 * Every method throws AdaptiveLearningError `invalid_input` on an argument out of range, an item that the bank does not have, and an item answered twice.
 *
 * @example
 * const item = (id, difficulty) => ({ id, discrimination: 1.5, difficulty, guessing: 0, area: 'algebra' });
 * const bank = buildItemBank([item('easy', -1), item('hard', 1)]);
 * const started = adaptiveTest.start() //=> { answers: [], theta: 0, standard_error: null, pending: null, set_aside: [] }
 * const after = adaptiveTest.answer(bank, started, { item: 'hard', correct: true, response_time_seconds: 31 });
 * after.theta //=> 0.8246…
 * after.standard_error //=> 0.838…
 * const result = adaptiveTest.result(bank, after, { cut: 0 });
 * result.pass //=> { passed: true, probability: 0.8373… }
 * result.areas //=> [{ area: 'algebra', answered: 1, right: 1 }]
 */
export const adaptiveTest = Object.freeze({
  start(rules: AdaptiveTestOptions = {}): AdaptiveTestState {
    const { ability } = completeRules('adaptiveTest.start.rules', rules);
    return { answers: [], theta: ability.prior.mean + 0, standard_error: null, pending: null, set_aside: [] };
  },
  answer(bank: ItemBank, state: AdaptiveTestState, answer: TestAnswer, rules: AdaptiveTestOptions = {}): AdaptiveTestState {
    checkBank('adaptiveTest.answer.bank', bank);
    const { ability } = completeRules('adaptiveTest.answer.rules', rules);
    const places = placesOf('adaptiveTest.answer.state', bank, state);
    const place = checkAnswer('adaptiveTest.answer.answer', bank, answer);
    if (places.includes(place)) {
      throw invalidInput('adaptiveTest.answer.answer.item', 'an item that was not answered before', answer.item);
    }
    const { item, correct, response_time_seconds } = answer;
    const answers = [...state.answers, { item, correct, response_time_seconds: response_time_seconds + 0 }];
    const { theta, standardError } = abilityFrom(bank, [...places, place], answers, ability);
    return { answers, theta, standard_error: standardError, pending: null, set_aside: [...state.set_aside] };
  },
  result(bank: ItemBank, state: AdaptiveTestState, rules: AdaptiveTestOptions = {}): AdaptiveTestResult {
    checkBank('adaptiveTest.result.bank', bank);
    const { ability: params, cut } = completeRules('adaptiveTest.result.rules', rules);
    const places = placesOf('adaptiveTest.result.state', bank, state);
    const { answers } = state;
    const known = answers.length > 0 || !needsAnswers(params.method);
    const ability = known ? abilityFrom(bank, places, answers, params) : null;
    return {
      ability,
      answered: answers.length,
      right: answers.reduce((sum, { correct }) => sum + Number(correct), 0),
      seconds: secondsOf(answers),
      areas: areasOf(bank, places, answers),
      expectedScore: ability === null ? null : expectedScore(bank.items, ability.theta, params.metric),
      pass: ability === null || cut === null ? null : passOf(ability, cut),
    };
  },
});

function areasOf({ items }: ItemBank, places: readonly number[], answers: readonly TestAnswer[]): readonly AreaResult[] {
  const areas = new Map<string, AreaResult>();
  for (const [index, { correct }] of answers.entries()) {
    const { area } = items[places[index] as number] as BankItem;
    if (area === undefined) continue;
    const { answered, right } = areas.get(area) ?? { answered: 0, right: 0 };
    areas.set(area, { area, answered: answered + 1, right: right + Number(correct) });
  }
  return [...areas.values()];
}

function passOf({ theta, standardError }: AbilityEstimate, cut: number): { readonly passed: boolean; readonly probability: number } {
  // Without information either side is as likely.
  return { passed: theta >= cut, probability: standardError === null ? 0.5 : normalShareBelow((theta - cut) / standardError) };
}
