import { z } from 'zod';
import { fields } from '../collections/index.js';

/** Fewer learners than this are no group: who knows some of them reads the others off its figures. The k of k-anonymity (L. Sweeney, 2002); 10 is our choice. */
const LEAST_LEARNERS = 10;

/** How many learners a group must have before its figures are shown; 10 if not given, 2 at least. */
export const leastLearners = z.int().min(2).max(100_000).default(LEAST_LEARNERS);

/**
 * Learners who take no part in analytics, whose documents are left out: `engine.ask` and `engine.fit` fill them in. A list, not a join:
 * few learners leave, so a filter by their ids costs next to nothing for each document, where a join would read an account for each.
 */
export const without = z.array(fields.userId).default([]);

/** The filter that leaves some learners out. */
export function notOf(learners: readonly string[]): { readonly user_id?: { readonly $nin: readonly string[] } } {
  return learners.length === 0 ? {} : { user_id: { $nin: learners } };
}
