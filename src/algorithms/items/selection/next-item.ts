import { invalidInput } from '../../../errors.js';
import { informationAt, logistic } from '../item-response/item-curve.js';
import { scaleOf } from '../item-response/item-parameters.js';
import { chooseItem, type NextItemReason } from './choose-item.js';
import { type BankItem, checkBank, type ItemBank } from './item-bank.js';
import { firstOf } from './stop-rules.js';
import { type AdaptiveTestOptions, type AdaptiveTestRules, completeRules } from './test-rules.js';
import { type AdaptiveTestState, placesOf, secondsOf } from './test-state.js';

/** The next question of a test, or why there is none. */
export interface NextItem {
  /** The new state, to store instead of the given one. It contains the pending item and the excluded items. */
  readonly state: AdaptiveTestState;
  /** Null if the test is over. */
  readonly item: BankItem | null;
  readonly reasons: readonly NextItemReason[];
  /** The item's information and probability of a right answer at the current ability; 0 without an item. */
  readonly information: number;
  readonly probability: number;
  /** The stop rule that ended the test, or `bank_exhausted`; null while the test continues. */
  readonly stopped: string | null;
}

/**
 * Chooses the next question of an adaptive test: the item with the most information at the current ability ({@link itemInformation}), from the
 * content area that is furthest behind the blueprint, subject to exposure control.
 *
 * The steps are: check the stop rules; return a pending item again; drop answered and excluded items; choose the area by the blueprint; drop items
 * above the exposure rate; draw one of the `randomesque` most informative items; with `sympson_hetter`, show it with its probability or exclude it
 * and draw the next. If exposure control leaves no item, it is ignored, and the reasons say so. Ties in information go to the item that is first in
 * the bank. Runs in O(size of the bank).
 *
 * Sources: F. M. Lord, Applications of item response theory, 1980, chapter 10 (maximum information); Kingsbury and Zara 1989
 * (randomesque, blueprint); Sympson and Hetter 1985 (exposure).
 *
 * @param bank - from {@link buildItemBank}
 * @param state - from `adaptiveTest.start` or a later step; not modified
 * @param rules - overrides of {@link adaptiveTestDefaults}; the same at every step of a test
 * @param random - returns numbers ≥ 0 and < 1; called only if there is something to draw
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const item = (id, difficulty) => ({ id, discrimination: 1.5, difficulty, guessing: 0 });
 * const bank = buildItemBank([item('easy', -2), item('middle', 0.1), item('hard', 2)]);
 * const next = nextItem(bank, adaptiveTest.start(), {}, () => 0);
 * next.item.id //=> 'middle'
 * next.reasons //=> ['most_informative']
 * const after = adaptiveTest.answer(bank, next.state, { item: 'middle', correct: true, response_time_seconds: 20 });
 * nextItem(bank, after, {}, () => 0).item.id //=> 'hard'
 * nextItem(bank, after, { stop: [{ rule: 'answered', count: 1 }] }, () => 0).stopped //=> 'answered'
 */
export function nextItem(bank: ItemBank, state: AdaptiveTestState, rules: AdaptiveTestOptions, random: () => number): NextItem {
  checkBank('nextItem.bank', bank);
  const complete = completeRules('nextItem.rules', rules);
  const places = placesOf('nextItem.state', bank, state);
  if (typeof random !== 'function') throw invalidInput('nextItem.random', 'a function that returns numbers from 0 to below 1', random);
  const scale = scaleOf('nextItem.rules.ability', complete.ability.metric);
  const informations = informationsOf(bank, state.theta, scale);
  const left = leftToAsk(bank, places, complete);
  const stopped = stopOf(state, places.length, left, informations, complete);
  if (stopped !== null) return { state: { ...state, pending: null }, item: null, reasons: [], information: 0, probability: 0, stopped };
  const chosen = chooseItem(bank, state, places, left, informations, complete, random);
  const item = bank.items[chosen.place] as BankItem;
  return {
    state: { ...state, pending: item.id, set_aside: chosen.setAside },
    item,
    reasons: chosen.reasons,
    information: informations[chosen.place] as number,
    probability: item.guessing + (1 - item.guessing) * logistic(scale * item.discrimination * (state.theta - item.difficulty)),
    stopped: null,
  };
}

function informationsOf({ items, discrimination, difficulty, guessing }: ItemBank, theta: number, scale: number): Float64Array {
  const informations = new Float64Array(items.length);
  for (let place = 0; place < informations.length; place += 1) {
    informations[place] = informationAt(
      scale * (discrimination[place] as number),
      difficulty[place] as number,
      guessing[place] as number,
      theta,
    );
  }
  return informations;
}

/** Items not answered yet, of the blueprint's areas where there is one. */
function leftToAsk({ items }: ItemBank, answered: readonly number[], { areas }: AdaptiveTestRules): readonly number[] {
  const gone = new Set(answered);
  const left: number[] = [];
  for (const [place, { area }] of items.entries()) {
    if (gone.has(place)) continue;
    if (areas === null || (area !== undefined && Object.hasOwn(areas, area) && (areas[area] as number) > 0)) left.push(place);
  }
  return left;
}

function stopOf(
  { theta, standard_error, answers }: AdaptiveTestState,
  answered: number,
  left: readonly number[],
  informations: Float64Array,
  { stop }: AdaptiveTestRules,
): string | null {
  const reason = firstOf(stop, {
    theta,
    standardError: standard_error,
    answered,
    right: answers.reduce((sum, { correct }) => sum + Number(correct), 0),
    seconds: secondsOf(answers),
    remaining: left.length,
    mostInformation: left.reduce((most, place) => Math.max(most, informations[place] as number), 0),
  });
  return reason ?? (left.length === 0 ? 'bank_exhausted' : null);
}
