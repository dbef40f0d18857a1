import { LEAST_LEARNERS } from '../../pipelines/index.js';

/**
 * What a fit says of one concept, without its counts where they are of fewer learners than may be shown: null stands for them. The
 * parameters stay, since the engine goes by them.
 *
 * @example
 * withoutSmallCounts({ reasons: ['too_few_learners'], learners: 2, answers: 9 }) //=> { reasons: ['too_few_learners'], learners: null, answers: null }
 */
export function withoutSmallCounts<Report extends object>(report: Report): Omit<Report, 'learners' | 'answers'> & SmallCounts {
  const { learners = null, answers = null } = report as Partial<SmallCounts>;
  if (learners === null || learners < LEAST_LEARNERS) return { ...report, learners: null, answers: null };
  return { ...report, learners, answers };
}

interface SmallCounts {
  readonly learners: number | null;
  readonly answers: number | null;
}
