import { invalidInput } from '../../errors.js';
import { checkKeys } from '../../schema/index.js';

/** How the engine opens and closes sessions for events that name none. */
export interface SessionSettings {
  /** After so many minutes without an event a session is over, and the next event opens another; 30 if not given. More than 0, a day at most. */
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
