import { DecodedCursor } from './decoded-cursor.js';

/** What is being timed. */
export interface Observed {
  /** `query`: a repository method; `pipeline`: a pipeline; `verb`: a verb of the engine or a learner. */
  readonly kind: 'query' | 'pipeline' | 'verb';
  /** `learning_sessions.recent`, `profile_with_dna`, `learner.recordAnswer`. */
  readonly name: string;
  /** The name in the database of the collection that it reads first; absent for verbs. */
  readonly collection?: string;
  /** `recent`, `aggregate`. */
  readonly operation: string;
}

/** A running call. */
export interface Observation {
  /** Runs the work within the observation's context, so that nested calls become its children. */
  within<Result>(work: () => Result): Result;
  /** Call it once, with the time spent waiting and the error, if any. */
  end(milliseconds: number, error?: unknown): void;
}

/** Called at the start of each call. */
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
