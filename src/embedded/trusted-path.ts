import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Permission to write for the group and for everybody. */
const WRITABLE_BY_OTHERS = 0o022;
const ROOT = 0;

/**
 * Why a file or folder could hold what another user of this machine has put there; undefined where it cannot. The superuser may do anything
 * anyway. Windows says nothing by these numbers.
 */
export async function whyUntrusted(path: string): Promise<string | undefined> {
  const self = process.getuid?.();
  if (self === undefined) return undefined;
  const { uid, mode } = await stat(path);
  if (uid !== self && uid !== ROOT) return `${path} belongs to another user (uid ${uid})`;
  if ((mode & WRITABLE_BY_OTHERS) !== 0) return `${path} can be written by other users (mode ${(mode & 0o7777).toString(8)})`;
  return undefined;
}

/** Why a program could be another user's work: for itself, or for the folder in which it lies. */
export async function whyUntrustedProgram(binary: string): Promise<string | undefined> {
  return (await whyUntrusted(dirname(binary))) ?? (await whyUntrusted(binary));
}
