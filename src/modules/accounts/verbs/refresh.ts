import { users } from '../../../collections/index.js';
import { engineVerb } from '../../../engine/index.js';
import { inputSchema } from '../../../runtime/index.js';
import type { AccountsParts } from '../accounts-parts.js';
import { type AccountRole, accountRoles } from '../collections/account-roles.js';
import { signIns } from '../collections/sign-ins.js';
import { formatRefreshToken, hashesOf, parseRefreshToken, standingOf } from '../rules/refresh-token.js';
import { type IssuedSignIn, newSecretText } from '../sign-in-service.js';
import { typedToken } from './typed-secrets.js';

const DAY_MS = 86_400_000;

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
      const found = await context.read(signIns).findOne({ sign_in_id }, { reach: 'all', fields: ['user_id'] });
      if (found === null) return { status: 'refused' };
      const { user_id } = found;
      return context.write([], async (unit): Promise<RefreshResult> => {
        const now = context.now();
        const signIn = await unit.findOne(signIns, { user_id, sign_in_id });
        if (signIn === null || signIn.expires_at <= now) return { status: 'refused' };
        const standing = standingOf(token, signIn);
        if (standing === 'foreign') return { status: 'refused' };
        const account = await unit.findOne(users, { user_id });
        if (standing === 'reused' || account?.account_status !== 'active') {
          await unit.write(signIns, { delete: { user_id, sign_in_id } });
          return standing === 'reused' ? { status: 'reused', user_id } : { status: 'refused' };
        }
        const next = { ...token, own: newSecretText() };
        const expires_at = new Date(now.getTime() + signInDays * DAY_MS);
        await unit.write(signIns, { update: { user_id, sign_in_id }, set: { ...hashesOf(next), refreshed_at: now, expires_at } });
        const roles = (await unit.findOne(accountRoles, { user_id }))?.roles ?? ['learner'];
        return { status: 'refreshed', user_id, roles, sign_in_id, refresh_token: formatRefreshToken(next), expires_at };
      });
    },
  });
