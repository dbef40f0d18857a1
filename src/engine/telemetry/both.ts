import type { Observe } from '../../repositories/index.js';

/** Tells two observers of each call. */
export function both(first: Observe, second: Observe): Observe {
  return (what) => {
    const one = first(what);
    const other = second(what);
    return {
      within: (work) => one.within(() => other.within(work)),
      end: (milliseconds, error) => {
        one.end(milliseconds, error);
        other.end(milliseconds, error);
      },
    };
  };
}
