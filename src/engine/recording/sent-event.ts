import type { LearningEvent } from '../../collections/index.js';
import type { IncomingEvent } from '../../learner/index.js';
import { isEqual } from '../../repositories/index.js';
import { type PersonalTexts, textsOf } from './personal-texts.js';

/** An event as a caller sent it. */
export interface SentEvent<Incoming extends IncomingEvent = IncomingEvent> {
  readonly event: Incoming;
  /** The caller left the time to the engine, whose clock shows another one at a retry. */
  readonly timeChosen: boolean;
  /** Something that must stand before it in history: the intervention that it rates. */
  readonly notBefore?: Date | undefined;
  /** The caller named no session: the engine finds one, or opens one. The event's `session_id` is then {@link SESSION_TO_FIND}. */
  readonly sessionChosen?: boolean | undefined;
}

/** Stands in an event until its session is found. */
export const SESSION_TO_FIND = '';

/** What tells a retry from another event under the same id. */
export interface EventFingerprint {
  readonly body_hash: string;
  readonly occurred_at: Date;
  /** The time that was sent, where the event was moved into its session. */
  readonly claimed_at?: Date | undefined;
  readonly session_id?: string | undefined;
  readonly texts: PersonalTexts;
}

export function fingerprintOf(event: LearningEvent | IncomingEvent): EventFingerprint {
  const { body_hash, occurred_at } = event;
  const texts = textsOf(event);
  const { claimed_at } = event;
  if (!('session_id' in event)) return { body_hash, occurred_at, claimed_at, texts };
  return { body_hash, occurred_at, claimed_at, session_id: event.session_id, texts };
}

/** True when an event that is stored under the same id is the one that was sent. */
export function isSameEvent(known: EventFingerprint, { event, timeChosen, sessionChosen = false }: SentEvent): boolean {
  const sent = fingerprintOf(event);
  if (known.body_hash !== sent.body_hash || (!sessionChosen && known.session_id !== sent.session_id)) return false;
  if (!isEqual(known.texts.metadata, sent.texts.metadata)) return false;
  if (known.texts.part !== undefined && !isEqual(known.texts.part, sent.texts.part)) return false;
  // The stored time may be sent back, or the one that was sent at first.
  const claimed = (sent.claimed_at ?? sent.occurred_at).getTime();
  return timeChosen || [known.occurred_at, known.claimed_at].some((at) => at?.getTime() === claimed);
}
