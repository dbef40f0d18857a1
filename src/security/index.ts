export type { Role } from '../collections/index.js';
export type { Action, Actor, Caller, ManyCaller, RoleAlone, RolesFor } from './access-policy.js';
export { isAction, permit, ROLES_ALONE, reachOf, recordedBy, rolesFor } from './access-policy.js';
export { DataKey, newDataKey } from './cipher/data-key.js';
export type { FieldPlace } from './cipher/field-place.js';
export { checkReachResolver, type Reach, type ReachControl, type ReachingActor, type ReachResolver } from './reach.js';
