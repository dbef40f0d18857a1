import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyProvider } from '../../src/security/index.js';
import { createKeyFile, openKeyFile } from '../../src/security/index.js';

let path: Promise<string> | undefined;

/** A key provider on a key file that the tests of this process share. */
export async function testKeys(): Promise<KeyProvider> {
  path ??= mkdtemp(join(tmpdir(), 'ale-keys-')).then(async (folder) => {
    const file = join(folder, 'test.key');
    await createKeyFile(file);
    return file;
  });
  return openKeyFile(await path);
}
