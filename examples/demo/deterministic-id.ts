import { createHash } from 'node:crypto';

/** SHA-256 over parts; NUL stands between them, so that `ab, c` and `a, bc` differ. */
export function digestOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}

/** The UUID (version 8, made from a hash) that the same parts always give: what is sent twice then carries the same id. */
export function deterministicUuid(...parts: readonly string[]): string {
  const hex = digestOf(...parts);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
