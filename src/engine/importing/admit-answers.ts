import type { AdaptiveLearningError } from '../../errors.js';
import {
  compareEvents,
  conceptKey,
  conceptOf,
  hasEmotions,
  type IncomingAnswer,
  type IncomingEvent,
  type LearnerModels,
  presentName,
} from '../../learner/index.js';
import { accountRefusal, type Sent } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { withEmotion } from '../recording/answer-event.js';
import { isNewest, isStale } from '../recording/freshness.js';
import { eventConflict } from '../recording/record-event.js';
import { type EventFingerprint, fingerprintOf, isSameEvent } from '../recording/sent-event.js';
import { outsideSession } from '../recording/session-bounds.js';
import { inSessionTime } from '../recording/time-in-session.js';
import { type Withdrawals, withdrawalOf, withWithdrawals } from '../recording/with-withdrawals.js';
import type { ImportOutcome } from './import-tally.js';
import type { LoadedLearner } from './load-learners.js';
import { type PendingAnswer, placeOf } from './pending-answer.js';

/** What is to be done with the answers of one learner. */
export interface Admitted {
  readonly learner: LoadedLearner;
  /** The outcome of each answer, once the new ones are stored. */
  readonly outcomes: ReadonlyMap<PendingAnswer, ImportOutcome>;
  /** The new ones, with starts and ends of sessions that they bring about, in the order of history. */
  readonly events: readonly IncomingEvent[];
  /** How they stand to what is stored: newer than all of it, before some of it, or it was made by other models. */
  readonly standing: 'newest' | 'late' | 'stale';
}

/**
 * Decides over each answer in the order of the input, as if they came one by one: a known id is settled first, then the session is asked.
 *
 * @param sent answers that an earlier try has sent, so that they are ours if they are found stored
 */
export function admitAnswers(
  learner: LoadedLearner,
  context: Pick<EngineContext, 'models' | 'activeModels'>,
  sent: Pick<Sent<PendingAnswer>, 'has'>,
  where: string,
): Admitted {
  const { models } = context;
  const prints = new Map(learner.prints);
  const outcomes = new Map<PendingAnswer, ImportOutcome>();
  const events: IncomingEvent[] = [];
  for (const answer of learner.answers) {
    const { event_id } = answer.event;
    const known = prints.get(event_id);
    const placed = { ...answer, event: placedIn(answer, learner) };
    const refusal = refusalOf(placed, known, learner, models, placeOf(answer.position, where));
    if (refusal !== undefined) {
      outcomes.set(answer, refusal);
    } else if (known !== undefined) {
      outcomes.set(answer, sent.has(answer) ? 'recorded' : 'already_recorded');
    } else {
      prints.set(event_id, fingerprintOf(placed.event));
      outcomes.set(answer, 'recorded');
      const isFelt = answer.felt !== undefined && learner.account?.preferences.privacy_settings.emotional_data_usage === true;
      events.push((isFelt ? withEmotion(placed, answer.felt) : placed).event);
    }
  }
  if (events.length > 0) events.push(...learner.placed.events);
  const heeded = withWithdrawals(events.sort(compareEvents), withdrawnFrom(learner));
  return { learner, outcomes, events: heeded, standing: standingOf(heeded, learner, context) };
}

/** Sessions that still go by emotions which the learner has withdrawn since. */
function withdrawnFrom({ sessions, account }: LoadedLearner): Withdrawals {
  const isAllowed = account?.preferences.privacy_settings.emotional_data_usage === true;
  const untold = [...sessions.values()].filter(hasEmotions).flatMap(({ session_id, evidence }) => {
    const felt = evidence.current_emotion?.at;
    const withdrawn = account?.emotions_withdrawn_at;
    const isOlder = felt !== undefined && withdrawn !== undefined && felt < withdrawn;
    return isAllowed && !isOlder ? [] : [[session_id, withdrawalOf(felt, withdrawn)] as const];
  });
  return new Map(untold);
}

/** The answer in its session, found for one that names none, at the time that it has there. */
function placedIn(answer: PendingAnswer, { sessions, placed }: LoadedLearner): IncomingAnswer {
  const session_id = placed.sessionIds.get(answer);
  if (session_id !== undefined) return { ...answer.event, session_id };
  return inSessionTime(answer, sessions.get(answer.event.session_id) ?? null) as IncomingAnswer;
}

function refusalOf(
  answer: PendingAnswer,
  known: EventFingerprint | undefined,
  { sessions, account, placed, unknown }: LoadedLearner,
  models: LearnerModels,
  where: string,
): AdaptiveLearningError | undefined {
  const { event } = answer;
  if (known !== undefined) return isSameEvent(known, answer) ? undefined : eventConflict(where);
  const refusal = accountRefusal(account?.account_status, 'active', where);
  if (refusal !== undefined) return refusal;
  const unheard = unknown.get(conceptKey(presentName(event.answer, models)));
  if (unheard !== undefined) return unheard(where);
  if (answer.sessionChosen === true) return placed.refusal as AdaptiveLearningError | undefined;
  return outsideSession({ session: sessions.get(event.session_id) ?? null }, event, where);
}

function standingOf(
  events: readonly IncomingEvent[],
  { sessions, masteries, changes, newest, dna }: LoadedLearner,
  context: Pick<EngineContext, 'models' | 'activeModels'>,
) {
  const { models } = context;
  const none = { session: null, mastery: null, dna: null, previous: null };
  for (const session of sessions.values()) if (isStale({ ...none, session }, context)) return 'stale';
  for (const mastery of masteries.values()) if (isStale({ ...none, mastery }, context)) return 'stale';
  const areNewest = events.every((event) => {
    const session = 'session_id' in event ? (sessions.get(event.session_id) ?? null) : null;
    const concept = conceptOf(event, models);
    const key = concept === undefined ? '' : conceptKey(concept);
    const previous = event.type === 'session_started' ? newest : null;
    const touched = { session, mastery: masteries.get(key) ?? null, previous, dna: event.type === 'session_ended' ? dna : null };
    return isNewest(touched, event, changes.get(key));
  });
  return areNewest ? 'newest' : 'late';
}
