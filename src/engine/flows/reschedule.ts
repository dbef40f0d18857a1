import type { z } from 'zod';
import { dueOn } from '../../learner/index.js';
import type { CallControl } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import { dayOfText, rescheduleInput } from '../cards/concept-change-input.js';
import { type ChangesOf, type ConceptChange, changeConcepts, changeOf } from '../cards/concept-changes.js';
import { dayRuleOf } from '../cards/day-rule-of.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import type { RescheduleInput } from '../inputs/verb-inputs.js';

type Parsed = z.output<typeof rescheduleInput>;

/** A review that was moved. */
export interface Rescheduled extends ConceptChange {
  /** The new due date; for a day, the beginning of that day. */
  readonly next_review_date: Date;
}

export const reschedule = learnerVerb({
  name: 'reschedule',
  action: 'record',
  account: 'active',
  ownCheck: true,
  kind: 'call',
  input: { takes: 'one_or_list', item: rescheduleInput },
  joins: true,
  summary: "Moves the next review of one concept or of a list of concepts to an instant or to a learner's day.",
  details:
    "A list of up to 500 concepts changes completely or not at all. The scheduler's state does not change: the next answer counts the days that have actually passed.",
  result: 'The concept with its next review; a list for a list.',
  errors: {
    not_found: 'a concept that the learner has never practised',
    access_denied: 'an account that is not active',
    event_conflict: 'an `event_id` that was used for something else',
  },
  example: `await learner.reschedule({ subject: 'French', topic: 'Food', concept: 'pomme', due: '2026-03-14' });`,
  run,
});

async function run<Sent extends RescheduleInput | readonly RescheduleInput[]>(
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
