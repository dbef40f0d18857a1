import { z } from 'zod';
import { fields as f } from '../schema/index.js';

/**
 * The roles of callers. The access policy defines what each may do. `learner`: the learner; `guardian`: a parent, who can read progress and holds the
 * consent; `teacher`: can also record what a learner did; `maintainer`: edits the curriculum and sees no learners; `admin`: an administrator;
 * `system`: your backend.
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
