import { AdaptiveLearningError, awsKms, type KeyProvider } from 'adaptive-learning-engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKmsKey, hasMoto, kmsClient, type MotoServer, startMoto } from '../support/moto-server.js';
import { refusalAtOnce } from '../support/refusal.js';

const SECRET = Buffer.alloc(32, 7);
const BINDING = Buffer.alloc(32, 9);

describe.runIf(hasMoto())('awsKms', () => {
  let moto: MotoServer;
  let keys: KeyProvider;
  const control = { signal: new AbortController().signal };
  beforeAll(async () => {
    moto = await startMoto();
    keys = awsKms({ client: kmsClient(moto.uri), keyId: await createKmsKey(moto.uri) });
  });
  afterAll(() => moto[Symbol.asyncDispose]());

  test('wraps a data key in KMS, and unwraps it for the same owner only', async () => {
    const bytes = await keys.wrap(SECRET, BINDING, control);
    expect(Buffer.from(bytes).includes(SECRET)).toBe(false);
    expect(bytes.length).toBeLessThanOrEqual(6_144);
    const unwrapped = await keys.unwrap({ keyId: keys.keyId, bytes }, BINDING, control);
    expect(Buffer.from(unwrapped).equals(SECRET)).toBe(true);
    const other = keys.unwrap({ keyId: keys.keyId, bytes }, Buffer.alloc(32, 8), control);
    await expect(other).rejects.toMatchObject({ code: 'decryption_failed' });
  });

  test('refuses what was changed', async () => {
    const bytes = Buffer.from(await keys.wrap(SECRET, BINDING, control));
    bytes.writeUInt8((bytes.at(-1) as number) ^ 1, bytes.length - 1);
    await expect(keys.unwrap({ keyId: keys.keyId, bytes }, BINDING, control)).rejects.toMatchObject({ code: 'decryption_failed' });
  });

  test('reports a key that does not exist, and a server that cannot be reached, as unavailable', async () => {
    const absent = awsKms({ client: kmsClient(moto.uri), keyId: '00000000-0000-0000-0000-000000000000' });
    await expect(absent.wrap(SECRET, BINDING, control)).rejects.toMatchObject({ code: 'key_unavailable', received: 'NotFoundException' });
    const gone = awsKms({ client: kmsClient('http://127.0.0.1:1'), keyId: keys.keyId });
    await expect(gone.wrap(SECRET, BINDING, control)).rejects.toMatchObject({ code: 'key_unavailable' });
  });

  test('ends with its signal', async () => {
    const stopped = { signal: AbortSignal.abort() };
    await expect(keys.wrap(SECRET, BINDING, stopped)).rejects.toBeInstanceOf(AdaptiveLearningError);
  });
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['an unknown key', { client: kmsClient('http://127.0.0.1:1'), keyId: 'a', region: 'eu-central-1' }],
  ['no client', { client: undefined, keyId: 'a' }],
  ['a client of something else', { client: {}, keyId: 'a' }],
  ['no key', { client: kmsClient('http://127.0.0.1:1'), keyId: '' }],
  ['an id that is too long', { client: kmsClient('http://127.0.0.1:1'), keyId: 'x'.repeat(257) }],
])('awsKms is refused with %s', (_, given) => {
  expect(() => awsKms(given as never)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
});

test('awsKms tells both faults at once', () => {
  const refusal = refusalAtOnce(() => awsKms({ client: 7, keyId: '' } as never));
  expect(refusal.issues?.map(({ path }) => path)).toEqual(['awsKms.client', 'awsKms.keyId']);
});
