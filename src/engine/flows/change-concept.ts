import type { CallControl } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import { conceptChangeInput } from '../cards/concept-change-input.js';
import { type ChangesOf, type ConceptChange, changeConcepts, changeOf, conceptsOf } from '../cards/concept-changes.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import type { ConceptChangeInput } from '../inputs/verb-inputs.js';

/** Changes of a concept that say no more than which it is, by the verb. */
const TYPES = { resetConcept: 'concept_reset', suspend: 'concept_suspended', resume: 'concept_resumed' } as const;

/** What the three verbs have in common. */
const CHANGE = {
  action: 'record',
  kind: 'call',
  input: { takes: 'one_or_list', item: conceptChangeInput },
  joins: true,
  result: 'The concept and the event of the change; a list for a list.',
  errors: {
    not_found: 'a concept that the learner has never practised',
    access_denied: 'an account that is not active',
    event_conflict: 'an `event_id` that was used for something else',
  },
} as const;

export const resetConcept = learnerVerb({
  name: 'resetConcept',
  account: 'active',
  ownCheck: true,
  ...CHANGE,
  summary: 'Resets schedule and mastery of one concept or of a list of concepts: the next answer counts as the first one.',
  details: 'A list of up to 500 concepts changes completely or not at all. Past answers stay in the log.',
  example: `await learner.resetConcept({ subject: 'French', topic: 'Food', concept: 'pomme' });`,
  run: <Sent extends ConceptChangeInput | readonly ConceptChangeInput[]>(
    context: EngineContext,
    caller: Caller,
    value: Sent,
    control: CallControl,
  ): Promise<ChangesOf<Sent, ConceptChange>> => change(context, caller, 'resetConcept', value, control),
});

export const suspend = learnerVerb({
  name: 'suspend',
  account: 'active',
  ownCheck: true,
  ...CHANGE,
  summary: 'Suspends one concept or a list of concepts: they are neither due nor recommended, and no figure counts them as due.',
  details: 'Answers to a suspended concept are still recorded and change its schedule and mastery; it stays suspended until `resume`.',
  example: `await learner.suspend({ subject: 'French', topic: 'Food', concept: 'pomme' });`,
  run: <Sent extends ConceptChangeInput | readonly ConceptChangeInput[]>(
    context: EngineContext,
    caller: Caller,
    value: Sent,
    control: CallControl,
  ): Promise<ChangesOf<Sent, ConceptChange>> => change(context, caller, 'suspend', value, control),
});

export const resume = learnerVerb({
  name: 'resume',
  account: 'active',
  ownCheck: true,
  ...CHANGE,
  summary: 'Ends the suspension of one concept or of a list of concepts.',
  details: 'The due date is the same as without the suspension, so the review may be overdue.',
  example: `await learner.resume({ subject: 'French', topic: 'Food', concept: 'pomme' });`,
  run: <Sent extends ConceptChangeInput | readonly ConceptChangeInput[]>(
    context: EngineContext,
    caller: Caller,
    value: Sent,
    control: CallControl,
  ): Promise<ChangesOf<Sent, ConceptChange>> => change(context, caller, 'resume', value, control),
});

async function change<Sent extends ConceptChangeInput | readonly ConceptChangeInput[]>(
  context: EngineContext,
  caller: Caller,
  where: keyof typeof TYPES,
  value: Sent,
  control: CallControl,
): Promise<ChangesOf<Sent, ConceptChange>> {
  const changing = { where, type: TYPES[where], schema: conceptChangeInput, bodiesOf: conceptsOf, shown: changeOf };
  return (await changeConcepts(context, caller, value, changing, control)) as ChangesOf<Sent, ConceptChange>;
}
