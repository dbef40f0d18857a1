import { randomBytes } from 'node:crypto';

/** 256 bits. */
const BYTES = 32;

/** A random secret for a token, 43 characters of base64url. */
export function newSecret(): string {
  return randomBytes(BYTES).toString('base64url');
}
