import { z } from 'zod';

/** Fewer learners than this are no group: who knows some of them reads the others off its figures. The k of k-anonymity (L. Sweeney, 2002); 10 is our choice. */
const LEAST_LEARNERS = 10;

/**
 * How many learners a group must have before its figures are told; 10 unless told. A host may say more, and less only by naming it
 * here: two at least.
 */
export const leastLearners = z.int().min(2).max(100_000).default(LEAST_LEARNERS);
