import { hash } from 'node:crypto';
import { type LearningDna, learningEvents, type User } from '../../collections/index.js';
import { DEFAULT_ROLLOVER_HOUR, type IncomingEvent, type IncomingOf } from '../../learner/index.js';
import { bodyHash } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';

/** Where a new session starts when nobody says how hard it is to be. */
const MIDDLE_DIFFICULTY = 0.5;

/** What an account says about its sessions. */
export interface SessionAccount {
  readonly profile: Pick<User['profile'], 'timezone' | 'day_rollover_hour'>;
  readonly learning_dna: Pick<LearningDna, 'cognitive_profile'> | null;
}

/** What a session takes over from its learner, and from how the engine is set. */
export interface SessionDefaults {
  readonly timezone: string;
  readonly day_rollover_hour: number;
  readonly initial_difficulty_level: number;
  readonly study_gap_minutes?: number;
}

export function sessionDefaultsOf({ studyGapMinutes }: EngineContext, { profile, learning_dna }: SessionAccount): SessionDefaults {
  return {
    timezone: profile.timezone,
    day_rollover_hour: profile.day_rollover_hour ?? DEFAULT_ROLLOVER_HOUR,
    initial_difficulty_level: learning_dna?.cognitive_profile.complexity_preferences.preferred_difficulty_level ?? MIDDLE_DIFFICULTY,
    ...(studyGapMinutes === undefined ? {} : { study_gap_minutes: studyGapMinutes }),
  };
}

/**
 * The id of a session that the engine opens. The learner's very first one has an id of its own, so that two processes that see no session
 * make the same; any other is named for the event that opens it.
 */
export function automaticSessionId({ user_id, event_id }: IncomingEvent, isFirst: boolean): string {
  const seed = isFirst ? 'first' : `event\n${event_id}`;
  return `auto-${hash('sha256', `${user_id}\n${seed}`).slice(0, 32)}`;
}

/** The start of a session that the engine opens for an event. */
export function automaticStart(event: IncomingEvent, sessionId: string, defaults: SessionDefaults): IncomingOf<'session_started'> {
  return {
    ...commonOf(event, 'session_started', sessionId),
    type: 'session_started',
    occurred_at: event.occurred_at,
    session: {
      session_type: 'practice',
      ...(event.type === 'answer' ? { subject: event.answer.subject } : {}),
      topics: [],
      learning_objectives: [],
      device_type: 'desktop',
      platform: 'web',
      ...defaults,
      automatic: true,
    },
  };
}

/** The end of a session that nobody ended. */
export function automaticEnd(event: IncomingEvent, sessionId: string, at: Date): IncomingOf<'session_ended'> {
  return { ...commonOf(event, 'session_ended', sessionId), type: 'session_ended', occurred_at: at, end: {}, left_open: true };
}

/** The withdrawal of consent in a session that has not heard of it: stands before the first event that is recorded without consent. */
export function automaticWithdrawal(event: IncomingEvent, sessionId: string): IncomingOf<'consent_withdrawn'> {
  const event_id = `consent_withdrawn/${hash('sha256', event.event_id).slice(0, 32)}`;
  const { occurred_at } = event;
  return { ...commonOf(event, 'consent_withdrawn', sessionId), event_id, type: 'consent_withdrawn', occurred_at };
}

function commonOf(
  { user_id, recorded_at, recorded_by }: IncomingEvent,
  type: 'session_started' | 'session_ended' | 'consent_withdrawn',
  sessionId: string,
) {
  return {
    user_id,
    session_id: sessionId,
    event_id: `${type}/${sessionId}`,
    recorded_at,
    ...(recorded_by === undefined ? {} : { recorded_by }),
    body_hash: bodyHash(type, { automatic: true }),
    schema_version: learningEvents.schemaVersion,
  };
}
