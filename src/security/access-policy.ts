import { AdaptiveLearningError } from '../errors.js';

/** Who may speak for a learner: the learner, or the host's own system on their behalf. */
export const ROLES = ['learner', 'system'] as const;
export type Role = (typeof ROLES)[number];

/** Whose data a call reaches, and who makes it. */
export interface Caller {
  readonly userId: string;
  readonly role: Role;
}

/** What can be done with one learner's data, and which roles may do it. What is not in this table may nobody do. */
const PERMITTED = {
  read: ['learner', 'system'],
  record: ['learner', 'system'],
  change_preferences: ['learner', 'system'],
  change_profile: ['learner', 'system'],
  /** Rebuilding documents is the host's work: a learner's own request must not be able to ask for it. */
  replay: ['system'],
} as const satisfies { readonly [action: string]: readonly Role[] };

export type Action = keyof typeof PERMITTED;

/**
 * Refuses what the caller's role may not do.
 *
 * @throws AdaptiveLearningError `access_denied`
 */
export function permit({ role }: Caller, action: Action, where: string): void {
  const roles: readonly Role[] = PERMITTED[action];
  if (roles.includes(role)) return;
  const expected = `the role ${roles.join(' or ')}`;
  throw new AdaptiveLearningError('access_denied', `${where}: expected ${expected}, got ${role}`, { where, expected, received: role });
}
