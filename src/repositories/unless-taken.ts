import { isDuplicateKey } from './driver-errors.js';

/** Does a write that a unique index allows to one of several writers. Returns false for those who were slower. */
export async function unlessTaken(write: () => Promise<boolean>): Promise<boolean> {
  try {
    return await write();
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
