import { learnerOwner } from '../../cache/index.js';
import type { AdaptiveLearningError } from '../../errors.js';
import { compareEvents, conceptKey, type IncomingEvent, type IncomingOf } from '../../learner/index.js';
import { isDuplicateKey, Outrun } from '../../repositories/index.js';
import { type CallControl, type EngineContext, patiently, pinned } from '../context.js';
import { CurriculumReader } from '../importing/curriculum-reader.js';
import { withCurriculum } from '../importing/first-exposures.js';
import { storeEvents } from '../importing/store-events.js';
import { changing } from '../recording/changing.js';
import { eventConflict } from '../recording/record-event.js';
import { recordLate } from '../recording/record-late.js';
import { replayLearner } from '../recording/replay-learner.js';
import { type EventPrint, isSameEvent, printOf } from '../recording/sent-event.js';
import { isNewest, isStale } from '../recording/standing.js';
import { refuseUnlessOpen } from '../recording/standing-of-account.js';
import type { SentCard } from './card-event.js';

/** What became of one card. */
export type CardOutcome = 'adopted' | 'already_adopted' | AdaptiveLearningError;

type Adopted = IncomingOf<'card_adopted'>;

/**
 * Records cards of one learner in one transaction, and says what became of each, in their order.
 *
 * @throws AdaptiveLearningError `database_unavailable`, `aborted`
 */
export function recordCards(
  context: EngineContext,
  userId: string,
  cards: readonly SentCard[],
  where: string,
  control: CallControl,
): Promise<readonly CardOutcome[]> {
  // A try whose commit nobody saw end may have stored them: found stored by the next, they are this call's own.
  const sent = new Set<string>();
  const attempt = async () => {
    await context.ensureTransactions();
    await context.activeModels.known();
    return recordOnce(pinned(context, control), userId, cards, sent, where);
  };
  return context.lanes.run(userId, where, control, () =>
    changing(context, [learnerOwner(userId)], () => patiently(context, where, control, attempt)),
  );
}

async function recordOnce(
  context: EngineContext,
  userId: string,
  cards: readonly SentCard[],
  sent: Set<string>,
  where: string,
): Promise<readonly CardOutcome[]> {
  context.remembered.forget(userId);
  const { learning_events, content_mastery } = context.repositories;
  const { signal } = context;
  const [stored, found] = await Promise.all([
    learning_events.prints(new Map([[userId, cards.map(({ event }) => event.event_id)]]), { signal }),
    content_mastery.foldables(new Map([[userId, cards.map(({ event }) => event.card)]]), { signal }),
    refuseUnlessOpen(context, userId, 'record', where, { signal }),
  ]);
  const prints = new Map<string, EventPrint>(
    stored.map(({ event_id, metadata, ...print }) => [event_id, { ...print, texts: { metadata } }]),
  );
  const masteries = new Map(found.map((mastery) => [conceptKey(mastery), mastery]));
  const none = { session: null, mastery: null, dna: null, previous: null };
  if (found.some((mastery) => isStale({ ...none, mastery }, context.models))) {
    if (!(await context.activeModels.refresh())) await replayLearner(context, userId, { signal });
    throw new Outrun();
  }

  const fresh: Adopted[] = [];
  const outcomes = cards.map((card): CardOutcome => {
    const { event } = card;
    const known = prints.get(event.event_id);
    if (known === undefined) {
      fresh.push(event);
      prints.set(event.event_id, printOf(event));
      return 'adopted';
    }
    if (!isSameEvent(known, card)) return eventConflict(where);
    return sent.has(event.event_id) ? 'adopted' : 'already_adopted';
  });
  if (fresh.length === 0) return outcomes;
  for (const { event_id } of fresh) sent.add(event_id);

  const recorded_at = context.clock();
  const events = await withCurriculum(fresh.sort(compareEvents), masteries, new CurriculumReader(context.repositories));
  const areNewest = fresh.every((event) => isNewest({ ...none, mastery: masteries.get(conceptKey(event.card)) ?? null }, event));
  const storing = areNewest
    ? storeEvents(context, [
        { learner: { userId, dna: null, sessions: new Map(), masteries: onlyOf(fresh, masteries), newest: null }, events },
      ])
    : recordLate(context, events.map((event) => ({ ...event, recorded_at })) as [IncomingEvent, ...IncomingEvent[]], where);
  await (storing as Promise<unknown>).catch((error: unknown) => {
    throw isDuplicateKey(error) ? new Outrun('made by another writer', { cause: error }) : error;
  });
  return outcomes;
}

/** The query gives each combination of the names asked for; what no card is about stays as it is. */
function onlyOf<Mastery>(events: readonly Adopted[], masteries: ReadonlyMap<string, Mastery>): ReadonlyMap<string, Mastery> {
  const own = new Set(events.map(({ card }) => conceptKey(card)));
  return new Map([...masteries].filter(([key]) => own.has(key)));
}
