import type { RecordedBy, Role } from '../collections/index.js';
import { AdaptiveLearningError } from '../errors.js';
import type { Reach } from './reach.js';

/** Roles that need no `actorId`: `learner` and `system`. */
export const ROLES_ALONE = ['learner', 'system'] as const satisfies readonly Role[];
export type RoleAlone = (typeof ROLES_ALONE)[number];

/** The caller of a verb. */
export interface Actor<R extends Role = Role> {
  /** Your id for the person or process; absent for a learner and for your backend as a whole. */
  readonly actorId?: string | undefined;
  readonly role: R;
}

/** Who makes a call about many learners, and which of them the answer may be about. */
export interface ManyCaller extends Actor {
  readonly reach: Reach;
}

/** The caller of a verb, and the learner whose data it may access. */
export interface Caller<R extends Role = Role> extends Actor<R> {
  readonly userId: string;
}

/**
 * Which learners a role reaches: the one that the actor is, those that the host's resolver grants to the actor, nobody, or all.
 * What a role may do with them is said by its actions.
 */
const REACHES = {
  learner: 'own',
  guardian: 'granted',
  teacher: 'granted',
  maintainer: 'nobody',
  admin: 'all',
  system: 'all',
} as const satisfies { readonly [R in Role]: 'own' | 'granted' | 'nobody' | 'all' };

/** What can be done, with one learner's data and with all of it, and which roles may do it. What is not in this table nobody may do. */
const PERMITTED = {
  read: ['learner', 'guardian', 'teacher', 'admin', 'system'],
  record: ['learner', 'teacher', 'system'],
  /** Consent is among the preferences: it is for the learner to give, or for who has the care of them. */
  change_preferences: ['learner', 'guardian', 'system'],
  change_profile: ['learner', 'guardian', 'admin', 'system'],
  /** All that is stored about one learner, secrets of sign-in aside. A guardian is not among them: it has what the learner withholds from others. */
  export: ['learner', 'admin', 'system'],
  /** Rebuilding documents is the host's work: a learner's own request must not be able to ask for it. */
  replay: ['admin', 'system'],
  set_up: ['system'],
  manage_accounts: ['admin', 'system'],
  /** The curriculum tells of no learner. */
  read_curriculum: ['learner', 'guardian', 'teacher', 'maintainer', 'admin', 'system'],
  manage_curriculum: ['maintainer', 'admin', 'system'],
  manage_models: ['admin', 'system'],
  read_many: ['teacher', 'admin', 'system'],
  /** A stream lasts longer than what is granted: roles whose learners are granted follow nobody. */
  follow: ['learner', 'admin', 'system'],
  follow_many: ['admin', 'system'],
  read_health: ['admin', 'system'],
  record_for_all: ['system'],
  run_jobs: ['admin', 'system'],
} as const satisfies { readonly [action: string]: readonly Role[] };

export type Action = keyof typeof PERMITTED;

/** The roles that may do an action of the core. */
export type RolesFor<A extends Action> = (typeof PERMITTED)[A][number];

/** Whether the policy of the core knows an action. */
export function isAction(action: string): action is Action {
  return Object.hasOwn(PERMITTED, action);
}

/** The roles that may do something. */
export function rolesFor(action: Action): readonly Role[] {
  return PERMITTED[action];
}

/** Which learners a role reaches. */
export function reachOf<R extends Role>(role: R): (typeof REACHES)[R] {
  return REACHES[role];
}

/**
 * Refuses what the caller's role may not do.
 *
 * @param roles that may do it
 * @throws AdaptiveLearningError `access_denied`
 */
export function permit({ role }: Actor, roles: readonly Role[], where: string): void {
  if (roles.includes(role)) return;
  const expected = roles.length === 0 ? 'a role that may do this' : `the role ${roles.join(' or ')}`;
  throw new AdaptiveLearningError('access_denied', `${where}: expected ${expected}, got ${role}`, { where, expected, received: role });
}

/** What is stored of who makes a call: nothing of a learner, whose id stands in the document already. */
export function recordedBy({ actorId, role }: Actor): RecordedBy | undefined {
  if (role === 'learner') return undefined;
  return actorId === undefined ? { role } : { actor_id: actorId, role };
}
