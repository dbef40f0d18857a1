import { engineVerb } from '../../../engine/index.js';
import { inputSchema } from '../../../runtime/index.js';
import { signIns } from '../collections/sign-ins.js';
import { parseRefreshToken, standingOf } from '../rules/refresh-token.js';
import { typedToken } from './typed-secrets.js';

const signOutInput = inputSchema('SignOutInput', { refresh_token: typedToken }, { refresh_token: 'A refresh token of the device.' });

export const signOut = engineVerb({
  action: 'manage_sign_in',
  kind: 'call',
  input: signOutInput,
  summary: 'Signs a device out.',
  result: 'Whether it was signed in.',
  run: async (context, _caller, { refresh_token }): Promise<{ readonly signed_out: boolean }> => {
    const token = parseRefreshToken(refresh_token);
    if (token === undefined) return { signed_out: false };
    const sign_in_id = token.signInId;
    const found = await context.read(signIns).findOne({ sign_in_id }, { reach: 'all' });
    if (found === null || standingOf(token, found) === 'foreign') return { signed_out: false };
    const { user_id } = found;
    return { signed_out: await context.write([], (unit) => unit.write(signIns, { delete: { user_id, sign_in_id } })) };
  },
});
