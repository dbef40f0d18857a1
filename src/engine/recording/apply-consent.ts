import { AdaptiveLearningError } from '../../errors.js';
import { type IncomingEvent, withoutEmotion } from '../../learner/index.js';
import { WriteConflict } from '../../repositories/index.js';
import type { EmotionsWithheld } from './admission.js';
import type { SentEvent } from './sent-event.js';
import type { Withdrawals } from './with-withdrawals.js';

/** Tries after which documents that do not come to rest are read again. */
const MOST_MS_LATER = 10;

/** An event on its way into the log, and what was found out about consent so far. */
export interface ConsentAttempt {
  readonly sent: SentEvent;
  /** Sessions that hear of the withdrawal before the event. */
  readonly withdrawn: Withdrawals;
  /** So many milliseconds later than it says: behind an emotion of the same instant, which a withdrawal then parts from it. */
  readonly laterMs: number;
}

/** The refusal of an event that tells of an emotion and of nothing else, when the learner does not let theirs be used. */
export class ConsentWithheld extends AdaptiveLearningError {
  constructor(where: string) {
    const details = { where, expected: 'a learner who allows the use of emotions', received: 'one who does not' };
    super('access_denied', `${where}: expected ${details.expected}, got ${details.received}`, details);
  }
}

/**
 * The same event as it may be stored: without its own emotion where none may be, and behind the withdrawal in each session that was to
 * colour it.
 *
 * @throws ConsentWithheld when nothing of it may
 */
export function applyConsent({ sent, withdrawn, laterMs }: ConsentAttempt, withheld: EmotionsWithheld, where: string): ConsentAttempt {
  const event: IncomingEvent | undefined = withheld.isAllowedAgain ? sent.event : withoutEmotion(sent.event);
  if (event === undefined) throw new ConsentWithheld(where);
  const sessions = new Map([...withdrawn, ...withheld.sessions]);
  const isStillColoured = withheld.sessions.size > 0 && sessions.size === withdrawn.size;
  if (laterMs === MOST_MS_LATER) throw new WriteConflict('emotions all around');
  return { sent: { ...sent, event }, withdrawn: sessions, laterMs: laterMs + (isStillColoured ? 1 : 0) };
}

/** An event so much later; one whose time the caller gave keeps that too. */
export function delayed<Event extends IncomingEvent>(event: Event, ms: number, timeChosen: boolean): Event {
  if (ms === 0 || !('session_id' in event)) return event;
  const occurred_at = new Date(event.occurred_at.getTime() + ms);
  return timeChosen ? { ...event, occurred_at } : { ...event, occurred_at, claimed_at: event.claimed_at ?? event.occurred_at };
}
