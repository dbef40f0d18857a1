import { type CallOptions, type GuardedReplacement, WriteConflict } from '../../repositories/index.js';

/** Documents in one command: the driver writes a command as BSON in one go, about ten milliseconds of so many. */
const CHUNK = 50;

/** What stores replacements: a repository. */
interface Swapping<Content> {
  replaceAll(replacements: readonly GuardedReplacement<Content>[], options: CallOptions): Promise<boolean>;
}

/**
 * Puts documents that were rebuilt in the place of the stored ones, some with each command.
 *
 * @throws WriteConflict when somebody has changed one of them since
 */
export async function replaceInChunks<Content>(
  repository: Swapping<Content>,
  replacements: readonly GuardedReplacement<Content>[],
  options: CallOptions,
  before: (chunk: readonly GuardedReplacement<Content>[]) => Promise<void> = async () => undefined,
): Promise<void> {
  for (let start = 0; start < replacements.length; start += CHUNK) {
    const chunk = replacements.slice(start, start + CHUNK);
    await before(chunk);
    if (!(await repository.replaceAll(chunk, options))) throw new WriteConflict();
  }
}
