import { z } from 'zod';
import { fields as f } from '../schema/index.js';

/**
 * The roles of callers, as they are stored; what each may do is said by the access policy. From the least to the most: the learner; a parent of
 * a child, who reads how it goes and holds the consent; a teacher, who also records what a learner did; a maintainer of the curriculum, who sees
 * no learner; an administrator; and the host's own system.
 */
export const ROLES = ['learner', 'guardian', 'teacher', 'maintainer', 'admin', 'system'] as const;
export type Role = (typeof ROLES)[number];

const [, ...others] = ROLES;

/**
 * Who recorded something, where that was not the learner: nearly everything is recorded by the learner it is about, whose id stands beside it
 * already, so that of them nothing is stored.
 */
export const recordedBy = z.strictObject({
  /** The host's id of the person or process; absent for the host's system as a whole. */
  actor_id: f.userId.optional(),
  role: z.enum(others),
});

export type RecordedBy = z.output<typeof recordedBy>;
