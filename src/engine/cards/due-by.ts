import { z } from 'zod';

/** `now`: what is due at the instant; `today`: what is to review today, all that is due by the end of the learner's day. */
export const dueBy = z.enum(['now', 'today']);
