/** What a cache has done so far. */
export interface CacheStatistics {
  readonly hits: number;
  readonly misses: number;
}
