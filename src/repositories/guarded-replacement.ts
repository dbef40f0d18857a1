/** A document, and the revision of the stored one whose place it takes; null where none is stored. */
export interface GuardedReplacement<Content> {
  readonly after: Content;
  readonly revision: number | null;
}
