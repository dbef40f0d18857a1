import { compareEvents, type IncomingEvent, SessionTimeline } from '../../learner/index.js';
import { accountRefusal } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import {
  automaticEnd,
  automaticSessionId,
  automaticStart,
  type SessionDefaults,
  sessionDefaultsOf,
} from '../recording/automatic-session.js';
import { spanOf } from '../recording/find-session.js';
import type { EventFingerprint } from '../recording/sent-event.js';
import type { LoadedAccount } from './load-accounts.js';
import type { PendingAnswer } from './pending-answer.js';

/** The sessions of answers that name none, and what these sessions take. */
export interface Placed {
  /** The session of each answer that is new; those that are stored already, or stand in the chunk before, have none. */
  readonly sessionIds: ReadonlyMap<PendingAnswer, string>;
  /** Starts and ends of sessions. */
  readonly events: readonly IncomingEvent[];
  readonly refusal: Error | undefined;
}

const NOTHING: Placed = { sessionIds: new Map(), events: [], refusal: undefined };

/**
 * Finds the sessions of one learner's answers that name none, in chronological order: as if they were recorded one by one as they happened.
 *
 * @param prints what is stored under the ids of the answers
 */
export async function placeAnswers(
  context: EngineContext,
  { userId, account, dna, hasSessions }: LoadedAccount,
  answers: readonly PendingAnswer[],
  prints: ReadonlyMap<string, EventFingerprint>,
  where: string,
): Promise<Placed> {
  const own = toPlace(answers, prints);
  const [first] = own;
  if (first === undefined) return NOTHING;
  const refusal = accountRefusal(account?.account_status, 'active', where);
  if (account === undefined || refusal !== undefined) return { ...NOTHING, refusal };
  const { learning_sessions } = context.repositories;
  const { signal } = context;
  const last = own.at(-1) as PendingAnswer;
  const spans = hasSessions ? await learning_sessions.between(userId, first.event.occurred_at, last.event.occurred_at, { signal }) : [];
  const timeline = new SessionTimeline(spans.map(spanOf), context.idleMs);
  return placeOn(timeline, own, answers, sessionDefaultsOf(context, { profile: account.profile, learning_dna: dna }));
}

/** New answers without a session, each id once, in the order of history. */
function toPlace(answers: readonly PendingAnswer[], prints: ReadonlyMap<string, EventFingerprint>): PendingAnswer[] {
  const seen = new Set(prints.keys());
  const own: PendingAnswer[] = [];
  for (const answer of answers) {
    const isNew = !seen.has(answer.event.event_id);
    seen.add(answer.event.event_id);
    if (isNew && answer.sessionChosen === true) own.push(answer);
  }
  return own.sort((a, b) => compareEvents(a.event, b.event));
}

function placeOn(
  timeline: SessionTimeline,
  own: readonly PendingAnswer[],
  all: readonly PendingAnswer[],
  defaults: SessionDefaults,
): Placed {
  const sessionIds = new Map<PendingAnswer, string>();
  const events: IncomingEvent[] = [];
  for (const { event, sessionChosen } of all) {
    if (sessionChosen !== true) timeline.occurred(event.session_id, event.occurred_at);
  }
  for (const answer of own) {
    const { event } = answer;
    const { session_id, opens, closes } = timeline.place(event.occurred_at, () => automaticSessionId(event, timeline.isEmpty));
    sessionIds.set(answer, session_id);
    if (opens) events.push(automaticStart(event, session_id, defaults));
    for (const close of closes) events.push(automaticEnd(event, close.session_id, close.at));
  }
  return { sessionIds, events, refusal: undefined };
}
