import { AdaptiveLearningError } from '../errors.js';

/** A stored document that does not fit its declaration. */
export interface Unreadable {
  readonly collection: string;
  /** Its `_id` as text. */
  readonly id: string;
}

/** What a reader does about documents that do not fit their declaration. */
export interface UnreadableOptions {
  /** Called for each document that is left out, with an error that names its collection, its id and the field. */
  readonly onUnreadable?: ((error: AdaptiveLearningError) => void) | undefined;
  /**
   * `report`: leaves the document out and names it in the cursor's `unreadable`. `refuse`: ends the reading with `corrupt_document`, for
   * work that is wrong if one document is missing. `report` if not given.
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
