/** Without letters and digits that are easily taken for others: no i, l, o, u. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Bytes of a recovery code: 80 random bits. */
export const RECOVERY_BYTES = 10;

/**
 * A recovery code as a person copies it: 16 characters of Crockford's Base32 in groups of four.
 *
 * @example
 * formatRecoveryCode(new Uint8Array(10)) //=> '0000-0000-0000-0000'
 */
export function formatRecoveryCode(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = bits.match(/.{5}/g)?.map((five) => ALPHABET[Number.parseInt(five, 2)] ?? '') ?? [];
  return letters.join('').match(/.{4}/g)?.join('-') ?? '';
}

/** The one spelling by which codes are compared: a person may leave out hyphens, and write in capitals. */
export function spelledRecoveryCode(typed: string): string {
  return typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
}

/** Whether a text may be a recovery code; it is one of an authenticator app otherwise. */
export function isRecoveryCode(typed: string): boolean {
  return spelledRecoveryCode(typed).length === 16;
}
