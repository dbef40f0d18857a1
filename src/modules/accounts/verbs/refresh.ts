import { engineVerb } from '../../../engine/index.js';
import { AdaptiveLearningError } from '../../../errors.js';
import { inputSchema, type JoinedWrites } from '../../../runtime/index.js';
import { rolesOf } from '../account-roles-of.js';
import type { AccountsParts } from '../accounts-parts.js';
import type { AccountRole } from '../collections/account-roles.js';
import { signIns } from '../collections/sign-ins.js';
import { type IssuedSignIn, signInEnd } from '../device-sign-ins.js';
import { newSecret } from '../new-secret.js';
import { formatRefreshToken, hashesOf, parseRefreshToken, type RefreshToken, standingOf } from '../rules/refresh-token.js';
import { typedToken } from './typed-secrets.js';

const refreshInput = inputSchema(
  'RefreshInput',
  { refresh_token: typedToken },
  { refresh_token: 'The newest refresh token of the device. It can be used once.' },
);

/** The outcome of a refresh. */
export type RefreshResult =
  | (IssuedSignIn & { readonly status: 'refreshed'; readonly user_id: string; readonly roles: readonly AccountRole[] })
  /** The token is none, is over, or its account is not active: sign in again. */
  | { readonly status: 'refused' }
  /** The token was used before, so that it may be stolen: the device is signed out. Tell the person. */
  | { readonly status: 'reused'; readonly user_id: string };

export const refresh = ({ settings: { signInDays } }: AccountsParts) =>
  engineVerb({
    action: 'manage_sign_in',
    kind: 'call',
    input: refreshInput,
    summary: 'Exchanges a refresh token for the next one. A token that is used twice signs its device out.',
    result: 'The next token, the account and its roles; or why there is none.',
    run: async (context, _caller, { refresh_token }): Promise<RefreshResult> => {
      const token = parseRefreshToken(refresh_token);
      if (token === undefined) return { status: 'refused' };
      const sign_in_id = token.signInId;
      const found = await context.read(signIns).findOne({ sign_in_id }, { reach: 'all' });
      if (found === null || standingOf(token, found) === 'foreign') return { status: 'refused' };
      const { user_id } = found;
      const place = { user_id, sign_in_id };
      // The account is asked within the transaction: one that is suspended meanwhile gets no token.
      return context
        .write([user_id], (unit) => exchange(unit, place, token, { now: context.now(), days: signInDays }))
        .catch(async (error: unknown): Promise<RefreshResult> => {
          if (!isAccountRefusal(error)) throw error;
          await context.write([], (unit) => unit.write(signIns, { delete: place }));
          return { status: 'refused' };
        });
    },
  });

/** Puts the next token in the place of the current one; a reused one ends its sign-in. */
async function exchange(
  unit: JoinedWrites,
  place: { readonly user_id: string; readonly sign_in_id: string },
  token: RefreshToken,
  { now, days }: { readonly now: Date; readonly days: number },
): Promise<RefreshResult> {
  const { user_id } = place;
  const signIn = await unit.findOne(signIns, place);
  if (signIn === null || signIn.expires_at <= now || standingOf(token, signIn) === 'foreign') return { status: 'refused' };
  if (standingOf(token, signIn) === 'reused') {
    await unit.write(signIns, { delete: place });
    return { status: 'reused', user_id };
  }
  const next = { ...token, own: newSecret() };
  const expires_at = signInEnd(now, days);
  await unit.write(signIns, { update: place, set: { ...hashesOf(next), refreshed_at: now, expires_at } });
  const roles = await rolesOf(unit, user_id);
  return { status: 'refreshed', user_id, roles, sign_in_id: place.sign_in_id, refresh_token: formatRefreshToken(next), expires_at };
}

function isAccountRefusal(error: unknown): boolean {
  return error instanceof AdaptiveLearningError && (error.code === 'access_denied' || error.code === 'not_found');
}
