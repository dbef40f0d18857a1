import { isProxy } from '../errors.js';

const IS_ABORTED = Object.getOwnPropertyDescriptor(AbortSignal.prototype, 'aborted')?.get as () => boolean;

/** True for a signal by what it holds: an object can claim the prototype, and a Proxy runs its traps. */
export function isAbortSignal(value: unknown): value is AbortSignal {
  try {
    return !isProxy(value) && value instanceof AbortSignal && typeof IS_ABORTED.call(value) === 'boolean';
  } catch {
    return false;
  }
}
