export type { Action, Actor, Caller, Role } from './access-policy.js';
export { permit, ROLES, rolesFor } from './access-policy.js';
