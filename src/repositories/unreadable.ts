import { AdaptiveLearningError } from '../errors.js';

/** A stored document that does not match its schema. */
export interface Unreadable {
  readonly collection: string;
  /** Its `_id` as text. */
  readonly id: string;
}

/** How to handle documents that do not match their schema. */
export interface UnreadableOptions {
  /** Called for each document that is left out, with an error that names its collection, id and field. */
  readonly onUnreadable?: ((error: AdaptiveLearningError) => void) | undefined;
  /**
   * `report` (the default): leave the document out and list it in the cursor's `unreadable`. `refuse`: fail with `corrupt_document`.
   */
  readonly unreadable?: 'report' | 'refuse' | undefined;
}

/** True for the error of a document that does not fit its declaration. */
export function isCorrupt(error: unknown): error is AdaptiveLearningError {
  return error instanceof AdaptiveLearningError && error.code === 'corrupt_document';
}

/** The document that an error `corrupt_document` names. */
export function documentOf({ document }: AdaptiveLearningError): Unreadable {
  return document ?? { collection: '', id: '' };
}

/** The error of a stored document that does not fit its declaration, by its `_id`. */
export function corruptDocument(collection: string, id: unknown): AdaptiveLearningError {
  const document = { collection, id: String(id) };
  const details = { where: `${collection} ${document.id}`, expected: 'a document as declared', received: 'another', document };
  return new AdaptiveLearningError('corrupt_document', `${details.where}: expected ${details.expected}, got ${details.received}`, details);
}
