export type { CollectionNaming } from './collection-naming.js';
export { collectionNaming } from './collection-naming.js';
export { cutTo } from './cut-to.js';
export type {
  AnyDeclaration,
  CollectionDeclaration,
  Content,
  DocumentOf,
  IndexDeclaration,
  Pseudonym,
  RetentionRule,
} from './define-collection.js';
export { defineCollection } from './define-collection.js';
export { asText, type EncryptedPaths, encryptedPathsOf, type WithEncrypted } from './encrypted-paths.js';
export { fieldKinds } from './field-kinds.js';
export type { DocumentId } from './fields.js';
export * as fields from './fields.js';
export { inertItems } from './inert-items.js';
export type { MongoSchema } from './json-schema.js';
export { toMongoSchema } from './json-schema.js';
export { checkKeys, hasOnlyValues, plainOptions } from './known-keys.js';
export { LIMITS } from './limits.js';
export type { AnyMigration, Migration, StoredDocument } from './migration.js';
export { inVersion, isOutdated, migratedFields, migration, upToDate } from './migration.js';
export { nearestName } from './nearest-name.js';
export { decodeDocument, fits, parseDocument, parseInput } from './parse.js';
export { partOfSchema } from './part-of-schema.js';
export type { Path, PathValue } from './path.js';
export { isInertData, isPlainData, isPlainObject, isWellFormed } from './plain-data.js';
export { bare, onlyFields, projectionOf, schemasAt, withoutId, withoutParts } from './schema-paths.js';
export { spellingAt } from './spelling.js';
export { type StoredForm, storedMongoSchema } from './stored-form.js';
export { EMOTIONAL, type WithConsent, withheldPaths, withoutConsent } from './withheld.js';
