import { z } from 'zod';
import { fields } from '../schema/index.js';

/**
 * Figures about groups with fewer learners are left out, so that they do not reveal single learners: the k of k-anonymity (L. Sweeney, 2002). 10 is
 * our own choice.
 */
export const LEAST_LEARNERS = 10;

/** How many learners a group must have before its figures are shown; 10 if not given, 2 at least. */
export const leastLearners = z.int().min(2).max(100_000).default(LEAST_LEARNERS);

/** As {@link leastLearners}, for what is only counted; with 1 it tells of single learners, for who may see them. */
export const leastCounted = z.int().min(1).max(1_000_000).default(LEAST_LEARNERS);

/** Marks rows whose `learners` are too few to be shown. */
export function markSmallGroups(least: number): { readonly $set: { readonly suppressed: object } } {
  return { $set: { suppressed: { $lt: ['$learners', least] } } };
}

/** A figure of a row that {@link markSmallGroups} has passed: null where it is marked. */
export function unlessSuppressed(figure: unknown): object {
  return { $cond: ['$suppressed', null, figure] };
}

/**
 * Learners who take no part in analytics, whose documents are left out: `engine.query` and `engine.fit` fill them in. A list, not a join:
 * few learners leave, so a filter by their ids costs next to nothing for each document, where a join would read an account for each.
 */
export const without = z.array(fields.userId).default([]);

/** The filter that leaves some learners out. */
export function notOf(learners: readonly string[]): { readonly user_id?: { readonly $nin: readonly string[] } } {
  return learners.length === 0 ? {} : { user_id: { $nin: learners } };
}
