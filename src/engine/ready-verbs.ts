import type { Readiness } from '../repositories/index.js';

/** Verbs for a database that is not set up yet, or that ask it nothing. */
const ALWAYS = new Set(['setup', 'verifySchema', 'as', 'close', 'constructor']);

type Verb = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Has each verb wait until the database is known to be set up, before it looks at its input: the first call says what is missing, whichever
 * it is, and nothing is written to collections that nobody made.
 *
 * @param target what gets the verbs: the engine, a prototype
 * @param from where they are now
 */
export function readyVerbs(target: object, from: object, readiness: Readiness): void {
  for (const [name, { value, enumerable = false }] of Object.entries(Object.getOwnPropertyDescriptors(from))) {
    if (typeof value !== 'function' || ALWAYS.has(name)) continue;
    const verb = value as Verb;
    Object.defineProperty(target, name, {
      configurable: true,
      enumerable,
      writable: true,
      value(this: unknown, ...args: unknown[]) {
        if (readiness.isSetUp) return verb.apply(this, args);
        return readiness.ensureSetup(name).then(() => verb.apply(this, args));
      },
    });
  }
}
