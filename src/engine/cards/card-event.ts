import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { invalidInput } from '../../errors.js';
import { conceptKey, type DayRule, type IncomingOf, learnerDayNumber } from '../../learner/index.js';
import { defined } from '../../runtime/index.js';
import { parseInput } from '../../schema/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { newEvent } from '../recording/new-event.js';
import type { SentEvent } from '../recording/sent-event.js';
import { adoptedCardInput } from './adopted-card-input.js';

type Card = z.output<typeof adoptedCardInput>;
export type SentCard = SentEvent<IncomingOf<'card_adopted'>>;

const DAY_MS = 86_400_000;

/**
 * The event that a card becomes in its learner's log; undefined for a card that was never reviewed, which has nothing to take over.
 *
 * @param rule where the learner's days turn
 * @throws AdaptiveLearningError `invalid_input` naming what is wrong with the card
 */
export function cardEvent(context: EngineContext, caller: Caller, value: unknown, rule: DayRule, where: string): SentCard | undefined {
  const input = parseInput(adoptedCardInput, value, where);
  const when = datesOf(input, where);
  if (when === undefined) return undefined;
  const { subject, topic, concept } = input;
  const dayOf = (at: Date) => learnerDayNumber(at, rule.timezone, rule.day_rollover_hour);
  const isForADay = when.due.getTime() - when.last_review.getTime() >= DAY_MS;
  const event: SentCard['event'] = {
    ...newEvent(context, caller, 'card_adopted', { ...input, event_id: input.event_id ?? idOf(input) }, where),
    type: 'card_adopted',
    card: {
      subject,
      topic,
      concept,
      memory: memoryOf(input, where),
      ...when,
      last_review_day: dayOf(when.last_review),
      ...(isForADay ? { due_day: dayOf(when.due) } : {}),
      ...rule,
    },
  };
  return { event, timeChosen: input.occurred_at === undefined };
}

/** One card of a concept under one id, so that the same cards may be sent again. */
function idOf(card: Card): string {
  return `card_adopted/${createHash('sha256').update(conceptKey(card)).digest('hex').slice(0, 32)}`;
}

function memoryOf({ sm2, fsrs }: Card, where: string): SentCard['event']['card']['memory'] {
  if ((sm2 === undefined) === (fsrs === undefined)) {
    throw invalidInput(where, 'sm2 or fsrs', sm2 === undefined ? undefined : { sm2, fsrs });
  }
  return sm2 === undefined ? { kind: 'fsrs', ...defined(fsrs as NonNullable<typeof fsrs>) } : { kind: 'sm2', ...sm2 };
}

/** Each of the two dates follows from the other and the interval where it is left out. */
function datesOf(input: Card, where: string): { readonly last_review: Date; readonly due: Date } | undefined {
  const { last_review, due, sm2, fsrs } = input;
  if (last_review === undefined && due === undefined) return undefined;
  const days = sm2?.interval_days ?? fsrs?.stability ?? 0;
  const reviewed = last_review ?? new Date((due as Date).getTime() - days * DAY_MS);
  const next = due ?? new Date(reviewed.getTime() + days * DAY_MS);
  if (next < reviewed) throw invalidInput(`${where}.due`, 'a time after last_review', next);
  return { last_review: reviewed, due: next };
}
