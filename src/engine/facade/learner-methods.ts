/** Written by `npm run docs` from the verbs: change the verb, not this file. */
import type { AbilityInput, AdoptedCardInput, ApplyInterventionInput, ConceptAnswersInput, ConceptChangeInput, DueReviewsInput, EndSessionInput, MasteryInput, PreviewRatingsInput, ProgressInput, RateInterventionInput, RecentSessionsInput, RecommendInput, RecordAnswerInput, RecordEmotionInput, RecordInteractionInput, RescheduleInput, SessionEventsInput, StartSessionInput, UndoAnswerInput, UpdatePreferencesInput, UpdateProfileInput } from '../inputs/verb-inputs.js';
import type { AbilityNow, AnswerOutcome, ConceptMastery, MasteryAt, Recommendation } from '../../learner/index.js';
import type { ActiveSession } from '../flows/active-session.js';
import type { AdoptCardsReport } from '../flows/adopt-cards.js';
import type { AnswerEvent, LearningEvent } from '../../collections/index.js';
import type { AnswerSource } from '../flows/record-answers.js';
import type { CallControl, WriteControl } from '../../runtime/index.js';
import type { ChangesOf, ConceptChange } from '../cards/concept-changes.js';
import type { EmotionOutcome } from '../flows/record-emotion.js';
import type { EndedSession } from '../flows/end-session.js';
import type { InteractionOutcome } from '../flows/record-interaction.js';
import type { LearnerExport } from '../../lifecycle/index.js';
import type { LearnerQueryName, OwnPipelines, QueryControl, QueryParams, QueryResultOf } from '../queries/run-query.js';
import type { Listing, Page } from '../listing.js';
import type { LiveStream } from '../live/live-stream.js';
import type { Profile, SessionSummary } from '../flows/read-learner.js';
import type { RatingsPreview } from '../flows/preview-ratings.js';
import type { RebuildOptions } from '../recording/rebuild.js';
import type { RecordAnswersControl, RecordAnswersReport } from '../importing/import-tally.js';
import type { ReplayReport } from '../recording/replay-learner.js';
import type { Rescheduled } from '../flows/reschedule.js';
import type { StartedSession } from '../flows/start-session.js';
import type { TopicProgress } from '../flows/read-progress.js';
import type { UndoneAnswer } from '../flows/undo-answer.js';
import type { WatchOptions } from '../live/watch.js';

/** The verbs of one learner. */
export interface LearnerMethods<Own extends OwnPipelines = readonly []> {
  /**
   * Starts a session. If you pass your own `session_id`, the call is idempotent.
   *
   * @returns The id of the session, its start time and its initial difficulty.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for an account that is not active;
   * `event_conflict` for a `session_id` that another session already has
   * @example
   * const { session_id } = await learner.startSession({ session_type: 'practice', subject: 'Algebra' });
   */
  startSession(input: StartSessionInput, control?: WriteControl): Promise<StartedSession>;

  /**
   * Returns the active session: the one that an event without a `session_id` would join now.
   *
   * @returns The session; null if there is none.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const session = await learner.activeSession();
   */
  activeSession(control?: CallControl): Promise<ActiveSession | null>;

  /**
   * Records an answer in one transaction: the log, the concept's mastery and the session all change, or none of them does. Sending the
   * same `event_id` again returns the first result and changes nothing.
   *
   * @returns The prediction, the concept's mastery after the answer, and its next review.
   * @throws AdaptiveLearningError `invalid_input` for an outcome, score, rating and grade that contradict each other; `not_found` for a
   * learner or session that does not exist; `access_denied` for an account that is not active; `event_conflict` for an `event_id` that was
   * used for something else; `outside_session` for an answer before its session began or after it ended
   * @example
   * await learner.recordAnswer({
   *   event_id: 'answer-1', session_id, subject: 'Algebra', topic: 'Lines', concept: 'Slope', correct: true, response_time_seconds: 12,
   * });
   */
  recordAnswer(input: RecordAnswerInput, control?: WriteControl): Promise<AnswerOutcome>;

  /**
   * Records many answers in any order, with the same result as recording them one by one, in transactions of several hundred. A rejected
   * answer is reported with its position in the input and does not stop the rest.
   *
   * @returns The numbers of recorded, already existing and rejected answers, with the reasons for rejection.
   * @throws AdaptiveLearningError `invalid_input` for an input that is not a source of answers; with `stopOnError`, the error of the first
   * rejected answer
   * @example
   * const { recorded, refusals } = await learner.recordAnswers(answers);
   */
  recordAnswers(input: AnswerSource<RecordAnswerInput>, control?: RecordAnswersControl): Promise<RecordAnswersReport>;

  /**
   * Ends a session, computes its outcome and updates the learning DNA. Without a `session_id`, it ends the active session. Ending a
   * session again by its id returns the same result.
   *
   * @returns The session with its times, figures, outcome and progress.
   * @throws AdaptiveLearningError `not_found` for an unknown session, or without a `session_id` if there is no active session;
   * `access_denied` for an account that is not active; `outside_session` for an end before the last event of the session
   * @example
   * const { session_outcome } = await learner.endSession({ user_satisfaction_rating: 4 });
   */
  endSession(input?: EndSessionInput, control?: WriteControl): Promise<EndedSession>;

  /**
   * Undoes an answer: afterwards, everything is as if it had never been recorded. The answer stays in the log with `undone_at`; verbs and
   * queries about answers leave it out. Undoing it again returns the same result. Its `event_id` cannot be used for another answer.
   *
   * @returns The answer, and when it was first undone.
   * @throws AdaptiveLearningError `not_found` for an `event_id` without an answer of this learner; `access_denied` for an account that is
   * not active
   * @example
   * const { undone_at } = await learner.undoAnswer({ event_id: 'answer-1' });
   */
  undoAnswer(input: UndoAnswerInput, control?: WriteControl): Promise<UndoneAnswer>;

  /**
   * Imports cards from another system with their SM-2 or FSRS state, as events of the log. The same cards may be sent again. A transaction
   * of your own takes at most 500 cards.
   *
   * @returns The numbers of imported, already existing, never reviewed and rejected cards, with the reasons for rejection.
   * @throws AdaptiveLearningError `invalid_input` for an input that is not a list, or if the engine's scheduler cannot import cards;
   * `not_found` for a learner without an account; `access_denied` for an account that is not active
   * @example
   * await learner.adoptCards([
   *   { subject: 'French', topic: 'Food', concept: 'pomme', sm2: { ease_factor: 2.3, interval_days: 12, repetitions: 4 }, due: new Date('2026-03-01') },
   * ]);
   */
  adoptCards(input: readonly AdoptedCardInput[], control?: WriteControl): Promise<AdoptCardsReport>;

  /**
   * Moves the next review of one concept or of a list of concepts to an instant or to a learner's day. A list of up to 500 concepts
   * changes completely or not at all. The scheduler's state does not change: the next answer counts the days that have actually passed.
   *
   * @returns The concept with its next review; a list for a list.
   * @throws AdaptiveLearningError `not_found` for a concept that the learner has never practised; `access_denied` for an account that is
   * not active; `event_conflict` for an `event_id` that was used for something else
   * @example
   * await learner.reschedule({ subject: 'French', topic: 'Food', concept: 'pomme', due: '2026-03-14' });
   */
  reschedule<Sent extends RescheduleInput | readonly RescheduleInput[]>(input: Sent, control?: WriteControl): Promise<ChangesOf<Sent, Rescheduled>>;

  /**
   * Resets schedule and mastery of one concept or of a list of concepts: the next answer counts as the first one. A list of up to 500
   * concepts changes completely or not at all. Past answers stay in the log.
   *
   * @returns The concept and the event of the change; a list for a list.
   * @throws AdaptiveLearningError `not_found` for a concept that the learner has never practised; `access_denied` for an account that is
   * not active; `event_conflict` for an `event_id` that was used for something else
   * @example
   * await learner.resetConcept({ subject: 'French', topic: 'Food', concept: 'pomme' });
   */
  resetConcept<Sent extends ConceptChangeInput | readonly ConceptChangeInput[]>(input: Sent, control?: WriteControl): Promise<ChangesOf<Sent, ConceptChange>>;

  /**
   * Suspends one concept or a list of concepts: they are neither due nor recommended, and no figure counts them as due. Answers to a
   * suspended concept are still recorded and change its schedule and mastery; it stays suspended until `resume`.
   *
   * @returns The concept and the event of the change; a list for a list.
   * @throws AdaptiveLearningError `not_found` for a concept that the learner has never practised; `access_denied` for an account that is
   * not active; `event_conflict` for an `event_id` that was used for something else
   * @example
   * await learner.suspend({ subject: 'French', topic: 'Food', concept: 'pomme' });
   */
  suspend<Sent extends ConceptChangeInput | readonly ConceptChangeInput[]>(input: Sent, control?: WriteControl): Promise<ChangesOf<Sent, ConceptChange>>;

  /**
   * Ends the suspension of one concept or of a list of concepts. The due date is the same as without the suspension, so the review may be
   * overdue.
   *
   * @returns The concept and the event of the change; a list for a list.
   * @throws AdaptiveLearningError `not_found` for a concept that the learner has never practised; `access_denied` for an account that is
   * not active; `event_conflict` for an `event_id` that was used for something else
   * @example
   * await learner.resume({ subject: 'French', topic: 'Food', concept: 'pomme' });
   */
  resume<Sent extends ConceptChangeInput | readonly ConceptChangeInput[]>(input: Sent, control?: WriteControl): Promise<ChangesOf<Sent, ConceptChange>>;

  /**
   * Computes what each of the four ratings would do to a concept; nothing is stored. `recordAnswer` with the preview's `occurred_at` and
   * one of its ratings, without hints, gives exactly the same result. With `fuzz` of `fsrs`, the random number depends on the instant: an
   * answer at another instant may be due about a day earlier or later.
   *
   * @returns The predicted probability of a right answer, the retention, and for each rating the interval, the next review and the
   * mastery.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account; `outside_session`
   * for an instant outside its session
   * @example
   * const { ratings } = await learner.previewRatings({ subject: 'French', topic: 'Food', concept: 'pomme' });
   * ratings.map(({ name, repetition_interval_days }) => `${name}: ${repetition_interval_days} d`);
   */
  previewRatings(input: PreviewRatingsInput, control?: CallControl): Promise<RatingsPreview>;

  /**
   * Records an exchange with the tutor, with the cost of the AI call.
   *
   * @returns The ids of event and session, the time, and whether the emotion was stored and used.
   * @throws AdaptiveLearningError `not_found` for a learner or session that does not exist; `access_denied` for an account that is not
   * active; `event_conflict` for an `event_id` that was used for something else; `outside_session` for an event before its session began
   * or after it ended
   * @example
   * await learner.recordInteraction({ event_id: 'question-1', interaction_type: 'question', user_input: 'Why is the slope negative?' });
   */
  recordInteraction(input: RecordInteractionInput, control?: WriteControl): Promise<InteractionOutcome>;

  /**
   * Records the learner's emotion, if their privacy settings allow it; otherwise nothing is stored.
   *
   * @returns The ids of event and session, and whether the emotion was stored and used.
   * @throws AdaptiveLearningError `not_found` for a learner or session that does not exist; `access_denied` for an account that is not
   * active; `event_conflict` for an `event_id` that was used for something else; `outside_session` for an event before its session began
   * or after it ended
   * @example
   * await learner.recordEmotion({ event_id: 'mood-1', emotion: 'frustration', intensity: 0.6, confidence: 0.9 });
   */
  recordEmotion(input: RecordEmotionInput, control?: WriteControl): Promise<EmotionOutcome>;

  /**
   * Records an intervention by the tutor.
   *
   * @returns The id of the intervention, for `rateIntervention`, and the session.
   * @throws AdaptiveLearningError `not_found` for a learner or session that does not exist; `access_denied` for an account that is not
   * active; `event_conflict` for an `event_id` that was used for something else; `outside_session` for an event before its session began
   * or after it ended
   * @example
   * const { intervention_id } = await learner.applyIntervention({ event_id: 'help-1', intervention_type: 'hint', reason: 'three wrong answers' });
   */
  applyIntervention(input: ApplyInterventionInput, control?: WriteControl): Promise<{ readonly intervention_id: string; readonly session_id: string }>;

  /**
   * Records the learner's rating of an intervention.
   *
   * @returns The intervention and its rating.
   * @throws AdaptiveLearningError `not_found` for an intervention that is not in the session; `access_denied` for an account that is not
   * active; `event_conflict` for an `event_id` that was used for something else; `outside_session` for an event before its session began
   * or after it ended; `invalid_input` for a time before the intervention
   * @example
   * await learner.rateIntervention({ event_id: 'rating-1', intervention_id, effectiveness_rating: 4 });
   */
  rateIntervention(input: RateInterventionInput, control?: WriteControl): Promise<{ readonly intervention_id: string; readonly effectiveness_rating: number }>;

  /**
   * Recommends what to study next, best first, with reasons and figures. The best concept is the one with the highest expected benefit at
   * the horizon per minute of practice. By default, reviews that are due at any time today count as due, as with `within: 'today'` in
   * `dueReviews`; with `within: 'now'`, only those that are due now.
   *
   * @returns The recommended concepts, each with expected minutes, gain, reasons and figures.
   * @throws AdaptiveLearningError `invalid_input` for a horizon that is not after `at` or lies more than ten years ahead; `not_found` for
   * a learner without an account; `access_denied` for a deleted account
   * @example
   * const { rows } = await learner.recommend({ minutes: 20 });
   * rows.map(({ concept, expected_minutes, reasons }) => [concept, expected_minutes, reasons[0]?.code]);
   */
  recommend(input?: RecommendInput, control?: CallControl): Promise<Listing<Recommendation>>;

  /**
   * Lists the concepts whose review is due, earliest due date first. A review is *due* once the learner's day of its due date has begun;
   * with an interval of less than a day, once its instant has passed. It is *overdue* if that day was before today. With `within:
   * 'today'`, the list also has reviews that become due before the learner's day ends. Suspended concepts are left out.
   *
   * @returns The concepts, each with its mastery, its retention and its due date.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const { rows } = await learner.dueReviews({ within: 'today', limit: 20 });
   */
  dueReviews(input?: DueReviewsInput, control?: CallControl): Promise<Listing<MasteryAt>>;

  /**
   * Estimates the learner's ability in general, in a subject, or in a concept. Abilities are log-odds of solving a question of average
   * difficulty; `solves` is the probability. Without answers, it returns the model's prior.
   *
   * @returns The ability with its standard error, the probability of solving an average question, and a suitable question difficulty.
   * @throws AdaptiveLearningError `invalid_input` for a concept without its subject and topic, or a topic without its concept; `not_found`
   * for a learner without an account; `access_denied` for a deleted account
   * @example
   * const { ability, standard_error, target_difficulty } = await learner.ability({ subject: 'Algebra' });
   */
  ability(input?: AbilityInput, control?: CallControl): Promise<AbilityNow>;

  /**
   * Returns the learner's account and learning DNA in one round trip.
   *
   * @returns The account without secrets, and the learning DNA.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const { profile, learning_dna } = await learner.profile();
   */
  profile(control?: CallControl): Promise<Profile>;

  /**
   * Lists the learner's concepts with mastery, accuracy, times, interval and last answers: all at once, or page by page. `mastery_level`
   * is the mastery after the last practice: with the default knowledge model `ability`, the probability of solving a question of average
   * difficulty. `retained_mastery` is the mastery at the instant `at`. If a concept is practised between two page reads, it may be on both
   * pages or on neither, unless the order is by name.
   *
   * @returns The rows of the page, and `next`, the `cursor` of the next page; null on the last page.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const weak = await learner.mastery({ subject: 'Algebra', sort: 'weakest', limit: 20 });
   * const more = weak.next === null ? undefined : await learner.mastery({ subject: 'Algebra', sort: 'weakest', limit: 20, cursor: weak.next });
   */
  mastery(input?: MasteryInput, control?: CallControl): Promise<Page<ConceptMastery>>;

  /**
   * Lists the learner's progress by topic: all topics at once, or page by page.
   *
   * @returns The rows of the page, and `next`, the `cursor` of the next page; null on the last page.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const { rows } = await learner.progress({ subject: 'Algebra', sort: 'weakest', limit: 5 });
   */
  progress(input?: ProgressInput, control?: CallControl): Promise<Page<TopicProgress>>;

  /**
   * Lists the sessions of the last days without their dialogue, newest first: all at once, or page by page.
   *
   * @returns The rows of the page, and `next`, the `cursor` of the next page; null on the last page.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const { rows, next } = await learner.recentSessions({ days: 365, limit: 10 });
   */
  recentSessions(input?: RecentSessionsInput, control?: CallControl): Promise<Page<SessionSummary>>;

  /**
   * Lists all events of a session from the log, newest first.
   *
   * @returns The events of the log.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const { rows } = await learner.sessionEvents({ session_id, limit: 50 });
   */
  sessionEvents(input: SessionEventsInput, control?: CallControl): Promise<Listing<LearningEvent>>;

  /**
   * Lists all answers to a concept, newest first, with the models' estimates before and after each. With `states: true`, each answer also
   * has the models' states if they are stored or a replay of the learner's log reproduces the stored figures. A replay does not reproduce
   * them if the models or parameters have changed since, or after a late event.
   *
   * @returns The answers; an unavailable state is undefined.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const { rows } = await learner.conceptAnswers({ subject: 'Algebra', topic: 'Lines', concept: 'Slope', states: true });
   * rows[0]?.provenance.after.scheduler_state;
   */
  conceptAnswers(input: ConceptAnswersInput, control?: CallControl): Promise<Listing<AnswerEvent>>;

  /**
   * Runs a named query about the learner: a pipeline with the scope `learner`. Params that are not given get defaults, such as the current
   * time and the learner's time zone.
   *
   * @returns The rows, `as_of` (when they were read), and `next`, the `cursor` of the next page; null on the last page.
   * @throws AdaptiveLearningError `invalid_input` for an unknown query, or invalid params; `not_found` for a learner without an account;
   * `access_denied` for a deleted account
   * @example
   * const { rows } = await learner.query('user_progress_dashboard', {});
   */
  query<Name extends LearnerQueryName<Own>>(name: Name, params: QueryParams<Name, Own>, control?: QueryControl): Promise<QueryResultOf<Name, Own>>;

  /**
   * Exports everything that is stored about the learner, decrypted, as lines of NDJSON. The first line is a manifest with the JSON Schema
   * of each collection. Then comes one line per document, of the core and of modules, and a last line with counts and the SHA-256 of all
   * lines before it. Hashes of passwords, tokens and keys are left out, and so is all about others. It includes emotions whose use the
   * learner does not allow, because they are stored. It reads while the learner goes on: what is recorded meanwhile may be missing.
   *
   * @returns The open export, to be read line by line.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const exported = await learner.exportData();
   * let characters = 0;
   * for await (const line of exported) characters += line.length;
   */
  exportData(control?: CallControl): Promise<LearnerExport>;

  /**
   * Streams the changes that the learner's answers cause. Each stream uses a connection. To serve many learners, use one `engine.watch()`
   * and distribute its events.
   *
   * @returns The open stream. It delivers every later change, also across failovers.
   * @throws AdaptiveLearningError `invalid_input` for a token from another stream; `not_found` for a learner without an account;
   * `access_denied` for a deleted account
   * @example
   * const stream = await learner.watch();
   * await stream.close();
   */
  watch(control?: WatchOptions): Promise<LiveStream>;

  /**
   * Changes the given settings, such as the consent to use emotions, and keeps the rest. Switching emotions off takes effect at once:
   * nothing recorded afterwards stores or uses an emotion.
   *
   * @returns Nothing.
   * @throws AdaptiveLearningError `not_found` for a learner without an account
   * @example
   * await learner.updatePreferences({ privacy_settings: { emotional_data_usage: true } });
   */
  updatePreferences(input: UpdatePreferencesInput, control?: WriteControl): Promise<void>;

  /**
   * Changes the given fields of the profile and keeps the rest; null removes a field. A new time zone or rollover hour applies to new
   * sessions and to due dates; the days of past sessions do not change.
   *
   * @returns Nothing.
   * @throws AdaptiveLearningError `not_found` for a learner without an account
   * @example
   * await learner.updateProfile({ timezone: 'europe/zurich', name: null });
   */
  updateProfile(input: UpdateProfileInput, control?: WriteControl): Promise<void>;

  /**
   * Rebuilds every derived document of the learner from the log with the engine's current models. For each answer, it uses the predictor
   * version that was active then.
   *
   * @returns The number of changed documents, by collection.
   * @throws AdaptiveLearningError `not_found` for a learner without an account
   * @example
   * await system.replay();
   */
  replay(control?: RebuildOptions): Promise<ReplayReport>;
}
