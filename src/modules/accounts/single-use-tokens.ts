import type { JoinedWrites } from '../../runtime/index.js';
import { type EmailToken, emailTokens, type Purpose } from './collections/email-tokens.js';
import { newSecret } from './new-secret.js';
import { hashOf } from './rules/secret-token.js';

/** A token for you to send to the address, in a link. It is stored nowhere, so that it cannot be read again. */
export interface IssuedEmailToken {
  readonly token: string;
  readonly expires_at: Date;
}

/** Stores a token in the place of the one before of the same purpose. */
export async function issueEmailToken(
  unit: JoinedWrites,
  wanted: { readonly user_id: string; readonly purpose: Purpose; readonly address: string; readonly now: Date; readonly minutes: number },
): Promise<IssuedEmailToken> {
  const { user_id, purpose, address, now, minutes } = wanted;
  const token = newSecret();
  const expires_at = new Date(now.getTime() + minutes * 60_000);
  await unit.write(emailTokens, {
    replace: {
      user_id,
      purpose,
      token_hash: hashOf(token),
      address,
      issued_at: now,
      expires_at,
      schema_version: emailTokens.schemaVersion,
    },
    orInsert: true,
  });
  return { token, expires_at };
}

/** Uses a token up, if it can still be used: of two who bring it at once, one gets it. */
export async function useEmailToken(unit: JoinedWrites, { user_id, purpose, token_hash }: EmailToken, now: Date): Promise<boolean> {
  return unit.write(emailTokens, { delete: { user_id, purpose, token_hash, expires_at: { $gt: now } } });
}
