import { invalidInput } from '../../../errors.js';
import { checkBoolean, checkList, checkNotNegative, checkObject, checkPositive } from '../../argument-checks.js';
import type { AbilityParams } from '../ability/ability-params.js';
import { type AbilityEstimate, abilityOf } from '../ability/estimate-ability.js';
import { columnsOf } from '../ability/item-responses.js';
import { scaleOf } from '../item-response/item-parameters.js';
import type { BankItem, ItemBank } from './item-bank.js';

/** One answer within a test. */
export type TestAnswer = {
  /** The item's id. */
  readonly item: string;
  readonly correct: boolean;
  /** Seconds from the question to the answer, ≥ 0; 0 if not measured. */
  readonly response_time_seconds: number;
};

/** The state of an adaptive test between two questions; store it unchanged. It grows by one short entry per answer. */
export type AdaptiveTestState = {
  readonly answers: readonly TestAnswer[];
  /** The ability after these answers; the mean of the prior before the first answer. */
  readonly theta: number;
  /** Null if unknown. */
  readonly standard_error: number | null;
  /** The item that was chosen and not yet answered. */
  readonly pending: string | null;
  /** Items that exposure control excludes for the rest of this test. */
  readonly set_aside: readonly string[];
};

/** The place in the bank of each item answered, in the order of the answers; checks the state on the way. */
export function placesOf(where: string, bank: ItemBank, state: AdaptiveTestState): readonly number[] {
  checkObject(where, state);
  checkList(`${where}.answers`, state.answers);
  const { theta, standard_error, pending } = state;
  if (!(typeof theta === 'number' && Math.abs(theta) <= 100)) throw invalidInput(`${where}.theta`, 'a number from -100 to 100', theta);
  if (standard_error !== null) checkPositive(`${where}.standard_error`, standard_error);
  if (pending !== null) placeOf(`${where}.pending`, bank, pending);
  checkList(`${where}.set_aside`, state.set_aside);
  for (const [index, id] of state.set_aside.entries()) placeOf(`${where}.set_aside[${index}]`, bank, id);
  const seen = new Set<number>();
  return Array.from(state.answers, (answer, index) => {
    const at = `${where}.answers[${index}]`;
    const place = checkAnswer(at, bank, answer);
    if (seen.has(place)) throw invalidInput(`${at}.item`, 'an item that was not answered before', answer.item);
    seen.add(place);
    return place;
  });
}

export function checkAnswer(where: string, bank: ItemBank, answer: TestAnswer): number {
  checkObject(where, answer);
  const place = placeOf(`${where}.item`, bank, answer.item);
  checkBoolean(`${where}.correct`, answer.correct);
  checkNotNegative(`${where}.response_time_seconds`, answer.response_time_seconds);
  if (answer.response_time_seconds > LONGEST_SECONDS) {
    throw invalidInput(`${where}.response_time_seconds`, 'seconds, at most a year', answer.response_time_seconds);
  }
  return place;
}

/** Longer than any test, and short enough that sums stay numbers. */
const LONGEST_SECONDS = 366 * 86_400;

function placeOf(where: string, bank: ItemBank, id: string): number {
  const place = bank.places.get(id);
  if (place === undefined) throw invalidInput(where, 'the id of an item of the bank', id);
  return place;
}

/** The ability that answers to items of a bank tell. */
export function abilityFrom(
  bank: ItemBank,
  places: readonly number[],
  answers: readonly TestAnswer[],
  params: AbilityParams,
): AbilityEstimate {
  const columns = columnsOf(
    places.map((place) => bank.items[place] as BankItem),
    answers.map(({ correct }) => correct),
    scaleOf('rules.ability', params.metric),
  );
  return abilityOf(columns, params);
}

export function secondsOf(answers: readonly TestAnswer[]): number {
  return answers.reduce((sum, { response_time_seconds }) => sum + response_time_seconds, 0);
}
