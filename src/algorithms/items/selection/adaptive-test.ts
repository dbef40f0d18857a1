import { invalidInput } from '../../../errors.js';
import { needsAnswers } from '../ability/ability-params.js';
import type { AbilityEstimate } from '../ability/estimate-ability.js';
import { expectedScore } from '../item-response/test-curve.js';
import { type BankItem, checkBank, type ItemBank } from './item-bank.js';
import { normalShareBelow } from './normal-distribution.js';
import { type AdaptiveTestOptions, completeRules } from './test-rules.js';
import { type AdaptiveTestState, abilityFrom, checkAnswer, placesOf, secondsOf, type TestAnswer } from './test-state.js';

/** The result in one content area. */
export interface AreaResult {
  readonly area: string;
  readonly answered: number;
  readonly right: number;
}

/** The result of a test, complete or not. */
export interface AdaptiveTestResult {
  /** Null before the first answer if the method has no prior. */
  readonly ability: AbilityEstimate | null;
  readonly answered: number;
  readonly right: number;
  /** Total response time, in seconds. */
  readonly seconds: number;
  /** By area, in the order of first answers; items without an area are left out. */
  readonly areas: readonly AreaResult[];
  /** The expected share of right answers over the whole item bank at this ability. Null without an ability. */
  readonly expectedScore: number | null;
  /**
   * Whether theta is at or above the cut score, and the probability that the true ability is, assuming a normal error with the standard error. Null
   * without a cut score or an ability.
   */
  readonly pass: { readonly passed: boolean; readonly probability: number } | null;
}

/**
 * A computerized adaptive test. Call `start`, then {@link nextItem} and `answer` in turn, and `result` at any time; store the state between
 * questions. All methods are pure. The ability is estimated from all answers after each answer, so errors do not accumulate. Pass the same bank and
 * rules at each step; the state does not contain them. Every method throws AdaptiveLearningError `invalid_input` when an argument is out of range, an
 * item is not in the bank, or an item is answered twice.
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
