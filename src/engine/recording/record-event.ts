import type { LearningEvent } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import { conceptOf, type IncomingEvent } from '../../learner/index.js';
import { driverErrorOf, isDuplicateOf, WriteConflict } from '../../repositories/index.js';
import { attemptWrite, type CallControl, inTurn, requireOpenAccount, StaleDocuments } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { EmotionsWithheld } from './admission.js';
import { applyConsent, type ConsentAttempt, delayed } from './apply-consent.js';
import { findSession } from './find-session.js';
import { isNewest, isStale } from './freshness.js';
import { loadAffected } from './load-affected.js';
import { moveBefore } from './move-learner.js';
import { recordLate } from './record-late.js';
import { recordNext } from './record-next.js';
import { recordOpening } from './record-opening.js';
import { replayLearner } from './replay-learner.js';
import { fingerprintOf, isSameEvent, type SentEvent } from './sent-event.js';
import { isWithinSession, refuseOutsideSession } from './session-bounds.js';
import { behindChange, inSessionTime } from './time-in-session.js';
import { withWithdrawals } from './with-withdrawals.js';

/** The stored event of the same kind. */
type StoredAs<Incoming extends IncomingEvent> = Extract<LearningEvent, { type: Incoming['type'] }>;

/**
 * The way of every event: read what it touches, fold, write all of it or nothing. Gives the event as it is stored,
 * which for a retry is the one that was stored first.
 *
 * An event that is the newest of everything it touches costs one round of reads, or none where this process remembers what it stored
 * last, and one transaction. A late one recomputes what comes after it from the log, so that the learner's documents end as if it
 * had come in time.
 *
 * @throws AdaptiveLearningError `not_found`, `outside_session`, `event_conflict`, `database_unavailable`, `aborted`
 */
export function recordEvent<Incoming extends IncomingEvent>(
  context: EngineContext,
  sent: SentEvent<Incoming>,
  where: string,
  control: CallControl,
): Promise<StoredAs<Incoming>> {
  const turn = { where, control, learners: [sent.event.user_id] };
  return inTurn(context, turn, () => recordQueued(context, sent, where, control));
}

/** As {@link recordEvent}, for a caller that holds the learner's place in the queue already. */
export async function recordQueued<Incoming extends IncomingEvent>(
  context: EngineContext,
  sent: SentEvent<Incoming>,
  where: string,
  control: CallControl,
): Promise<StoredAs<Incoming>> {
  const { user_id } = sent.event;
  const attempt = async (fixed: EngineContext) => {
    // Times are taken for each try: what follows the log counts on an event being stored soon after the time that it says it was recorded,
    // and a time of the engine's own must fit what others have stored since the try before.
    const once = async () => {
      const now = context.clock();
      const event = { ...sent.event, recorded_at: now, ...(sent.timeChosen && { occurred_at: now }) };
      return (await recordOnce(fixed, { ...sent, event }, where)) as StoredAs<Incoming>;
    };
    return once().catch((error: unknown) => {
      // What failed on the ground of what this process remembers is tried from the database, which may know better.
      const mayHaveBeenBehind = !(driverErrorOf(error) instanceof AdaptiveLearningError) && context.recentState.failed(user_id, error);
      if (mayHaveBeenBehind) return once();
      throw error;
    });
  };
  const recorded = await attemptWrite(context, { where, control, models: 'known' }, attempt);
  if (sent.event.type === 'answer') context.tuning.recorded();
  return recorded;
}

/** One try; another, of what may be stored, where its transaction finds that consent is withheld. */
async function recordOnce(context: EngineContext, sent: SentEvent, where: string): Promise<LearningEvent> {
  if (context.joined !== undefined) {
    // A duplicate that only the insertion finds would end the host's transaction.
    const known = await context.repositories.learning_events.stored(sent.event.user_id, sent.event.event_id, { signal: context.signal });
    if (known !== null) return resolveRetry(context, known, sent, where);
  }
  const concept = conceptOf(sent.event, context.models);
  if (concept !== undefined) {
    await moveBefore(context, sent.event.user_id, [concept]);
    const [refused] = (await context.strictCurriculum?.unknownAmong([concept], context.signal))?.values() ?? [];
    if (refused !== undefined) {
      const known = await context.repositories.learning_events.stored(sent.event.user_id, sent.event.event_id, { signal: context.signal });
      if (known === null) throw refused(where);
      return resolveRetry(context, known, sent, where);
    }
  }
  for (let attempt: ConsentAttempt = { sent, withdrawn: new Map(), laterMs: 0 }; ; ) {
    try {
      return await recordAttempt(context, attempt, where);
    } catch (error) {
      if (!(error instanceof EmotionsWithheld)) throw error;
      attempt = applyConsent(attempt, error, where);
    }
  }
}

async function recordAttempt(context: EngineContext, { sent, withdrawn, laterMs }: ConsentAttempt, where: string): Promise<LearningEvent> {
  const found = sent.sessionChosen === true ? await findFor(context, sent, where) : [sent.event];
  if (found.length > 1) return recordWithSession(context, withWithdrawals(found, withdrawn, laterMs), sent, where);
  const { affected, event: loaded, changed } = await loadAffected(context, found[0] as IncomingEvent);
  const placed = behindChange({ ...sent, event: inSessionTime({ ...sent, event: loaded }, affected.session) }, affected, changed);
  const event = delayed(placed, laterMs, sent.timeChosen);
  if (isStale(affected, context)) throw new StaleDocuments(event.user_id);
  const isNext = isNewest(affected, event, changed);
  if (!isNext || !isWithinSession(affected, event)) {
    // A retry of what was stored long ago: it may be late by now, or its session may have ended since.
    const known = await context.repositories.learning_events.stored(event.user_id, event.event_id, { signal: context.signal });
    if (known !== null) return resolveRetry(context, known, sent, where);
    if (affected.session === null) await requireOpenAccount(context, event.user_id, 'active', where, { signal: context.signal });
    refuseOutsideSession(affected, event, where);
  }
  if (withdrawn.size > 0) return recordWithSession(context, withWithdrawals([event], withdrawn, laterMs), sent, where);
  try {
    if (isNext) return await recordNext(context, affected, event, where);
    const [stored] = await recordLate(context, [event], where);
    return stored as LearningEvent;
  } catch (error) {
    if (!(error instanceof WriteConflict && isDuplicateOf(error.cause, ['user_id', 'event_id']))) throw error;
    const known = await context.repositories.learning_events.stored(event.user_id, event.event_id, { signal: context.signal });
    // Stored, but not yet safe on the majority: ask again in a moment.
    if (known === null) throw error;
    return resolveRetry(context, known, sent, where);
  }
}

async function findFor(context: EngineContext, { event }: SentEvent, where: string): Promise<readonly IncomingEvent[]> {
  return (await findSession(context, event as Extract<IncomingEvent, { readonly session_id: string }>, where)).events;
}

/** The event brings others with it, such as the start of its session, unless it was stored before. */
async function recordWithSession(
  context: EngineContext,
  events: readonly IncomingEvent[],
  sent: SentEvent,
  where: string,
): Promise<LearningEvent> {
  const { user_id, event_id } = sent.event;
  const known = await context.repositories.learning_events.stored(user_id, event_id, { signal: context.signal });
  if (known !== null) return resolveRetry(context, known, sent, where);
  const stored = await recordOpening(context, events as [IncomingEvent, ...IncomingEvent[]], where);
  return stored.find((event) => event.event_id === event_id) as LearningEvent;
}

/** Documents were made by other models: recomputes them, unless it is this process that is behind. */
export async function recompute(context: EngineContext, userId: string): Promise<void> {
  // Another process may have activated a fit that this one does not know yet.
  if (await context.activeModels.refresh(context.signal)) return;
  await replayLearner(context, userId, { signal: context.signal });
}

/** The first result of an event that is stored already, for an account that could store it now; a session is closed whatever the account is. */
async function resolveRetry(context: EngineContext, known: LearningEvent, sent: SentEvent, where: string): Promise<LearningEvent> {
  const { event } = sent;
  const isClosing = event.type === 'session_ended' && event.left_open === true;
  if (!isClosing) await requireOpenAccount(context, event.user_id, 'active', where, { signal: context.signal });
  if (isSameEvent(fingerprintOf(known), sent)) return known;
  throw eventConflict(where);
}

/** The refusal of an event whose id was used for another. */
export function eventConflict(where: string): AdaptiveLearningError {
  return new AdaptiveLearningError(
    'event_conflict',
    `${where}.event_id: expected a new id or the same event again, got another event under a used id`,
    {
      where: `${where}.event_id`,
      expected: 'a new id, or the same event again',
      received: 'another event under a used id',
    },
  );
}
