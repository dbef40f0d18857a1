import { hasHash, hashOf } from './secret-token.js';

/** A refresh token, taken apart. */
export interface RefreshToken {
  readonly signInId: string;
  /** The same in all tokens of a sign-in. */
  readonly family: string;
  /** Of this token alone. */
  readonly own: string;
}

/** The hashes that a sign-in stores of its current token. */
export interface TokenHashes {
  readonly family_hash: string;
  readonly token_hash: string;
}

/**
 * What a token is to a sign-in: the `current` one, a `reused` one, which was exchanged already, or a `foreign` one. A reused token was copied, by its
 * owner or a thief; nobody can tell which of the two is calling, so the sign-in ends for both.
 */
export type TokenStanding = 'current' | 'reused' | 'foreign';

const SHAPE = /^([A-Za-z0-9-]{36})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/;

/** The token as the client keeps it. */
export function formatRefreshToken({ signInId, family, own }: RefreshToken): string {
  return `${signInId}.${family}.${own}`;
}

/** Undefined for a text of another shape. */
export function parseRefreshToken(text: string): RefreshToken | undefined {
  const [, signInId, family, own] = SHAPE.exec(text) ?? [];
  return signInId === undefined || family === undefined || own === undefined ? undefined : { signInId, family, own };
}

/** What is stored of a token. */
export function hashesOf({ family, own }: RefreshToken): TokenHashes {
  return { family_hash: hashOf(family), token_hash: hashOf(own) };
}

/** Compares a token with what is stored of the current one. */
export function standingOf({ family, own }: RefreshToken, { family_hash, token_hash }: TokenHashes): TokenStanding {
  if (!hasHash(family, family_hash)) return 'foreign';
  return hasHash(own, token_hash) ? 'current' : 'reused';
}
