import { AdaptiveLearningError } from '../../errors.js';

/** What a key cannot be used for, and why. */
interface KeyFault {
  readonly where: string;
  readonly expected: string;
  readonly received: string;
  readonly cause?: unknown;
}

/** A key that cannot be had now; the message says how to mend it. */
export function keyUnavailable(fault: KeyFault): AdaptiveLearningError {
  return new AdaptiveLearningError('key_unavailable', messageOf(fault), fault);
}

/** A wrapped key that was changed, or that belongs to somebody else: trying again does not help. */
export function keyRefused(fault: KeyFault): AdaptiveLearningError {
  return new AdaptiveLearningError('decryption_failed', messageOf(fault), fault);
}

function messageOf({ where, expected, received }: KeyFault): string {
  return `${where}: expected ${expected}, got ${received}`;
}
