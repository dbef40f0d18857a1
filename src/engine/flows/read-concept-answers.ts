import type { z } from 'zod';
import { type AnswerEvent, learningEvents, parseInput } from '../../collections/index.js';
import { agrees, allNames, History, type Provenance, withJudges } from '../../learner/index.js';
import type { CallControl } from '../../runtime/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { conceptAnswersInput } from '../inputs.js';
import { firstOf, type Listing, mapped } from '../listing.js';
import { readWithConsent } from '../recording/account-guard.js';
import { EventModels } from '../recording/event-models.js';
import { inOrder } from '../recording/rebuild.js';

export type ConceptAnswersInput = z.input<typeof conceptAnswersInput>;

/**
 * Every answer to a concept, newest first. States that are asked for and not stored are made again by a replay, and given only where the
 * replay makes of the answer what is stored with it, to the bit: under other models or parameters than then, or behind a late event, it does not.
 */
export async function readConceptAnswers(
  context: EngineContext,
  caller: Caller,
  value: ConceptAnswersInput,
  control: CallControl,
): Promise<Listing<AnswerEvent>> {
  permit(caller, 'read', 'conceptAnswers');
  const { limit, states, ...id } = parseInput(conceptAnswersInput, value, 'conceptAnswers');
  const [now, ...formerly] = allNames(id, context.models);
  const found = await readWithConsent(context, caller.userId, learningEvents, 'conceptAnswers', control, () =>
    firstOf(limit, (most) => context.repositories.learning_events.ofConcept(caller.userId, now, { ...control, formerly, limit: most })),
  );
  const events = { ...found, rows: found.rows.filter((event) => event.type === 'answer') };
  const short = new Map(events.rows.flatMap((event) => (isShort(event) ? [[event.event_id, event] as const] : [])));
  const replayed = states && short.size > 0 ? await replay(context, caller.userId, short, control) : undefined;
  return mapped(events, { where: 'conceptAnswers', signal: control.signal }, (event) => ({
    ...event,
    provenance: replayed?.get(event.event_id) ?? withJudges(event.provenance),
  }));
}

function isShort({ provenance }: AnswerEvent): boolean {
  return provenance.models !== undefined;
}

/** What a replay makes of some answers, of those with which it agrees. */
async function replay(
  context: EngineContext,
  userId: string,
  answers: ReadonlyMap<string, AnswerEvent>,
  { signal }: CallControl,
): Promise<ReadonlyMap<string, Provenance>> {
  await context.activeModels.known(signal);
  const history = new History(context.models);
  const judged = new EventModels({ ...context, signal });
  const made = new Map<string, Provenance>();
  for await (const event of inOrder(context, userId, signal)) {
    const { provenance } = history.add(event, await judged.of(event));
    const stored = answers.get(event.event_id);
    if (provenance === undefined || stored === undefined) continue;
    if (agrees(stored.provenance, provenance)) made.set(event.event_id, provenance);
    // What comes after the newest of them does not change them.
    if (made.size === answers.size) break;
  }
  return made;
}
