import type { z } from 'zod';

/** Cohorts of one question, and learners of one cohort. Each two of them are compared, so that more would cost more than they tell. */
export const MOST_COHORTS = 8;
export const MOST_MEMBERS = 1_000;

/** A group of learners by a name of the asker's own. */
export interface Cohort {
  readonly name: string;
  readonly user_ids: readonly string[];
}

/** Refuses cohorts that would tell of fewer than k learners, by themselves or by what two of them differ in: for `.superRefine`. */
export function checkCohorts(
  { cohorts, least_learners: k }: { readonly cohorts: readonly Cohort[]; readonly least_learners: number },
  refuse: z.core.$RefinementCtx,
): void {
  const complain = (path: (string | number)[], message: string) =>
    refuse.addIssue({ code: 'custom', path: ['cohorts', ...path], input: cohorts, message });
  if (new Set(cohorts.map(({ name }) => name)).size < cohorts.length) complain([], 'cohorts of different names');
  for (const [n, { user_ids }] of cohorts.entries())
    if (new Set(user_ids).size < k) complain([n, 'user_ids'], `ids of at least ${k} different learners`);
  for (const [a, b] of pairsOf(cohorts.length))
    if (differenceOf(cohorts[a]?.user_ids ?? [], cohorts[b]?.user_ids ?? []).length < k)
      complain([b, 'user_ids'], `learners of whom at least ${k} are not in both this cohort and that of place ${a}, or not in either`);
}

/** The learners that are in one of two cohorts and not in the other. */
export function differenceOf(one: readonly string[], other: readonly string[]): string[] {
  const [first, second] = [new Set(one), new Set(other)];
  return [...[...first].filter((id) => !second.has(id)), ...[...second].filter((id) => !first.has(id))];
}

/** The places of each two of n. */
export function pairsOf(n: number): readonly (readonly [number, number])[] {
  return Array.from({ length: n }, (_, b) => Array.from({ length: b }, (__, a) => [a, b] as const)).flat();
}
