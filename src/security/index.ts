export type { Action, Actor, Caller, Role } from './access-policy.js';
export { permit, ROLES } from './access-policy.js';
