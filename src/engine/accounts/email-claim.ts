import { type EmailClaim, emailClaims } from '../../collections/index.js';

/** The claim of an address for an account, for the transaction that writes the account: the driver's duplicate key says that somebody has it. */
export function claimOf(email: string, userId: string, now: Date): EmailClaim {
  return { email, user_id: userId, claimed_at: now, schema_version: emailClaims.schemaVersion };
}
