import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { BinarySearch } from './binary-search.js';

/** The file name of the server on this platform. */
export const MONGOD = process.platform === 'win32' ? 'mongod.exe' : 'mongod';

/** The binary that MONGOMS_SYSTEM_BINARY points to: the name that mongodb-memory-server gave to this wish. */
export const environmentBinary: BinarySearch = {
  source: 'MONGOMS_SYSTEM_BINARY',
  async search({ env }) {
    const binary = env['MONGOMS_SYSTEM_BINARY'];
    if (!binary) return { missing: 'not set', advice: 'set it to the path of a mongod' };
    if (await isRunnable(binary)) return { binaries: [binary] };
    return { missing: `${binary} is not a file that can be run`, advice: 'correct the path, or chmod +x the file' };
  },
};

/** A `mongod` that the system has installed. */
export const pathBinary: BinarySearch = {
  source: 'PATH',
  async search({ env }) {
    const path = env['PATH'] ?? env['Path'] ?? '';
    for (const folder of path.split(delimiter)) {
      const binary = join(folder, MONGOD);
      if (folder !== '' && (await isRunnable(binary))) return { binaries: [binary] };
    }
    return { missing: `no ${MONGOD} in it`, advice: 'install MongoDB Community Server' };
  },
};

/** Whether a path leads to a file that this user may run. */
export async function isRunnable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
