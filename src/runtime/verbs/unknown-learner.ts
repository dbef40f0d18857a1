import { AdaptiveLearningError } from '../../errors.js';

/**
 * The answer of every verb about a learner whom there is not, and about one whom the caller does not reach: it must not tell which ids exist.
 */
export function unknownLearner(where: string): AdaptiveLearningError {
  const [expected, received] = ['a learner that exists', 'an unknown user_id'];
  return new AdaptiveLearningError('not_found', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
