/** Bytes in front of each part that say how long it is. */
const PREFIX_BYTES = 4;

/**
 * Joins parts so that no two different lists give the same bytes: each part stands behind its length in bytes (32 bits, big-endian). Texts are
 * UTF-8. With a separator instead, `['ab', 'c']` and `['a', 'bc']` could be made equal by anyone who chooses the parts.
 *
 * @example
 * lengthPrefixed(['ab', 'c']).toString('hex') //=> '0000000261620000000163'
 */
export function lengthPrefixed(parts: readonly (string | Uint8Array)[]): Buffer {
  const encoded = parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : part));
  const joined = Buffer.allocUnsafe(encoded.reduce((sum, part) => sum + PREFIX_BYTES + part.length, 0));
  let at = 0;
  for (const part of encoded) {
    at = joined.writeUInt32BE(part.length, at);
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
