import { DecodedCursor } from './decoded-cursor.js';

/** What is being timed. */
export interface Observed {
  /** A verb of a repository, a pipeline, or a verb of the engine or a learner. */
  readonly kind: 'query' | 'pipeline' | 'verb';
  /** `learning_sessions.recent`, `profile_with_dna`, `learner.recordAnswer`. */
  readonly name: string;
  /** The collection that it reads first, as the database calls it; none for a verb of the engine. */
  readonly collection?: string;
  /** `recent`, `aggregate`. */
  readonly operation: string;
}

/** One call that is under way. */
export interface Observation {
  /** Starts the work in whatever surrounds it, so that what it calls in turn is seen as a part of it. */
  within<Result>(work: () => Result): Result;
  /** To be called once: how long was waited for it, and what it failed with. */
  end(milliseconds: number, error?: unknown): void;
}

/** Is told of each call at its beginning. */
export type Observe = (what: Observed) => Observation;

/**
 * Does a call under observation, from the call to the last row. Of a cursor only the waiting counts, and not what its reader does between
 * rows; one that is dropped without an end is never counted.
 */
export function observed<Result>(observe: Observe, what: Observed, call: () => Result): Result {
  const observation = observe(what);
  const start = performance.now();
  let result: Result;
  try {
    result = observation.within(call);
  } catch (error) {
    observation.end(performance.now() - start, error);
    throw error;
  }
  if (result instanceof DecodedCursor) {
    result.observe(observation, performance.now() - start);
    return result;
  }
  if (!(result instanceof Promise)) {
    observation.end(performance.now() - start);
    return result;
  }
  return result.then(
    (value: unknown) => {
      observation.end(performance.now() - start);
      return value;
    },
    (error: unknown) => {
      observation.end(performance.now() - start, error);
      throw error;
    },
  ) as Result;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Puts methods of the same names in the place of an object's own or inherited ones and observes each call.
 *
 * @param target what gets them: a repository, a prototype, the engine
 * @param from where they are now
 */
export function observeMethods(
  target: object,
  from: object,
  observe: Observe,
  whatOf: (method: string, args: readonly unknown[]) => Observed | null,
) {
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(from))) {
    if (typeof value !== 'function' || name === 'constructor') continue;
    const method = value as Method;
    Object.defineProperty(target, name, {
      configurable: true,
      enumerable: Object.hasOwn(target, name) && Object.prototype.propertyIsEnumerable.call(target, name),
      writable: true,
      value(this: unknown, ...args: unknown[]) {
        const what = whatOf(name, args);
        return what === null ? method.apply(this, args) : observed(observe, what, () => method.apply(this, args));
      },
    });
  }
}
