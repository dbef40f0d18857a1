import { chmod, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeyFile, openKeyFile, rotateKeyFile } from '../../src/security/keys/key-file.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-file-'));
  path = join(folder, 'ale.key');
});
afterEach(() => rm(folder, { recursive: true }));

const control = { signal: new AbortController().signal };
const BINDING = Buffer.alloc(32, 9);
const SECRET = Buffer.alloc(32, 7);
const unusable = (message: RegExp) => expect.objectContaining({ code: 'key_unavailable', message: expect.stringMatching(message) });

describe('a key file', () => {
  test('is made once, for its owner only, and wraps and unwraps', async () => {
    const keyId = await createKeyFile(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const keys = await openKeyFile(path);
    expect(keys.keyId).toBe(keyId);
    const wrapped = await keys.wrap(SECRET, BINDING, control);
    expect(Buffer.from(wrapped).includes(SECRET)).toBe(false);
    const unwrapped = await keys.unwrap({ keyId, bytes: wrapped }, BINDING, control);
    expect(Buffer.from(unwrapped).equals(SECRET)).toBe(true);
  });

  test('does not unwrap for another owner, nor what was changed', async () => {
    const keyId = await createKeyFile(path);
    const keys = await openKeyFile(path);
    const wrapped = Buffer.from(await keys.wrap(SECRET, BINDING, control));
    const refused = expect.objectContaining({ code: 'decryption_failed' });
    await expect(keys.unwrap({ keyId, bytes: wrapped }, Buffer.alloc(32, 8), control)).rejects.toEqual(refused);
    for (let at = 0; at < wrapped.length; at += 1) {
      const changed = Buffer.from(wrapped);
      changed.writeUInt8((changed[at] as number) ^ 1, at);
      await expect(keys.unwrap({ keyId, bytes: changed }, BINDING, control)).rejects.toEqual(refused);
    }
  });

  test('is not overwritten by a second one', async () => {
    await createKeyFile(path);
    const before = await readFile(path, 'utf8');
    await expect(createKeyFile(path)).rejects.toEqual(unusable(/does not exist yet, got EEXIST/));
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  test('gets a new first key by a rotation, and keeps what unwraps the old', async () => {
    const first = await createKeyFile(path);
    const wrapped = await (await openKeyFile(path)).wrap(SECRET, BINDING, control);
    const second = await rotateKeyFile(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const keys = await openKeyFile(path);
    expect(keys.keyId).toBe(second);
    expect(Buffer.from(await keys.unwrap({ keyId: first, bytes: wrapped }, BINDING, control)).equals(SECRET)).toBe(true);
    const again = await keys.wrap(SECRET, BINDING, control);
    expect(Buffer.from(await keys.unwrap({ keyId: second, bytes: again }, BINDING, control)).equals(SECRET)).toBe(true);
    await expect(keys.unwrap({ keyId: 'another', bytes: wrapped }, BINDING, control)).rejects.toEqual(unusable(/the key another/));
  });

  test.each([0o644, 0o640, 0o604, 0o660, 0o610, 0o602])('with mode %o is refused, and the message says how to mend it', async (mode) => {
    await createKeyFile(path);
    await chmod(path, mode);
    await expect(openKeyFile(path)).rejects.toEqual(unusable(/chmod 600\), got mode/));
  });

  test('of another user is refused', async () => {
    await createKeyFile(path);
    const user = process.getuid;
    // The owner of a file cannot be changed without being root: the process is another user instead.
    process.getuid = () => 4242;
    try {
      await expect(openKeyFile(path)).rejects.toEqual(unusable(/chown 4242/));
    } finally {
      if (user !== undefined) process.getuid = user;
    }
  });

  test('may be reached by a link, as secrets of a container are, if the file itself is safe', async () => {
    await createKeyFile(path);
    const link = join(folder, 'link');
    await symlink(path, link);
    expect((await openKeyFile(link)).keyId).toBe((await openKeyFile(path)).keyId);
    await chmod(path, 0o644);
    await expect(openKeyFile(link)).rejects.toEqual(unusable(/chmod 600/));
  });

  test.each([
    ['nothing', ''],
    ['comments only', '# a comment\n\n'],
    ['a short key', `${Buffer.alloc(31, 1).toString('base64')}\n`],
    ['a long key', `${Buffer.alloc(33, 1).toString('base64')}\n`],
    ['another text', 'SECRET-OF-MINE\n'],
    ['too much', `${'#'.repeat(70_000)}\n`],
  ])('with %s in it is refused, without repeating it', async (_, text) => {
    await writeFile(path, text, { mode: 0o600 });
    const error: unknown = await openKeyFile(path).catch((thrown: unknown) => thrown);
    expect(error).toEqual(unusable(/key file/));
    expect(String((error as Error).stack)).not.toContain('SECRET');
  });

  test('that does not exist, or is a folder, is named', async () => {
    await expect(openKeyFile(path)).rejects.toEqual(unusable(/createKeyFile/));
    await chmod(folder, 0o700);
    await expect(openKeyFile(folder)).rejects.toEqual(unusable(/a file, got something else/));
  });

  test('is of no use once closed', async () => {
    await createKeyFile(path);
    const keys = await openKeyFile(path);
    await keys.close?.();
    await expect(keys.wrap(SECRET, BINDING, control)).rejects.toEqual(unusable(/destroyed/));
  });
});

describe.each(Object.entries({ createKeyFile, openKeyFile, rotateKeyFile }))('%s', (verb, run) => {
  test.each([undefined, null, 7, '', 'a\0b', {}, Buffer.from('a')])('refuses %j as a path', async (given) => {
    await expect(run(given as never)).rejects.toMatchObject({ code: 'invalid_input', where: `${verb}.path` });
  });
});
