import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyProvider } from '../../src/security/index.js';
import { createKeyFile, openKeyFile } from '../../src/security/index.js';

const OWNER_ONLY = 0o600;

/** The text of a key file with the key that the tests of this process share. */
let text: Promise<string> | undefined;

/** A key provider on a key file, which is removed: a provider reads its file once. */
export async function testKeys(): Promise<KeyProvider> {
  text ??= inKeyFile(async (file) => {
    await createKeyFile(file);
    return readFile(file, 'utf8');
  });
  const keys = await text;
  return inKeyFile(async (file) => {
    await writeFile(file, keys, { mode: OWNER_ONLY });
    return openKeyFile(file);
  });
}

async function inKeyFile<Result>(use: (file: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'ale-keys-'));
  try {
    return await use(join(folder, 'test.key'));
  } finally {
    await rm(folder, { recursive: true });
  }
}
