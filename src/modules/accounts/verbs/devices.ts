import { learnerVerb } from '../../../engine/index.js';
import { inputSchema, NOTHING } from '../../../runtime/index.js';
import { fields as f } from '../../../schema/index.js';
import { type SignIn, signIns } from '../collections/sign-ins.js';
import { endSignIns } from '../device-sign-ins.js';

/** A device on which the person is signed in. */
export type Device = Pick<SignIn, 'sign_in_id' | 'device' | 'signed_in_at' | 'refreshed_at' | 'expires_at'>;

const SHOWN = ['sign_in_id', 'device', 'signed_in_at', 'refreshed_at', 'expires_at'] as const;

export const devices = learnerVerb({
  action: 'use_account',
  kind: 'read',
  input: NOTHING,
  summary: 'Lists the devices that are signed in, the last one used first, 100 at most.',
  result: 'The devices.',
  run: (context, { userId: user_id }): Promise<Device[]> =>
    context
      .read(signIns)
      .find({ user_id, expires_at: { $gt: context.now() } }, { sort: { refreshed_at: -1 }, limit: 100, fields: SHOWN, index: 'devices' })
      .toArray(),
});

const signOutDevicesInput = inputSchema(
  'SignOutDevicesInput',
  { sign_in_id: f.storedEventId.optional(), except: f.storedEventId.optional() },
  { sign_in_id: 'The device to sign out; all if not given.', except: 'A device that stays signed in.' },
).optional();

export const signOutDevices = learnerVerb({
  action: 'use_account',
  kind: 'call',
  account: 'readable',
  input: signOutDevicesInput,
  summary: 'Signs one device out, or all of them.',
  result: 'How many were signed out.',
  run: (context, { userId: user_id }, input): Promise<{ readonly signed_out: number }> =>
    context.write([], async (unit) => {
      const { sign_in_id, except } = input ?? {};
      if (sign_in_id === undefined) return { signed_out: await endSignIns(unit, user_id, except) };
      return { signed_out: (await unit.write(signIns, { delete: { user_id, sign_in_id } })) ? 1 : 0 };
    }),
});
