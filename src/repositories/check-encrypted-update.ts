import type { Document, UpdateFilter } from 'mongodb';
import { AdaptiveLearningError, shownPath } from '../errors.js';
import { type AnyDeclaration, encryptedPathsOf } from '../schema/index.js';

/**
 * Holds a change of encrypted fields to what can be encrypted: each as a whole, in a document that the filter identifies. It holds without keys
 * too, so that code which works in clear also works encrypted.
 *
 * @throws AdaptiveLearningError `invalid_input`
 */
export function checkEncryptedUpdate(declaration: AnyDeclaration, filter: object, update: UpdateFilter<Document>, where: string): void {
  const paths = encryptedPathsOf(declaration);
  if (paths.paths.length === 0) return;
  for (const path of [...Object.keys(update.$set ?? {}), ...Object.keys(update.$unset ?? {}), ...Object.keys(update.$inc ?? {})]) {
    const standing = paths.standingOf(path);
    if (standing === 'below' || (standing !== 'apart' && path in (update.$inc ?? {})))
      throw refused(where, 'the whole of an encrypted field', shownPath(path));
    if (standing === 'encrypted' && paths.hasEntryIds(path)) throw refused(where, 'the whole list of an encrypted field', shownPath(path));
    if (standing === 'apart' || !(path in (update.$set ?? {}))) continue;
    const missing = declaration.identity.filter((field) => !isValue((filter as { readonly [field: string]: unknown })[field]));
    if (missing.length > 0) throw refused(where, `a filter with one ${missing.join(', ')}, for an encrypted field`, 'a filter without');
  }
}

function isValue(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || value instanceof Date;
}

function refused(where: string, expected: string, received: string): AdaptiveLearningError {
  return new AdaptiveLearningError('invalid_input', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
