import { z } from 'zod';
import { ROLES } from '../../../collections/index.js';
import { defineCollection, fields as f } from '../../../schema/index.js';

/** The roles that an account can have: all but that of your backend itself. */
export const ACCOUNT_ROLES = ROLES.filter((role) => role !== 'system');
export type AccountRole = Exclude<(typeof ROLES)[number], 'system'>;

export const accountRoles = defineCollection({
  name: 'account_roles',
  description: 'the roles of an account that has other roles than learner',
  schema: z.strictObject({
    _id: f.objectId,
    user_id: f.userId,
    roles: f.list(z.enum(ACCOUNT_ROLES), ACCOUNT_ROLES.length),
    changed_at: f.instant,
    /** Who changed them last; absent for your backend. */
    changed_by: f.userId.optional(),
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'user_id',
  identity: ['user_id'],
  shardKey: { user_id: 1 },
  indexes: [{ name: 'identity', key: { user_id: 1 }, unique: true, why: 'the roles of an account' }],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [
    { part: '*', keep: 'while_active' },
    { part: '*', keep: { days: 30 }, countedFrom: 'account_deletion', then: 'delete' },
  ],
  pseudonymised: { user_id: 'replace_id', changed_by: 'drop' },
});
