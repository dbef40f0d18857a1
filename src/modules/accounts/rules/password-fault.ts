/** Characters (code points) of a password at most: longer ones only cost time. */
export const LONGEST_PASSWORD = 256;

/** A function of the host's that refuses passwords, such as those of a list of stolen ones: it says why in a few words, or nothing. */
export type RefusePassword = (password: string) => string | undefined | Promise<string | undefined>;

/**
 * What is wrong with a new password; undefined if nothing is. Length counts, kinds of characters do not (NIST SP 800-63B-4).
 *
 * @example
 * passwordFault('ada@example.org', { email: 'ada@example.org', shortest: 10 }) //=> 'a password that is not the email address'
 */
export function passwordFault(
  password: string,
  { email, shortest }: { readonly email: string; readonly shortest: number },
): string | undefined {
  const length = [...password].length;
  if (length < shortest) return `a password of at least ${shortest} characters`;
  if (length > LONGEST_PASSWORD) return `a password of at most ${LONGEST_PASSWORD} characters`;
  const folded = password.toLowerCase();
  const [name = email] = email.split('@');
  if (folded === email || folded === name) return 'a password that is not the email address';
  if (new Set(folded).size < 4) return 'a password of at least 4 different characters';
  return undefined;
}
