import { invalidInput } from '../../errors.js';
import { checkKeys } from '../../schema/index.js';

/** How the engine starts and ends sessions for events without a `session_id`. */
export interface SessionSettings {
  /** The minutes without an event after which a session is over and the next event starts a new one; above 0, at most 1,440; 30 if not given. */
  readonly idleMinutes?: number | undefined;
}

const IDLE_MINUTES = 30;
const LONGEST_MINUTES = 1_440;
const MINUTE_MS = 60_000;

/** @throws AdaptiveLearningError `invalid_input` for settings that do not fit */
export function checkSessionSettings(settings: SessionSettings | undefined, where: string): void {
  if (settings === undefined) return;
  checkKeys(settings, ['idleMinutes'], where);
  const { idleMinutes = IDLE_MINUTES } = settings;
  if (typeof idleMinutes === 'number' && idleMinutes > 0 && idleMinutes <= LONGEST_MINUTES) return;
  throw invalidInput(`${where}.idleMinutes`, `a number > 0 and ≤ ${LONGEST_MINUTES}`, idleMinutes);
}

/** The limit of settings that were checked, in milliseconds. */
export function idleMsOf({ idleMinutes = IDLE_MINUTES }: SessionSettings = {}): number {
  return idleMinutes * MINUTE_MS;
}
