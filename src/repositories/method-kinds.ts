/** Methods of repositories that change what is stored. A test calls all others and sees that none sends a write. */
export const WRITE_METHODS = [
  // Of all repositories.
  'insertOne',
  'updateOne',
  'save',
  'replaceAll',
  // Of accounts and their addresses.
  'replaceEmail',
  'admitAll',
  'release',
  // Of the log, the curriculum and emotions.
  'markUndone',
  'upsert',
  'remove',
  'touch',
  // Of fits and tunings.
  'activate',
  'begin',
  'extend',
  'end',
  'leave',
  // Of jobs and what they sum.
  'advance',
  'rollUp',
  'markChanged',
  'keep',
] as const;

/** The one write method of the log that hosts get: the log is append-only. */
export const APPEND_METHOD = 'insertOne';

/** How repositories send commands: no part of what hosts get, who have the driver for that. */
export const MACHINERY = ['collection', 'command', 'cursor', 'shown', 'consents', 'deadlineMs', 'closing', 'joined'] as const;

/** What only the engine itself does: parts of a fold, of a transaction, of a job. They take and give forms of its own. */
export const INTERNAL_METHODS = [
  'forFold',
  'manyForFold',
  'prints',
  'changesOf',
  'daysTouchedSince',
  'uncountable',
  'admitAll',
  'markUndone',
  'touch',
] as const;

export type InternalMethod = (typeof INTERNAL_METHODS)[number];
export type WriteMethod = (typeof WRITE_METHODS)[number];
export type Machinery = (typeof MACHINERY)[number];
