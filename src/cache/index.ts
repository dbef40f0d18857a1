export type { CacheStatistics } from './cache.js';
export { type CacheOwner, learnerOwner } from './cache-owner.js';
export type { CacheStore } from './cache-store.js';
export { DoubtableCache } from './doubtable-cache.js';
export { inProcessStore } from './in-process-store.js';
export { NO_CACHE } from './no-cache.js';
export { QueryCache } from './query-cache.js';
