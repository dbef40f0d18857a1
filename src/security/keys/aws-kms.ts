import { type AdaptiveLearningError, checkAll, invalidInput } from '../../errors.js';
import { checkKeys } from '../../schema/index.js';
import { keyRefused, keyUnavailable } from './key-error.js';
import type { KeyControl, KeyProvider } from './key-provider.js';

/** The part of `KMS` of `@aws-sdk/client-kms` that is used. */
export interface KmsClient {
  encrypt(
    input: { KeyId: string; Plaintext: Uint8Array; EncryptionContext: Record<string, string> },
    options: { abortSignal: AbortSignal },
  ): Promise<{ CiphertextBlob?: Uint8Array | undefined }>;
  decrypt(
    input: { KeyId: string; CiphertextBlob: Uint8Array; EncryptionContext: Record<string, string> },
    options: { abortSignal: AbortSignal },
  ): Promise<{ Plaintext?: Uint8Array | undefined }>;
}

/** What says of a KMS error that the wrapped key itself is wrong, so that trying again does not help. */
const FOREIGN = new Set(['InvalidCiphertextException', 'IncorrectKeyException']);

/**
 * A key provider on AWS KMS (or a service that speaks its API). Install `@aws-sdk/client-kms`, and hand in its client: region, credentials,
 * retries and endpoints are set there. The key-encryption key never leaves KMS. The encryption context is a hash, because CloudTrail logs it
 * in plain text; the IAM user or role needs `kms:Encrypt` and `kms:Decrypt` for the key.
 *
 * @param keyId the id, ARN or alias of a symmetric key. Automatic rotation by KMS needs no change here; to move to another key, open the
 * provider with its id and rewrap
 * @throws AdaptiveLearningError `invalid_input`
 * @example
 * import { KMS } from '@aws-sdk/client-kms';
 * const keys = awsKms({ client: new KMS({ region: 'eu-central-1' }), keyId: 'alias/tutor' });
 */
export function awsKms(options: { readonly client: KmsClient; readonly keyId: string }): KeyProvider {
  checkKeys(options, ['client', 'keyId'], 'awsKms');
  const { client, keyId } = options;
  checkAll([
    () => {
      if (typeof client?.encrypt !== 'function' || typeof client.decrypt !== 'function')
        throw invalidInput('awsKms.client', 'the KMS client of @aws-sdk/client-kms', client);
    },
    () => {
      if (typeof keyId !== 'string' || keyId === '' || keyId.length > 256)
        throw invalidInput('awsKms.keyId', 'the id, ARN or alias of a key', keyId);
    },
  ]);
  return {
    keyId,
    wrap: async (secret, binding, control) => {
      const input = { KeyId: keyId, Plaintext: secret, EncryptionContext: contextOf(binding) };
      const { CiphertextBlob } = await sent('encrypt', () => client.encrypt(input, optionsOf(control)));
      return CiphertextBlob ?? missing('encrypt');
    },
    unwrap: async ({ keyId: wrappedBy, bytes }, binding, control) => {
      const input = { KeyId: wrappedBy, CiphertextBlob: bytes, EncryptionContext: contextOf(binding) };
      const { Plaintext } = await sent('decrypt', () => client.decrypt(input, optionsOf(control)));
      return Plaintext ?? missing('decrypt');
    },
  };
}

function contextOf(binding: Uint8Array): Record<string, string> {
  return { 'adaptive-learning-engine': Buffer.from(binding).toString('hex') };
}

function optionsOf({ signal }: KeyControl): { abortSignal: AbortSignal } {
  return { abortSignal: signal };
}

async function sent<Result>(verb: string, send: () => Promise<Result>): Promise<Result> {
  try {
    return await send();
  } catch (error) {
    throw failed(verb, error);
  }
}

function failed(verb: string, cause: unknown): AdaptiveLearningError {
  const name = (cause as { readonly name?: unknown } | null)?.name;
  const received = typeof name === 'string' && /^\w{1,60}$/.test(name) ? name : 'an error';
  const fault = { where: `AWS KMS ${verb}`, expected: 'a result', received, cause };
  return FOREIGN.has(received) ? keyRefused(fault) : keyUnavailable(fault);
}

function missing(verb: string): never {
  throw keyUnavailable({ where: `AWS KMS ${verb}`, expected: 'a result', received: 'nothing' });
}
