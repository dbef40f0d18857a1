/** A new document, and the revision of the stored one that it replaces; null if none is stored. */
export interface GuardedReplacement<Content> {
  readonly after: Content;
  readonly revision: number | null;
}
