import { createHash, timingSafeEqual } from 'node:crypto';

/** How a secret is stored: nobody who reads the database can present it. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Whether a secret has a hash, in a time that does not depend on where they differ. */
export function hasHash(secret: string, hash: string): boolean {
  const [given, stored] = [Buffer.from(hashOf(secret)), Buffer.from(hash)];
  return given.length === stored.length && timingSafeEqual(given, stored);
}
