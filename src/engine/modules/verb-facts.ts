import type { AccountUse, VerbKind } from '../../runtime/index.js';

/** What a reference page says of how a verb ends. */
export const DEADLINES: Readonly<Record<VerbKind, string>> = {
  call: 'a call: it fails with `deadline_exceeded` at its deadline',
  read: 'a read: it is retried until its deadline if the database is briefly unavailable',
  job: 'a job: the deadline applies to each of its steps, and the whole may take hours',
  stream: 'a stream: the deadline applies to opening it',
};

/** What it says of the accounts that a verb takes. */
export const ACCOUNTS: Readonly<Record<AccountUse, string>> = {
  active: 'active',
  readable: 'active or suspended',
  any: 'active, suspended or deleted',
};

/** What it says of a verb that joins a transaction of the host's. */
export const JOINS = 'it joins one of your own: `{ session }` in its control';
