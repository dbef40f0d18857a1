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
