import { z } from 'zod';

/** A SHA-256 in base64url. Only of secrets of 80 random bits and more, and of addresses for a day: what can be guessed could be found by its hash. */
export const sha256 = z.string().regex(/^[A-Za-z0-9_-]{43}$/, { error: 'a SHA-256 in base64url' });
