import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CONCEPT_CHANGES, ConceptId, ContentMastery } from '../../collections/index.js';
import { AdaptiveLearningError, invalidInput, isProxy } from '../../errors.js';
import { conceptKey, type IncomingOf } from '../../learner/index.js';
import { type CallControl, readWithRetry } from '../../runtime/index.js';
import { parseInput } from '../../schema/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { newEvent } from '../recording/new-event.js';
import type { SentEvent } from '../recording/sent-event.js';
import type { conceptChangeInput } from './concept-change-input.js';
import { recordOfConcepts } from './record-of-concepts.js';

/** Concepts that one call changes at most: they share a transaction. */
const CHANGES_AT_MOST = 500;

type ChangeType = (typeof CONCEPT_CHANGES)[number];
type ChangeEvent = IncomingOf<ChangeType>;
type ChangeInput = z.output<typeof conceptChangeInput>;

/** A change of a concept. A retry returns the same. */
export interface ConceptChange extends ConceptId {
  readonly event_id: string;
  readonly occurred_at: Date;
}

/** The result of a call that changes concepts: one change, or a list for a list. */
export type ChangesOf<Sent, Change> = Sent extends readonly unknown[] ? readonly Change[] : Change;

interface Changing<Input extends ChangeInput, Change> {
  readonly where: string;
  readonly type: ChangeType;
  readonly schema: z.ZodType<Input>;
  /** What the events say of their concepts, in the order of the inputs. */
  readonly bodiesOf: (inputs: readonly Input[]) => Promise<readonly ChangeEvent['change'][]>;
  readonly shown: (event: ChangeEvent) => Change;
}

/**
 * Records changes of one concept or of several, all of them in one transaction or none.
 *
 * @throws AdaptiveLearningError `invalid_input`, `event_conflict`; `not_found` for a concept that nothing is kept about, since the learner never
 * met it or it was reset; nothing is written then
 */
export async function changeConcepts<Input extends ChangeInput, Change>(
  context: EngineContext,
  caller: Caller,
  value: unknown,
  { where, type, schema, bodiesOf, shown }: Changing<Input, Change>,
  control: CallControl,
): Promise<Change | readonly Change[]> {
  const isList = !isProxy(value) && Array.isArray(value);
  const placeOf = (position: number) => (isList ? `${where}.${position}` : where);
  if (isList && (value.length === 0 || value.length > CHANGES_AT_MOST))
    throw invalidInput(where, `1 to ${CHANGES_AT_MOST} concepts`, value);
  const inputs = isList ? parseInput(z.array(schema), value, where) : [parseInput(schema, value, where)];
  refuseTwice(inputs, placeOf);
  const bodies = await bodiesOf(inputs);
  const sent = inputs.map((input, position) => {
    const place = placeOf(position);
    const event_id = input.event_id ?? randomUUID();
    const common = newEvent(context, caller, type, { ...input, event_id }, place);
    const event = { ...common, type, change: bodies[position] } as ChangeEvent;
    return { event, timeChosen: input.occurred_at === undefined } satisfies SentEvent<ChangeEvent>;
  });
  const check = (mastery: ContentMastery | null, position: number) => {
    if (mastery === null) throw neverMet(placeOf(position));
  };
  const { userId } = caller;
  await recordOfConcepts(context, { userId, sent, where, placeOf, check, whole: true }, control);
  const ids = sent.map(({ event }) => event.event_id);
  const { learning_events } = context.repositories;
  const stored = await readWithRetry(context, where, control, () => learning_events.ofIds(userId, ids, control).toArray());
  const byId = new Map(stored.map((event) => [event.event_id, event]));
  const changes = ids.map((id) => shown(byId.get(id) as ChangeEvent));
  return isList ? changes : (changes[0] as Change);
}

/** The concept of each input, and nothing else. */
export async function conceptsOf(inputs: readonly ConceptId[]): Promise<readonly ConceptId[]> {
  return inputs.map(({ subject, topic, concept }) => ({ subject, topic, concept }));
}

export function changeOf({ event_id, occurred_at, change }: ChangeEvent): ConceptChange {
  const { subject, topic, concept } = change;
  return { event_id, subject, topic, concept, occurred_at };
}

/** Of two changes in one call, nobody could say which is to stand. */
function refuseTwice(inputs: readonly ConceptId[], placeOf: (position: number) => string): void {
  const seen = new Set<string>();
  inputs.forEach((input, position) => {
    const key = conceptKey(input);
    if (seen.has(key)) throw invalidInput(placeOf(position), 'a concept that is not earlier in the list', input);
    seen.add(key);
  });
}

function neverMet(where: string): AdaptiveLearningError {
  const [expected, received] = ['a concept that the learner has practised', 'one without any state'];
  return new AdaptiveLearningError('not_found', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
