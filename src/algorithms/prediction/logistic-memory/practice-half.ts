import type { LogisticHead } from '../../online-logistic/logistic-head.js';
import { type HeadPredictions, learned, mixed, predictionsFrom } from '../../online-logistic/online-logistic.js';
import type { LogisticMemoryParams, PracticeStart } from './logistic-memory-params.js';
import type { LogisticMemoryConcept, LogisticMemoryLearner } from './logistic-memory-states.js';
import { practiceFeatures } from './practice-features.js';
import { shortHead } from './short-head.js';

/** What the practice half says of the next answer, and by what. */
export interface PracticeOpinion {
  readonly head: LogisticHead;
  readonly features: readonly number[];
  readonly predictions: HeadPredictions;
  readonly said: number;
}

/** The word of logistic tracing by the weights of all learners, and by this learner's own beside them, each by the trust it has earned. */
export function practiceOpinion(
  learner: LogisticMemoryLearner,
  concept: LogisticMemoryConcept,
  { tracing, isLater }: { readonly tracing: number; readonly isLater: boolean },
  start: LogisticHead,
  { fitted, weights }: PracticeStart,
): PracticeOpinion {
  const head = learner.fitted === fitted ? learner.practice : start;
  const features = practiceFeatures(learner.logistic, concept.logistic, tracing, isLater);
  let logit = 0;
  for (let i = 0; i < features.length; i += 1) logit += (weights[i] as number) * (features[i] as number);
  const predictions = predictionsFrom(head, features, logit);
  return { head, features, predictions, said: mixed(head.trust, predictions) };
}

/** The learner's own weights after the answer. */
export function practiceStep(
  { head, features, predictions }: PracticeOpinion,
  correct: boolean,
  start: LogisticHead,
  { drift, switch_rate: switchRate }: Pick<LogisticMemoryParams, 'drift' | 'switch_rate'>,
): LogisticHead {
  return shortHead(learned(head, features, predictions, correct, { start, elapsed: [], drift, switchRate }));
}
