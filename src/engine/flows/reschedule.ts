import type { z } from 'zod';
import { dueOn } from '../../learner/index.js';
import type { CallControl } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import { dayOfText, rescheduleInput } from '../cards/concept-change-input.js';
import { type ChangesOf, type ConceptChange, changeConcepts, changeOf } from '../cards/concept-changes.js';
import { dayRuleOf } from '../cards/day-rule-of.js';
import type { EngineContext } from '../context.js';

export type RescheduleInput = z.input<typeof rescheduleInput>;
type Parsed = z.output<typeof rescheduleInput>;

/** A review that was moved. */
export interface Rescheduled extends ConceptChange {
  /** When the review now comes due; for one that is for a day, when that day begins. */
  readonly next_review_date: Date;
}

/** Moves the next review of a concept, or of several, to a day of the learner's or to an instant. What the scheduler remembers stays. */
export async function reschedule<Sent extends RescheduleInput | readonly RescheduleInput[]>(
  context: EngineContext,
  caller: Caller,
  value: Sent,
  control: CallControl,
): Promise<ChangesOf<Sent, Rescheduled>> {
  const where = 'reschedule';
  const bodiesOf = async (inputs: readonly Parsed[]) => {
    const isForADay = inputs.some(({ due }) => typeof due === 'string');
    const rule = isForADay ? await dayRuleOf(context, caller.userId, where, control) : undefined;
    return inputs.map(({ subject, topic, concept, due }) => {
      if (due instanceof Date || rule === undefined) return { subject, topic, concept, due: due as Date };
      const due_day = dayOfText(due);
      return { subject, topic, concept, due: dueOn(due_day, rule).next_review_date, due_day };
    });
  };
  const shown = (event: Parameters<typeof changeOf>[0]): Rescheduled => ({
    ...changeOf(event),
    next_review_date: 'due' in event.change ? event.change.due : event.occurred_at,
  });
  const changing = { where, type: 'review_rescheduled', schema: rescheduleInput, bodiesOf, shown } as const;
  return (await changeConcepts(context, caller, value, changing, control)) as ChangesOf<Sent, Rescheduled>;
}
