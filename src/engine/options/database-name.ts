/** What the server does not allow in a database's name on any system; and 63 bytes at most. */
const FORBIDDEN = /[/\\. "$*<>:|?\0]/;
const LONGEST = 63;

/** Whether a text may be the name of a database. */
export function isDatabaseName(name: unknown): name is string {
  return typeof name === 'string' && name !== '' && !FORBIDDEN.test(name) && Buffer.byteLength(name) <= LONGEST;
}

/**
 * The database that an address names. The driver would take `test` where it names none, which is never what a host means.
 *
 * @example
 * databaseOf('mongodb://127.0.0.1:27017/tutor?replicaSet=rs0') //=> 'tutor'
 * databaseOf('mongodb://127.0.0.1:27017/?replicaSet=rs0') //=> undefined
 */
export function databaseOf(uri: string): string | undefined {
  const path = /^mongodb(?:\+srv)?:\/\/[^/?]*\/([^?]*)/.exec(uri)?.[1];
  return path === undefined || path === '' ? undefined : path;
}
