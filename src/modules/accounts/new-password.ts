import { AdaptiveLearningError } from '../../errors.js';
import { passwordFault } from './rules/password-fault.js';
import type { Settings } from './settings.js';

/**
 * Checks a new password by the rules, then by those of the host.
 *
 * @throws AdaptiveLearningError `invalid_input`, which says what was expected, and of the password nothing
 */
export async function checkNewPassword(password: string, email: string, { passwords }: Settings, where: string): Promise<void> {
  const expected = passwordFault(password, { email, shortest: passwords.shortest }) ?? (await passwords.refuse(password));
  if (expected === undefined) return;
  const received = 'another password';
  throw new AdaptiveLearningError('invalid_input', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
