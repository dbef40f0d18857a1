import type { Cache } from './cache.js';

/** Keeps nothing: each question is asked of the database. */
export const NO_CACHE: Cache = {
  resolve: (_, load, signal) => load(signal),
  invalidate: async () => undefined,
  statistics: () => ({ hits: 0, misses: 0, sharedLoads: 0, errors: 0, available: false }),
};
