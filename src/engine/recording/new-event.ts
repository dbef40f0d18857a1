import { learningEvents } from '../../collections/index.js';
import { invalidInput } from '../../errors.js';
import { bodyHash, defined } from '../../runtime/index.js';
import { LIMITS } from '../../schema/index.js';
import { type Caller, recordedBy } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { withoutTexts } from './personal-texts.js';

/** Up to so far ahead, a clock shows the right time for all that days and intervals are counted by. Milliseconds. */
const AS_GOOD_AS_NOW_MS = 30_000;

interface EventInput {
  readonly event_id: string;
  readonly occurred_at?: Date | undefined;
  readonly metadata?: Record<string, unknown> | undefined;
}

/**
 * What every new event carries: whose it is, when it happened, when it came and from whom, and what it was sent as.
 *
 * @param timeField what the caller knows `occurred_at` as
 */
export function newEvent(
  context: EngineContext,
  caller: Caller,
  type: string,
  input: EventInput,
  where: string,
  timeField: 'occurred_at' | 'started_at' | 'ended_at' = 'occurred_at',
) {
  const now = context.clock();
  return {
    user_id: caller.userId,
    event_id: input.event_id,
    ...timesOf(checkTime(input.occurred_at ?? now, now, `${where}.${timeField}`), now),
    recorded_at: now,
    ...defined({ recorded_by: recordedBy(caller) }),
    body_hash: bodyHash(type, hashed(type, input)),
    // A copy: the caller's object may change before it is stored, and would then be stored under the wrong hash.
    ...(input.metadata === undefined ? {} : { metadata: structuredClone(input.metadata) }),
    schema_version: learningEvents.schemaVersion,
  };
}

/**
 * The part of an input that the hash covers. Time and session stand beside the hash in the log and are compared there, since the engine may
 * have chosen them; so do texts, which a hash would give away. An emotion that consent keeps out of the log must not be found again by trying all sixteen of them against the hash.
 */
function hashed(type: string, input: object): object {
  const { occurred_at, session_id, emotional_state, emotional_context, initial_emotional_state, ...rest } = input as {
    readonly [field: string]: unknown;
  };
  // Of an emotion nothing but its id: it is deleted before the event is, and compared until then.
  return type === 'emotion' ? { event_id: rest['event_id'] } : (withoutTexts(rest) as object);
}

/** A device's clock may run ahead by a day; a time further off is a mistake that would keep the learner's history from going on. */
function checkTime(at: Date, now: Date, where: string): Date {
  if (at.getTime() > now.getTime() + LIMITS.clockSkewMs) throw invalidInput(where, 'a time no more than a day ahead of the clock', at);
  return at;
}

/**
 * A time of a device whose clock is ahead is brought back to this engine's clock: history would else go on from a moment in the future,
 * and count a day that was not lived. A thousandth part of what lies beyond the first half minute is left, so that events that were sent
 * together keep their order, and the farthest of them stands less than two minutes ahead: within what an honest clock may be off.
 */
function timesOf(at: Date, now: Date): { readonly occurred_at: Date; readonly claimed_at?: Date } {
  const lead = at.getTime() - now.getTime();
  if (lead <= AS_GOOD_AS_NOW_MS) return { occurred_at: at };
  const left = AS_GOOD_AS_NOW_MS + Math.ceil((lead - AS_GOOD_AS_NOW_MS) / 1_000);
  return { occurred_at: new Date(now.getTime() + left), claimed_at: at };
}
