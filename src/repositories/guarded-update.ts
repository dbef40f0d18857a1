import type { Document, Filter, UpdateFilter } from 'mongodb';
import { type AnyDeclaration, encryptedPathsOf } from '../schema/index.js';
import { patchOf } from './patch.js';

/** An update of one document that takes effect only while nobody else has changed it. */
export interface GuardedUpdate {
  readonly filter: Filter<Document>;
  readonly update: UpdateFilter<Document>;
}

/**
 * What turns one state of a document into the next, if its `revision` is still what was read; nothing when the two are equal. A document that
 * was removed and stored again counts its revisions from 0: what comes from the log is also known by the newest event in it.
 */
export function guardedUpdate(declaration: AnyDeclaration, before: object, after: object): GuardedUpdate | undefined {
  const { revision, last_event } = before as { readonly revision?: number; readonly last_event?: { readonly event_id: string } };
  const newest = last_event === undefined ? {} : { 'last_event.event_id': last_event.event_id };
  const encrypted = encryptedPathsOf(declaration);
  const patch = patchOf(before, after, declaration.capped, (path) => encrypted.standingOf(path) === 'encrypted');
  if (Object.keys(patch).length === 0) return undefined;
  return { filter: { ...identityOf(declaration, before), revision, ...newest }, update: patch as UpdateFilter<Document> };
}

/** The fields by which a document is found as itself. */
export function identityOf(declaration: AnyDeclaration, document: object): Filter<Document> {
  const fields = document as { readonly [field: string]: unknown };
  return Object.fromEntries(declaration.identity.map((field) => [field, fields[field]]));
}
