/** `scheme://user:password@`, wherever it stands in a text. */
const CREDENTIALS = /([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"']*@/gi;

/**
 * Takes user names and passwords out of every address in a text, so that it can be shown.
 *
 * @example
 * redact('mongodb://ada:secret@db.test/x') //=> 'mongodb://***@db.test/x'
 */
export function redact(text: string): string {
  return text.replace(CREDENTIALS, '$1***@');
}

/** The message of whatever was thrown, fit to be shown. */
export function reasonOf(thrown: unknown): string {
  return redact(thrown instanceof Error ? thrown.message : String(thrown));
}
