import { spawn, spawnSync } from 'node:child_process';
import type { KmsClient } from 'adaptive-learning-engine';
import { freePort } from '../../src/embedded/free-port.js';
import { isInstalled } from './installed.js';

/** Moto's server on this machine's loopback: it speaks the API of AWS KMS. */
export interface MotoServer extends AsyncDisposable {
  readonly uri: string;
}

const PYTHON = 'python3';

/** False when this machine's Python has no moto. In CI it must have it. */
export function hasMoto(): boolean {
  const found = spawnSync(PYTHON, ['-c', 'import moto.server']).status === 0;
  return isInstalled({ name: 'moto[server]', found, install: "python3 -m pip install 'moto[server]'" });
}

export async function startMoto(): Promise<MotoServer> {
  const port = await freePort();
  const server = spawn(PYTHON, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const uri = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    if (await isUp(uri)) break;
    if (tries > 300 || server.exitCode !== null) throw new Error('moto did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    uri,
    async [Symbol.asyncDispose]() {
      server.kill('SIGKILL');
    },
  };
}

/** Makes a symmetric key, and gives its id. */
export async function createKmsKey(uri: string): Promise<string> {
  const { KeyMetadata } = await send(uri, 'CreateKey', {}, new AbortController().signal);
  return (KeyMetadata as { KeyId: string }).KeyId;
}

/** The calls of the KMS client that a key provider uses, in the wire protocol of `@aws-sdk/client-kms` (JSON 1.1), without a signature. */
export function kmsClient(uri: string): KmsClient {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const bytes = (text: unknown) => (typeof text === 'string' ? Buffer.from(text, 'base64') : undefined);
  return {
    encrypt: async ({ Plaintext, ...input }, { abortSignal }) => {
      const { CiphertextBlob } = await send(uri, 'Encrypt', { ...input, Plaintext: base64(Plaintext) }, abortSignal);
      return { CiphertextBlob: bytes(CiphertextBlob) };
    },
    decrypt: async ({ CiphertextBlob, ...input }, { abortSignal }) => {
      const { Plaintext } = await send(uri, 'Decrypt', { ...input, CiphertextBlob: base64(CiphertextBlob) }, abortSignal);
      return { Plaintext: bytes(Plaintext) };
    },
  };
}

async function send(uri: string, verb: string, input: object, signal: AbortSignal): Promise<{ readonly [field: string]: unknown }> {
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `TrentService.${verb}`,
    authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/kms/aws4_request, SignedHeaders=host, Signature=0',
  };
  const response = await fetch(uri, { method: 'POST', headers, body: JSON.stringify(input), signal });
  const body = (await response.json()) as { readonly [field: string]: unknown };
  if (response.ok) return body;
  throw Object.assign(new Error(String(body['message'])), { name: String(body['__type']) });
}

async function isUp(uri: string): Promise<boolean> {
  return fetch(uri).then(
    () => true,
    () => false,
  );
}
