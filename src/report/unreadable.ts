import { UNREADABLE_NAMED_AT_MOST, type Unreadable } from '../engine/index.js';
import type { Wording } from './wording/wording.js';

/**
 * The stored documents that a report is without, each once however many queries met it, and what the page says of them.
 *
 * @param lists - the `unreadable` of each answer that the report is made from
 */
export function unreadableIn(
  lists: readonly (readonly Unreadable[])[],
  wording: Wording,
): { readonly documents: readonly Unreadable[]; readonly says: string | undefined } {
  const byPlace = new Map(lists.flat().map((document) => [`${document.collection} ${document.id}`, document] as const));
  // The server gives them in no order.
  const documents = [...byPlace].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, document]) => document);
  if (documents.length === 0) return { documents, says: undefined };
  // An answer that names as many as it may can have left out others.
  const isMore = lists.some(({ length }) => length >= UNREADABLE_NAMED_AT_MOST);
  return { documents, says: wording.say(isMore ? 'unreadable_at_least' : 'unreadable', { n: documents.length }) };
}
