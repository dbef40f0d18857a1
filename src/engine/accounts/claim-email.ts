import { emailClaims } from '../../collections/index.js';
import type { CallOptions, Repositories } from '../../repositories/index.js';

/** Claims an address for an account, in the transaction that writes the account; the driver's duplicate key says that somebody has it. */
export async function claimEmail(
  { email_claims }: Repositories,
  email: string,
  userId: string,
  now: Date,
  options: CallOptions,
): Promise<void> {
  await email_claims.insertOne({ email, user_id: userId, claimed_at: now, schema_version: emailClaims.schemaVersion }, options);
}
