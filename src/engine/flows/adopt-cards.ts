import { AdaptiveLearningError, invalidInput, isProxy } from '../../errors.js';
import { mapCooperatively } from '../../repositories/index.js';
import type { CallControl } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import { adoptedCardInput } from '../cards/adopted-card-input.js';
import { cardEvent, type SentCard } from '../cards/card-event.js';
import { dayRuleOf } from '../cards/day-rule-of.js';
import { recordOfConcepts } from '../cards/record-of-concepts.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { itemsOf } from '../importing/input-slices.js';
import type { AdoptedCardInput } from '../inputs/verb-inputs.js';

/** Cards in one transaction, also in one of the host's. */
const CHUNK = 500;
const CARDS_AT_MOST = 100_000;

/** A rejected card, with the reason. */
export interface RefusedCard {
  /** Its position in the list, from 0. */
  readonly position: number;
  readonly error: AdaptiveLearningError;
}

/** The result of importing cards; the four numbers add up to the length of the list. */
export interface AdoptCardsReport {
  readonly adopted: number;
  /** Cards that were already imported. */
  readonly alreadyAdopted: number;
  /** Cards that were never reviewed: they have no state to import. */
  readonly neverReviewed: number;
  readonly refused: number;
  readonly refusals: readonly RefusedCard[];
}

export const adoptCards = learnerVerb({
  name: 'adoptCards',
  action: 'record',
  account: 'active',
  ownCheck: true,
  kind: 'job',
  input: { takes: 'list', item: adoptedCardInput, most: CARDS_AT_MOST },
  joins: true,
  summary: 'Imports cards from another system with their SM-2 or FSRS state, as events of the log.',
  details: 'The same cards may be sent again. A transaction of your own takes at most 500 cards.',
  result: 'The numbers of imported, already existing, never reviewed and rejected cards, with the reasons for rejection.',
  errors: {
    invalid_input: "an input that is not a list, or if the engine's scheduler cannot import cards",
    not_found: 'a learner without an account',
    access_denied: 'an account that is not active',
  },
  example: `await learner.adoptCards([
  { subject: 'French', topic: 'Food', concept: 'pomme', sm2: { ease_factor: 2.3, interval_days: 12, repetitions: 4 }, due: new Date('2026-03-01') },
]);`,
  run,
});

async function run(
  context: EngineContext,
  caller: Caller,
  value: readonly AdoptedCardInput[],
  control: CallControl,
): Promise<AdoptCardsReport> {
  const where = 'adoptCards';
  if (isProxy(value) || !Array.isArray(value) || value.length > CARDS_AT_MOST)
    throw invalidInput(where, `a list of at most ${CARDS_AT_MOST} cards`, value);
  if (context.joined !== undefined && value.length > CHUNK)
    throw invalidInput(where, `a list of at most ${CHUNK} cards in a transaction of the host's`, value);
  const { model } = context.models.scheduler;
  if (model.adopt === undefined) throw invalidInput(where, 'a scheduler that can import cards: one with a method adopt', undefined);
  const rule = await dayRuleOf(context, caller.userId, where, control);

  const refusals: RefusedCard[] = [];
  const cards: { readonly position: number; readonly card: SentCard }[] = [];
  let neverReviewed = 0;
  await mapCooperatively<unknown, void>(itemsOf(value), { where, signal: control.signal }, (each, position) => {
    const made = madeOf(() => cardEvent(context, caller, each, rule, `${where}.${position}`));
    if (made instanceof AdaptiveLearningError) refusals.push({ position, error: made });
    else if (made === undefined) neverReviewed += 1;
    else cards.push({ position, card: made });
  });

  let adopted = 0;
  let alreadyAdopted = 0;
  for (let start = 0; start < cards.length; start += CHUNK) {
    const chunk = cards.slice(start, start + CHUNK);
    const sent = chunk.map(({ card }) => card);
    const outcomes = await recordOfConcepts(context, { userId: caller.userId, sent, where, placeOf: () => where }, control);
    outcomes.forEach((outcome, index) => {
      if (outcome === 'recorded') adopted += 1;
      else if (outcome === 'already_recorded') alreadyAdopted += 1;
      else refusals.push({ position: chunk[index]?.position as number, error: outcome });
    });
  }
  refusals.sort((a, b) => a.position - b.position);
  return { adopted, alreadyAdopted, neverReviewed, refused: refusals.length, refusals };
}

/** What a card is made to, or the refusal of it; anything else is thrown. */
function madeOf<Made>(make: () => Made): Made | AdaptiveLearningError {
  try {
    return make();
  } catch (error) {
    if (error instanceof AdaptiveLearningError) return error;
    throw error;
  }
}
