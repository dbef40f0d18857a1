export { AnswerCache } from './answer-cache.js';
export type { Cache, CachedQuestion, CacheStatistics } from './cache.js';
export { type CacheOwner, learnerOwner } from './cache-owner.js';
export type { CacheStore } from './cache-store.js';
export { inProcessStore } from './in-process-store.js';
export { NO_CACHE } from './no-cache.js';
