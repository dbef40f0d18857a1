/** Written by `npm run docs` from the verbs: change the verb, not this file. */
import type { AnswerOutcome, ConceptMastery } from '../../learner/index.js';
import type { CallControl } from '../../runtime/index.js';
import type { MasteryInput, RecordAnswerInput } from './verb-inputs.js';
import type { Page } from '../listing.js';

/** What can be done with one learner's data. */
export interface LearnerMethods {
  /**
   * Records an answer in one transaction: the log, the mastery of the concept and the session change together or not at all. The same
   * `event_id` again gives the first result and changes nothing.
   *
   * @returns What was predicted, the mastery of the concept after the answer, and its next review.
   * @throws AdaptiveLearningError `invalid_input` for an outcome, score, rating and grade that contradict each other; `not_found` for a
   * learner or session that does not exist; `access_denied` for an account that is not active; `event_conflict` for an `event_id` under
   * which something else was recorded; `outside_session` for an answer before its session began or after it ended
   * @example
   * await learner.recordAnswer({
   *   event_id: 'answer-1', session_id, subject: 'Algebra', topic: 'Lines', concept: 'Slope', correct: true, response_time_seconds: 12,
   * });
   */
  recordAnswer(input: RecordAnswerInput, control?: CallControl): Promise<AnswerOutcome>;

  /**
   * Lists the learner's concepts with mastery, accuracy, times, the interval and the last answers: all of them, or page by page.
   * `mastery_level` is as the last practice left it: with the default `ability`, the probability that the learner solves a question of the
   * concept of middling difficulty. `retained_mastery` is the same at the instant `at`. A concept that is practised between two pages may
   * stand on both or on neither, unless the order is by name.
   *
   * @returns The rows of the page, and the `cursor` of the next one; null where there is none.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const weak = await learner.mastery({ subject: 'Algebra', sort: 'weakest', limit: 20 });
   * const more = weak.next === null ? undefined : await learner.mastery({ subject: 'Algebra', sort: 'weakest', limit: 20, cursor: weak.next });
   */
  mastery(input?: MasteryInput, control?: CallControl): Promise<Page<ConceptMastery>>;
}
