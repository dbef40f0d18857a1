import type { ProgressListener } from './progress.js';
import type { BinarySource } from './source.js';
import type { Environment } from './start-options.js';

/** What each place that may have a mongod gets to know. */
export interface SearchContext {
  readonly env: Environment;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ProgressListener;
  /** This library's own cache of binaries: `<cacheDir>/<version>/mongod`. */
  readonly cacheDir: string;
}

/** Paths of mongods, the best first, or why there is none and what a person can do about it. */
export type SearchResult = { readonly binaries: readonly string[] } | { readonly missing: string; readonly advice: string };

/** One place that may have a mongod. */
export interface BinarySearch {
  readonly source: BinarySource;
  search(context: SearchContext): Promise<SearchResult>;
}
