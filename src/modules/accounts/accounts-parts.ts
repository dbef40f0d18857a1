import type { PasswordHashing } from './password-hashing.js';
import type { Settings } from './settings.js';

/** What the verbs of the module share. */
export interface AccountsParts {
  readonly settings: Settings;
  readonly hashing: PasswordHashing;
}
