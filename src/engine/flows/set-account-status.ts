import type { z } from 'zod';
import { learnerOwner } from '../../cache/index.js';
import { users } from '../../collections/index.js';
import { type CallControl, inputSchema, unknownLearner, write } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import type { Actor } from '../../security/index.js';
import { changedBy } from '../accounts/changed-by.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';

const setAccountStatusInput = inputSchema(
  'SetAccountStatusInput',
  {
    user_id: fields.userId,
    account_status: users.schema.shape.account_status,
  },
  {
    user_id: 'Your id for the learner.',
    account_status: 'The new status.',
  },
);

export const setAccountStatus = engineVerb({
  name: 'setAccountStatus',
  action: 'manage_accounts',
  account: 'any',
  ownCheck: true,
  learnerOf: ({ user_id }) => user_id,
  kind: 'call',
  input: setAccountStatusInput,
  joins: true,
  summary: 'Suspends an account, marks it as deleted, or reactivates it.',
  details:
    'For a suspended account, nothing can be recorded, but its data can still be read. For a deleted account, neither is possible. No data is erased, and the email address stays reserved.',
  result: 'Nothing.',
  errors: {
    not_found: 'a learner without an account',
  },
  example: `await engine.setAccountStatus({ user_id: 'ada', account_status: 'suspended' });`,
  run,
});

async function run(
  context: EngineContext,
  actor: Actor,
  { user_id, account_status }: z.output<typeof setAccountStatusInput>,
  control: CallControl,
): Promise<void> {
  const where = 'setAccountStatus';
  const { set, unset } = changedBy(actor, context.clock());
  const found = await write(context, { where, control, outdates: [learnerOwner(user_id)] }, ({ repositories: { users }, signal }) =>
    users.updateOne({ user_id }, { set: { ...set, account_status }, unset }, { signal }),
  );
  if (!found) throw unknownLearner(where);
}
