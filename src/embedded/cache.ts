import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { BinarySearch } from './binary-search.js';
import type { Environment } from './start-options.js';
import { isRunnable, MONGOD } from './system-binary.js';
import { whyUntrusted } from './trusted-path.js';

/** Folders in which something is being fetched; beside the versions, so that a rename never crosses a disk. */
const STAGING = '.staging-';
/** A staging folder that old belongs to a run that was killed. */
const STAGING_LEFTOVER_MS = 60 * 60 * 1000;
/** What is run from here, nobody else may put here. */
const FOR_THE_USER_ONLY = 0o700;
const VERSION_FOLDER = /^\d+\.\d+\.\d+/;

/** The cache folder of this user: XDG_CACHE_HOME where that is set, `~/.cache` (or LOCALAPPDATA) where not. */
export function defaultCacheDir(env: Environment): string {
  const xdg = env['XDG_CACHE_HOME'];
  const home = env['HOME'] ?? env['USERPROFILE'] ?? homedir();
  const local = process.platform === 'win32' ? env['LOCALAPPDATA'] : undefined;
  // A relative XDG_CACHE_HOME is to be ignored, says its specification.
  const base = xdg !== undefined && isAbsolute(xdg) ? xdg : (local ?? join(home, '.cache'));
  return join(base, 'adaptive-learning-engine', 'mongod');
}

/** What is in our own cache, the newest first; only MONGOMS_VERSION when that is set. */
export const cachedBinary: BinarySearch = {
  source: 'cache',
  async search({ cacheDir, env }) {
    const wanted = env['MONGOMS_VERSION'];
    const entries = await readdir(cacheDir).catch(() => []);
    const untrusted = entries.length === 0 ? undefined : await whyUntrusted(cacheDir);
    if (untrusted !== undefined) return { missing: untrusted, advice: UNTRUSTED_ADVICE };
    const versions = entries.filter((name) => VERSION_FOLDER.test(name) && (!wanted || name === wanted));
    versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
    const binaries: string[] = [];
    for (const version of versions) {
      const binary = join(cacheDir, version, MONGOD);
      if (await isRunnable(binary)) binaries.push(binary);
    }
    if (binaries.length > 0) return { binaries };
    const what = wanted ? `no version ${wanted} in ${cacheDir}` : `nothing in ${cacheDir}`;
    return { missing: what, advice: `copy a mongod there by hand, as <version>/${MONGOD}` };
  },
};

/** What a person can do about a file or a folder that another user could have filled. */
export const UNTRUSTED_ADVICE = 'remove it, or make it yours alone with chown and chmod go-w';

/** A folder that this user alone can write; one that others can is refused, for whatever lies there may be theirs. */
async function openFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: FOR_THE_USER_ONLY });
  const untrusted = await whyUntrusted(folder);
  if (untrusted !== undefined) throw new Error(untrusted);
}

/** A fresh folder inside the cache; what killed runs left there goes. The caller removes it. */
export async function openStaging(cacheDir: string): Promise<string> {
  await openFolder(cacheDir);
  for (const name of await readdir(cacheDir)) {
    if (!name.startsWith(STAGING)) continue;
    const folder = join(cacheDir, name);
    const age =
      Date.now() -
      (await stat(folder).then(
        ({ mtimeMs }) => mtimeMs,
        () => Date.now(),
      ));
    if (age > STAGING_LEFTOVER_MS) await rm(folder, { recursive: true, force: true });
  }
  return mkdtemp(join(cacheDir, STAGING));
}

/**
 * Puts a binary into the cache in one step: a rename, which a reader sees done or not done.
 * Two runs that do it at once both succeed, and the later one replaces the same bytes.
 *
 * @param staged path of the file, runnable, on the cache's own disk
 */
export async function installBinary(staged: string, cacheDir: string, version: string): Promise<string> {
  const folder = join(cacheDir, version);
  const binary = join(folder, MONGOD);
  await openFolder(folder);
  await rename(staged, binary);
  return binary;
}
