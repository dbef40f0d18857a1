import { lengthPrefixed } from './length-prefixed.js';

/** Where an encrypted value is stored. It opens there and nowhere else. */
export interface FieldPlace {
  /** Whose database it is; stays the same when the database moves. */
  readonly tenant: string;
  /** The collection by its declared name, without prefix. */
  readonly collection: string;
  /** The learner whose data key it is encrypted with. */
  readonly learner: string;
  /** What identifies the document in its collection, each value as text. */
  readonly document: readonly string[];
  /** The path of the field, without positions in lists. */
  readonly path: string;
  /** The ids of the list entries on the way to the field, if entries have ids. */
  readonly entries: readonly string[];
}

/**
 * The additional data of a value: everything that says which value it is. A value that was moved to another tenant, collection, learner,
 * document, field or entry, or whose header was changed, does not open.
 */
export function additionalData(header: Uint8Array, place: FieldPlace): Buffer {
  const { path, entries } = place;
  return lengthPrefixed([header, documentData(place), path, entries.length === 0 ? NO_ENTRIES : lengthPrefixed(entries)]);
}

const NO_ENTRIES = Buffer.alloc(0);
/** The document of a place is that of the fields before and after it mostly. */
let latest: { readonly document: FieldPlace['document']; readonly place: FieldPlace; readonly data: Buffer } | undefined;

function documentData(place: FieldPlace): Buffer {
  const { tenant, collection, learner, document } = place;
  if (latest?.document === document && isSameOwner(latest.place, place)) return latest.data;
  const data = lengthPrefixed([tenant, collection, learner, lengthPrefixed(document)]);
  latest = { document, place, data };
  return data;
}

function isSameOwner(one: FieldPlace, other: FieldPlace): boolean {
  return one.tenant === other.tenant && one.collection === other.collection && one.learner === other.learner;
}
