import { AdaptiveLearningError } from '../errors.js';
import { throwIfAborted } from './abort.js';
import type { BinarySearch, SearchContext } from './binary-search.js';
import { binaryVersion } from './binary-version.js';
import { cachedBinary, UNTRUSTED_ADVICE } from './cache.js';
import { memoryServerCache, memoryServerDownload } from './memory-server.js';
import { pipWheel } from './pip-wheel.js';
import { reasonOf } from './redact.js';
import type { BinarySource } from './source.js';
import { environmentBinary, pathBinary } from './system-binary.js';
import { whyUntrustedProgram } from './trusted-path.js';

/** The places that may have a mongod, cheapest first. */
const SEARCHES: readonly BinarySearch[] = [environmentBinary, pathBinary, cachedBinary, memoryServerCache, memoryServerDownload, pipWheel];

/** What the user names is the user's to judge; what lies in a cache may be another user's work. */
const NAMED_BY_THE_USER: ReadonlySet<BinarySource> = new Set(['MONGOMS_SYSTEM_BINARY', 'PATH']);

/** A mongod that was run once on this machine to ask for its version. */
export interface ResolvedBinary {
  readonly binary: string;
  readonly version: string;
  readonly source: BinarySource;
}

/** One place that had nothing, why, and what a person can do about it. */
export interface Miss {
  readonly source: string;
  readonly missing: string;
  readonly advice: string;
}

/**
 * Finds or fetches a mongod that runs on this machine.
 *
 * @param before what was tried before, for the error
 * @throws AdaptiveLearningError `embedded_unavailable`, which lists every place; `aborted`
 */
export async function resolveBinary(context: SearchContext, before: readonly Miss[]): Promise<ResolvedBinary> {
  const misses = [...before];
  for (const { source, search } of SEARCHES) {
    throwIfAborted(context.signal);
    const miss = (missing: string, advice: string) => misses.push({ source, missing, advice });
    try {
      const result = await search(context);
      if ('missing' in result) {
        miss(result.missing, result.advice);
        continue;
      }
      for (const binary of result.binaries) {
        const untrusted = NAMED_BY_THE_USER.has(source) ? undefined : await whyUntrustedProgram(binary);
        if (untrusted !== undefined) {
          miss(untrusted, UNTRUSTED_ADVICE);
          continue;
        }
        const checked = await binaryVersion(binary, context.env, context.signal);
        if ('version' in checked) return { binary, version: checked.version, source };
        miss(checked.broken, 'replace or remove that file');
      }
    } catch (error) {
      throwIfAborted(context.signal);
      miss(reasonOf(error), 'see the reason');
    }
  }
  throw new AdaptiveLearningError('embedded_unavailable', listOf(misses), { where: 'startEmbedded' });
}

function listOf(misses: readonly Miss[]): string {
  const rows = misses.map(({ source, missing, advice }, index) => `  ${index + 1}. ${source}: ${missing} (to do: ${advice})`);
  return ['No MongoDB server could be found or fetched. Any one of these would do; each was tried, in this order:', ...rows].join('\n');
}
