export type { Role } from '../collections/index.js';
export type { Action, Actor, Caller, ManyCaller, RoleAlone } from './access-policy.js';
export { permit, ROLES_ALONE, reachOf, recordedBy, rolesFor } from './access-policy.js';
export { checkReachResolver, type Reach, type ReachControl, type ReachingActor, type ReachResolver } from './reach.js';
