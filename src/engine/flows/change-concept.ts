import type { z } from 'zod';
import type { CallControl } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import { conceptChangeInput } from '../cards/concept-change-input.js';
import { type ChangesOf, type ConceptChange, changeConcepts, changeOf, conceptsOf } from '../cards/concept-changes.js';
import type { EngineContext } from '../context.js';

export type ConceptChangeInput = z.input<typeof conceptChangeInput>;

/** Changes of a concept that say no more than which it is, by the verb. */
const TYPES = { resetConcept: 'concept_reset', suspend: 'concept_suspended', resume: 'concept_resumed' } as const;

/** Forgets, suspends or resumes a concept, or several, each by an event of the log. */
export async function changeConcept<Sent extends ConceptChangeInput | readonly ConceptChangeInput[]>(
  context: EngineContext,
  caller: Caller,
  where: keyof typeof TYPES,
  value: Sent,
  control: CallControl,
): Promise<ChangesOf<Sent, ConceptChange>> {
  const changing = { where, type: TYPES[where], schema: conceptChangeInput, bodiesOf: conceptsOf, shown: changeOf };
  return (await changeConcepts(context, caller, value, changing, control)) as ChangesOf<Sent, ConceptChange>;
}
