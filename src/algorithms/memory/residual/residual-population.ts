import { invalidInput } from '../../../errors.js';
import { checkList } from '../../argument-checks.js';
import { LARGEST_VARIANCE, LEAST_VARIANCE, type LogisticHead } from '../../online-logistic/logistic-head.js';
import { checkLearner, type ResidualLearner } from './residual-learner.js';
import type { ResidualStart } from './residual-params.js';

/**
 * Estimates the start for new learners from existing learners, for `params.start`.
 *
 *     mean m = Σ w_i / n,   covariance V = Σ (P_i + (w_i − m)(w_i − m)ᵀ) / n,   trust = Σ trust_i / n
 *
 * This is one step of expectation-maximisation for learners whose weights come from one normal distribution. All w_i and P_i must have been learnt
 * from the same start. A learner with few answers has little influence, because their weights are still near that start. To approach the optimum,
 * replay all learners from the result and repeat.
 *
 * Source: A. P. Dempster, N. M. Laird, D. B. Rubin, Maximum likelihood from incomplete data via the EM algorithm, 1977, section 4.5
 * (hyperparameter estimation).
 *
 * @param learners - one or more
 * @throws AdaptiveLearningError `invalid_input` when the list is empty or contains an invalid state
 *
 * @example
 * const start = residualPopulation([residualInitialLearner(), residualInitialLearner()]);
 * start //=> residualDefaults.start
 * residualInitialLearner({ ...residualDefaults, start }) //=> residualInitialLearner()
 */
export function residualPopulation(learners: readonly ResidualLearner[]): ResidualStart {
  checkList('residualPopulation.learners', learners);
  if (learners.length === 0) throw invalidInput('residualPopulation.learners', 'one learner or more', learners);
  for (const learner of learners) checkLearner('residualPopulation.learners', learner);
  return { later: pooled(learners.map(({ later }) => later)), same_day: pooled(learners.map(({ same_day }) => same_day)) };
}

function pooled(heads: readonly LogisticHead[]): LogisticHead {
  const count = heads.length;
  const size = heads[0]?.weights.length ?? 0;
  const mean = (of: (head: LogisticHead) => number): number => {
    let sum = 0;
    for (const head of heads) sum += of(head);
    return sum / count;
  };
  const weights = Array.from({ length: size }, (_, i) => mean((head) => head.weights[i] as number));
  const covariance: number[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = row; column < size; column += 1) {
      const at = covariance.length;
      const off = (head: LogisticHead, i: number): number => (head.weights[i] as number) - (weights[i] as number);
      const value = mean((head) => (head.covariance[at] as number) + off(head, row) * off(head, column));
      const least = row === column ? LEAST_VARIANCE : -LARGEST_VARIANCE;
      covariance.push(Math.min(LARGEST_VARIANCE, Math.max(least, value)));
    }
  }
  return { weights, covariance, trust: mean((head) => head.trust) };
}
