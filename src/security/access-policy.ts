import { AdaptiveLearningError } from '../errors.js';

/** Who may speak for a learner: the learner, or the host's own system on their behalf. */
export const ROLES = ['learner', 'system'] as const;
export type Role = (typeof ROLES)[number];

/** Who makes a call. */
export interface Actor {
  readonly role: Role;
}

/** Whose data a call reaches, and who makes it. */
export interface Caller extends Actor {
  readonly userId: string;
}

/** What can be done, with one learner's data and with all of it, and which roles may do it. What is not in this table nobody may do. */
const PERMITTED = {
  read: ['learner', 'system'],
  record: ['learner', 'system'],
  change_preferences: ['learner', 'system'],
  change_profile: ['learner', 'system'],
  /** Rebuilding documents is the host's work: a learner's own request must not be able to ask for it. */
  replay: ['system'],
  set_up: ['system'],
  manage_accounts: ['system'],
  manage_curriculum: ['system'],
  manage_models: ['system'],
  read_all: ['system'],
  record_for_all: ['system'],
  run_jobs: ['system'],
} as const satisfies { readonly [action: string]: readonly Role[] };

export type Action = keyof typeof PERMITTED;

/** The roles that may do something. */
export function rolesFor(action: Action): readonly Role[] {
  return PERMITTED[action];
}

/**
 * Refuses what the caller's role may not do.
 *
 * @throws AdaptiveLearningError `access_denied`
 */
export function permit({ role }: Actor, action: Action, where: string): void {
  const roles = rolesFor(action);
  if (roles.includes(role)) return;
  const expected = `the role ${roles.join(' or ')}`;
  throw new AdaptiveLearningError('access_denied', `${where}: expected ${expected}, got ${role}`, { where, expected, received: role });
}
