import type { z } from 'zod';
import { learnerOwner } from '../../cache/index.js';
import { email } from '../../collections/index.js';
import { WriteConflict } from '../../repositories/index.js';
import { type CallControl, inputSchema, transact, type UnitOfWork, unknownLearner, write } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import type { Actor } from '../../security/index.js';
import { changedBy } from '../accounts/changed-by.js';
import { claimOf } from '../accounts/email-claim.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';

const setEmailInput = inputSchema(
  'SetEmailInput',
  {
    user_id: fields.userId,
    email: email.nullable(),
  },
  {
    user_id: 'Your id for the learner.',
    email: 'The new address; null removes it.',
  },
);

export const setEmail = engineVerb({
  name: 'setEmail',
  action: 'manage_accounts',
  account: 'any',
  ownCheck: true,
  learnerOf: ({ user_id }) => user_id,
  kind: 'call',
  input: setEmailInput,
  joins: true,
  summary: 'Changes or removes the email address of an account.',
  details:
    'The new address is not verified; the old one is available to other accounts at once. Removing the address also removes the password hash, because sign-in with a password needs an address.',
  result: 'Nothing.',
  errors: {
    already_exists: 'an address that another account has',
    not_found: 'a learner without an account',
  },
  example: `await engine.setEmail({ user_id: 'ada', email: 'ada@example.org' });`,
  run,
});

async function run(
  context: EngineContext,
  actor: Actor,
  { user_id, email: address }: z.output<typeof setEmailInput>,
  control: CallControl,
): Promise<void> {
  const where = 'setEmail';
  const { users, email_claims } = context.repositories;
  const attempt = async (fixed: EngineContext) => {
    const account = await users.findOne({ user_id }, { ...control, fields: ['email'] });
    if (account === null) throw unknownLearner(where);
    const { email: before } = account;
    if (before === (address ?? undefined)) return;
    const now = context.clock();
    const move = async ({ options }: UnitOfWork) => {
      if (address !== null) await email_claims.insertOne(claimOf(address, user_id, now), options);
      if (before !== undefined) await email_claims.release(before, user_id, options);
      if (!(await users.replaceEmail(user_id, before, address, now, options))) throw new WriteConflict();
      await users.updateOne({ user_id }, changedBy(actor, now), options);
    };
    // The claim is another account's, and stays so.
    await transact(fixed, move, { choosing: where });
  };
  await write(context, { where, control, outdates: [learnerOwner(user_id)] }, attempt);
}
