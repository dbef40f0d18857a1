import { z } from 'zod';
import { engineVerb } from '../../../engine/index.js';
import { AdaptiveLearningError } from '../../../errors.js';
import { inputSchema } from '../../../runtime/index.js';
import { fields as f } from '../../../schema/index.js';
import { ACCOUNT_ROLES, accountRoles } from '../collections/account-roles.js';

const setRolesInput = inputSchema(
  'SetRolesInput',
  { user_id: f.userId, roles: f.list(z.enum(ACCOUNT_ROLES), ACCOUNT_ROLES.length).min(1) },
  { user_id: 'Your id for the account.', roles: 'All roles that the account has from now on.' },
);

export const setRoles = engineVerb({
  action: 'manage_accounts',
  kind: 'call',
  input: setRolesInput,
  summary: 'Sets the roles of an account. They hold from the next sign-in or refresh on.',
  result: 'Nothing.',
  errors: { access_denied: 'an administrator who changes their own roles' },
  run: async (context, { actorId, role }, { user_id, roles }): Promise<void> => {
    if (role !== 'system' && actorId === user_id) throw ownRoles();
    await context.write([user_id], (unit) =>
      unit.write(accountRoles, {
        replace: {
          user_id,
          roles: ACCOUNT_ROLES.filter((each) => roles.includes(each)),
          changed_at: context.now(),
          ...(actorId === undefined ? {} : { changed_by: actorId }),
          schema_version: accountRoles.schemaVersion,
        },
        orInsert: true,
      }),
    );
  },
});

function ownRoles(): AdaptiveLearningError {
  const [where, expected, received] = ['accounts.setRoles.user_id', 'the account of somebody else', "the caller's own"];
  return new AdaptiveLearningError('access_denied', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
