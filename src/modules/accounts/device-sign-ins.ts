import { randomUUID } from 'node:crypto';
import type { JoinedWrites } from '../../runtime/index.js';
import { signIns } from './collections/sign-ins.js';
import { newSecret } from './new-secret.js';
import { formatRefreshToken, hashesOf } from './rules/refresh-token.js';

/** What a device gets at sign-in. */
export interface IssuedSignIn {
  /** The id of the sign-in, for lists of devices. */
  readonly sign_in_id: string;
  /** The token that is exchanged for the next by `refresh`; it is stored nowhere, so that it cannot be read again. */
  readonly refresh_token: string;
  readonly expires_at: Date;
}

const DAY_MS = 86_400_000;

/** When a sign-in ends that was used now. */
export function signInEnd(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY_MS);
}

/** Stores a new sign-in of a person, and gives its first token. */
export async function issueSignIn(
  unit: JoinedWrites,
  {
    user_id,
    device,
    now,
    days,
  }: { readonly user_id: string; readonly device: string | undefined; readonly now: Date; readonly days: number },
): Promise<IssuedSignIn> {
  const token = { signInId: randomUUID(), family: newSecret(), own: newSecret() };
  const expires_at = signInEnd(now, days);
  await unit.write(signIns, {
    insert: {
      user_id,
      sign_in_id: token.signInId,
      ...hashesOf(token),
      ...(device === undefined ? {} : { device }),
      signed_in_at: now,
      refreshed_at: now,
      expires_at,
      schema_version: signIns.schemaVersion,
    },
  });
  return { sign_in_id: token.signInId, refresh_token: formatRefreshToken(token), expires_at };
}

/** Ends the sign-ins of a person, all but one if that is named. Returns how many. */
export async function endSignIns(unit: JoinedWrites, user_id: string, except?: string): Promise<number> {
  let ended = 0;
  for (const { sign_in_id } of await unit.find(signIns, { user_id }))
    if (sign_in_id !== except && (await unit.write(signIns, { delete: { user_id, sign_in_id } }))) ended += 1;
  return ended;
}
