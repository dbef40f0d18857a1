import type { ContentMastery } from '../../collections/index.js';
import type { AdaptiveLearningError } from '../../errors.js';
import { compareEvents, conceptKey, conceptOf, type IncomingEvent, type IncomingOf, type Naming } from '../../learner/index.js';
import { type CallControl, requireOpenAccount, Sent, StaleDocuments, write } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { CurriculumReader } from '../importing/curriculum-reader.js';
import { withCurriculum } from '../importing/first-exposures.js';
import { storeEvents } from '../importing/store-events.js';
import { isNewest, isStale, loadPredictorVersions } from '../recording/freshness.js';
import { moveBefore } from '../recording/move-learner.js';
import { newestChanges } from '../recording/newest-changes.js';
import { eventConflict } from '../recording/record-event.js';
import { recordLate } from '../recording/record-late.js';
import { type EventFingerprint, fingerprintOf, isSameEvent, type SentEvent } from '../recording/sent-event.js';
import { behindChange } from '../recording/time-in-session.js';

/** Events that change what is kept of one concept and stand in no session. */
type OfConcept = Extract<IncomingEvent, { readonly change: unknown }> | IncomingOf<'card_adopted'>;

/** The outcome of one event. */
export type ConceptOutcome = 'recorded' | 'already_recorded' | AdaptiveLearningError;

interface Recording {
  readonly userId: string;
  readonly sent: readonly SentEvent<OfConcept>[];
  readonly where: string;
  /** Where an event stands in the input, for the refusal of its id. */
  readonly placeOf: (position: number) => string;
  /** Throws, before anything is written, for an event that is new and may not be recorded by what is kept of its concept. */
  readonly check?: (mastery: ContentMastery | null, position: number) => void;
  /** All of the events or none: the first refusal is thrown. */
  readonly whole?: boolean;
}

/**
 * Records events of one learner's concepts in one transaction, and says what became of each, in their order.
 *
 * @throws AdaptiveLearningError `not_found`, `access_denied`, `database_unavailable`, `aborted`
 */
export function recordOfConcepts(context: EngineContext, recording: Recording, control: CallControl): Promise<readonly ConceptOutcome[]> {
  const { userId, where } = recording;
  const tried = new Sent<string>();
  const how = { where, control, models: 'known', learners: [userId] } as const;
  return write(context, how, (fixed) => recordOnce(fixed, recording, tried));
}

async function recordOnce(
  context: EngineContext,
  { userId, sent, where, placeOf, check, whole }: Recording,
  tried: Sent<string>,
): Promise<readonly ConceptOutcome[]> {
  context.recentState.forget(userId);
  const { prints, masteries, changes, unknown } = await load(context, userId, sent, where);
  const { models } = context;
  const none = { session: null, mastery: null, dna: null, previous: null };
  const kept = Array.from(masteries.values(), (mastery) => ({ ...none, mastery }));
  await loadPredictorVersions(context, kept);
  if (kept.some((one) => isStale(one, context))) throw new StaleDocuments(userId);
  const now = context.clock();
  const masteryOf = (event: OfConcept) => masteries.get(keyOf(event, models)) ?? null;
  const fresh: OfConcept[] = [];
  const outcomes = sent.map((one, position): ConceptOutcome => {
    const known = prints.get(one.event.event_id);
    if (known !== undefined) {
      if (!isSameEvent(known, one)) return eventConflict(placeOf(position));
      return tried.has(one.event.event_id) ? 'recorded' : 'already_recorded';
    }
    const refusal = one.event.type === 'card_adopted' ? unknown?.get(keyOf(one.event, models)) : undefined;
    if (refusal !== undefined) return refusal(placeOf(position));
    const mastery = masteryOf(one.event);
    check?.(mastery, position);
    const event = { ...one.event, recorded_at: now, ...(one.timeChosen && { occurred_at: now }) };
    fresh.push(behindChange({ ...one, event }, { session: null, mastery }, changes?.get(keyOf(event, models))));
    prints.set(event.event_id, fingerprintOf(event));
    return 'recorded';
  });
  const refused = outcomes.find((outcome) => typeof outcome === 'object');
  if (whole === true && refused !== undefined) throw refused;
  if (fresh.length === 0) return outcomes;

  const events = await withCurriculum(context, fresh.sort(compareEvents), masteries, new CurriculumReader(context));
  const areNewest = fresh.every((event) => isNewest({ ...none, mastery: masteryOf(event) }, event, changes?.get(keyOf(event, models))));
  const learner = { userId, dna: null, sessions: new Map(), masteries: onlyOf(fresh, masteries, models), newest: null };
  const ids = fresh.map(({ event_id }) => event_id);
  await tried.storing(ids, async () => {
    if (areNewest) await storeEvents(context, [{ learner, events }]);
    else await recordLate(context, events as [IncomingEvent, ...IncomingEvent[]], where);
  });
  return outcomes;
}

/** What is stored under the events' ids, and what is kept of their concepts. */
async function load(context: EngineContext, userId: string, sent: readonly SentEvent<OfConcept>[], where: string) {
  const { learning_events, content_mastery } = context.repositories;
  const { signal } = context;
  const concepts = sent.flatMap(({ event }) => conceptOf(event, context.models) ?? []);
  await moveBefore(context, userId, concepts);
  const [stored, found] = await Promise.all([
    learning_events.prints(new Map([[userId, sent.map(({ event }) => event.event_id)]]), { signal }),
    content_mastery.manyForFold(new Map([[userId, concepts]]), { signal }),
    requireOpenAccount(context, userId, 'active', where, { signal }),
  ]);
  const prints = new Map<string, EventFingerprint>(
    stored.map(({ event_id, metadata, ...print }) => [event_id, { ...print, texts: { metadata } }]),
  );
  const masteries = new Map(found.map((mastery) => [conceptKey(mastery), mastery]));
  const unmet = concepts.filter((concept) => !masteries.has(conceptKey(concept)));
  const unknown = await context.strictCurriculum?.unknownAmong(concepts, signal);
  return { prints, masteries, unknown, changes: (await newestChanges(context, new Map([[userId, unmet]]))).get(userId) };
}

function keyOf(event: OfConcept, naming: Naming): string {
  return conceptKey(conceptOf(event, naming) ?? (event.type === 'card_adopted' ? event.card : event.change));
}

/** The query gives each combination of the names asked for; what no event is about stays as it is. */
function onlyOf<Mastery>(
  events: readonly OfConcept[],
  masteries: ReadonlyMap<string, Mastery>,
  naming: Naming,
): ReadonlyMap<string, Mastery> {
  const own = new Set(events.map((event) => keyOf(event, naming)));
  return new Map([...masteries].filter(([key]) => own.has(key)));
}
