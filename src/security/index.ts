export type { Action, Caller, Role } from './access-policy.js';
export { permit, ROLES } from './access-policy.js';
