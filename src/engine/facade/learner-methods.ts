/** Written by `npm run docs` from the verbs: change the verb, not this file. */
import type { AbilityInput, AdoptedCardInput, ApplyInterventionInput, ConceptAnswersInput, ConceptChangeInput, DueReviewsInput, EndSessionInput, MasteryInput, PreviewRatingsInput, ProgressInput, RateInterventionInput, RecentSessionsInput, RecommendInput, RecordAnswerInput, RecordEmotionInput, RecordInteractionInput, RescheduleInput, SessionEventsInput, StartSessionInput, UndoAnswerInput, UpdatePreferencesInput, UpdateProfileInput } from './verb-inputs.js';
import type { AbilityNow, AnswerOutcome, ConceptMastery, MasteryAt, Recommendation } from '../../learner/index.js';
import type { ActiveSession } from '../flows/active-session.js';
import type { AdoptCardsReport } from '../flows/adopt-cards.js';
import type { AnswerEvent, LearningEvent } from '../../collections/index.js';
import type { AnswerSource } from '../flows/record-answers.js';
import type { CallControl } from '../../runtime/index.js';
import type { ChangesOf, ConceptChange } from '../cards/concept-changes.js';
import type { EmotionOutcome } from '../flows/record-emotion.js';
import type { EndedSession } from '../flows/end-session.js';
import type { InteractionOutcome } from '../flows/record-interaction.js';
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

/** What can be done with one learner's data. */
export interface LearnerMethods<Own extends OwnPipelines = readonly []> {
  /**
   * Opens a session. With a `session_id` of your own it may be sent again.
   *
   * @returns The id of the session, when it began, and the difficulty that it starts with.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for an account that is not active;
   * `event_conflict` for a `session_id` under which another session was opened
   * @example
   * const { session_id } = await learner.startSession({ session_type: 'practice', subject: 'Algebra' });
   */
  startSession(input: StartSessionInput, control?: CallControl): Promise<StartedSession>;

  /**
   * Reads the session that the learner is in: the one that an event without a session would join just now.
   *
   * @returns The session; null when there is none.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const session = await learner.activeSession();
   */
  activeSession(control?: CallControl): Promise<ActiveSession | null>;

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
   * Records many answers at once, in any order: the same state as one by one, hundreds to a transaction. An answer that is refused is
   * reported by its place in the input and does not stop the rest.
   *
   * @returns How many answers were recorded, were there before, and were refused, with the reasons.
   * @throws AdaptiveLearningError `invalid_input` for what is no source of answers; with `stopOnError` the first refusal
   * @example
   * const { recorded, refusals } = await learner.recordAnswers(answers);
   */
  recordAnswers(input: AnswerSource<RecordAnswerInput>, control?: RecordAnswersControl): Promise<RecordAnswersReport>;

  /**
   * Ends a session, works out its outcome, and lets the learning DNA learn from it. Without a `session_id` it is the session that the
   * learner is in. Ending a session again by its id gives the same.
   *
   * @returns The session: its times, figures, outcome and progress.
   * @throws AdaptiveLearningError `not_found` for an unknown session, and without a `session_id` for a learner who is in none;
   * `access_denied` for an account that is not active; `outside_session` for an end before the last event of the session
   * @example
   * const { session_outcome } = await learner.endSession({ user_satisfaction_rating: 4 });
   */
  endSession(input?: EndSessionInput, control?: CallControl): Promise<EndedSession>;

  /**
   * Takes an answer back: afterwards everything is as if it had never been given. The answer stays in the log, marked with `undone_at`;
   * verbs and queries about answers leave it out. Taken back twice it gives the same, and the same `event_id` can record no other answer.
   *
   * @returns The answer, and when it was taken back first.
   * @throws AdaptiveLearningError `not_found` for an `event_id` that no answer of this learner has; `access_denied` for an account that is
   * not active
   * @example
   * const { undone_at } = await learner.undoAnswer({ event_id: 'answer-1' });
   */
  undoAnswer(input: UndoAnswerInput, control?: CallControl): Promise<UndoneAnswer>;

  /**
   * Adopts cards of another system, with the state that SM-2 or FSRS has of them, as events of the log. The same cards may be sent again.
   *
   * @returns How many cards were adopted, were there before, were never reviewed, and were refused, with the reasons.
   * @throws AdaptiveLearningError `invalid_input` for what is no list, and when the scheduler of the engine adopts no cards; `not_found`
   * for a learner without an account; `access_denied` for an account that is not active
   * @example
   * await learner.adoptCards([
   *   { subject: 'French', topic: 'Food', concept: 'pomme', sm2: { ease_factor: 2.3, interval_days: 12, repetitions: 4 }, due: new Date('2026-03-01') },
   * ]);
   */
  adoptCards(input: readonly AdoptedCardInput[], control?: CallControl): Promise<AdoptCardsReport>;

  /**
   * Moves the next review of a concept, or of each of a list, to an instant or to a day of the learner's own. All concepts of a list
   * change, or none; up to 500. What the scheduler remembers stays: the next answer counts the days that really passed.
   *
   * @returns The concept with its next review; a list of them for a list.
   * @throws AdaptiveLearningError `not_found` for a concept that the learner never met; `access_denied` for an account that is not active;
   * `event_conflict` for an `event_id` under which something else was recorded
   * @example
   * await learner.reschedule({ subject: 'French', topic: 'Food', concept: 'pomme', due: '2026-03-14' });
   */
  reschedule<Sent extends RescheduleInput | readonly RescheduleInput[]>(input: Sent, control?: CallControl): Promise<ChangesOf<Sent, Rescheduled>>;

  /**
   * Forgets schedule and mastery of a concept, or of each of a list: the next answer is the first one. All concepts of a list change, or
   * none; up to 500. Past answers stay in the log.
   *
   * @returns The concept and the event of the change; a list of them for a list.
   * @throws AdaptiveLearningError `not_found` for a concept that the learner never met; `access_denied` for an account that is not active;
   * `event_conflict` for an `event_id` under which something else was recorded
   * @example
   * await learner.resetConcept({ subject: 'French', topic: 'Food', concept: 'pomme' });
   */
  resetConcept<Sent extends ConceptChangeInput | readonly ConceptChangeInput[]>(input: Sent, control?: CallControl): Promise<ChangesOf<Sent, ConceptChange>>;

  /**
   * Suspends a concept, or each of a list: it is neither due nor recommended, and no figure counts it as due. An answer that is given all
   * the same is recorded and changes schedule and mastery; the concept stays suspended until `resume`.
   *
   * @returns The concept and the event of the change; a list of them for a list.
   * @throws AdaptiveLearningError `not_found` for a concept that the learner never met; `access_denied` for an account that is not active;
   * `event_conflict` for an `event_id` under which something else was recorded
   * @example
   * await learner.suspend({ subject: 'French', topic: 'Food', concept: 'pomme' });
   */
  suspend<Sent extends ConceptChangeInput | readonly ConceptChangeInput[]>(input: Sent, control?: CallControl): Promise<ChangesOf<Sent, ConceptChange>>;

  /**
   * Ends the suspension of a concept, or of each of a list. Its review is due when it would have been: perhaps overdue.
   *
   * @returns The concept and the event of the change; a list of them for a list.
   * @throws AdaptiveLearningError `not_found` for a concept that the learner never met; `access_denied` for an account that is not active;
   * `event_conflict` for an `event_id` under which something else was recorded
   * @example
   * await learner.resume({ subject: 'French', topic: 'Food', concept: 'pomme' });
   */
  resume<Sent extends ConceptChangeInput | readonly ConceptChangeInput[]>(input: Sent, control?: CallControl): Promise<ChangesOf<Sent, ConceptChange>>;

  /**
   * Says what each of the four ratings would make of a concept, before it is answered; nothing is written. `recordAnswer` with the
   * preview's `occurred_at` and one of its ratings, without hints, gives the same to the bit. With the `fuzz` of `fsrs`, the instant
   * decides the draw: an answer at another instant may come due a day or so earlier or later.
   *
   * @returns The chance of a right answer, what is retained, and for each rating the interval, the next review and the mastery.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account; `outside_session`
   * for an instant outside its session
   * @example
   * const { ratings } = await learner.previewRatings({ subject: 'French', topic: 'Food', concept: 'pomme' });
   * ratings.map(({ name, repetition_interval_days }) => `${name}: ${repetition_interval_days} d`);
   */
  previewRatings(input: PreviewRatingsInput, control?: CallControl): Promise<RatingsPreview>;

  /**
   * Records an exchange with the tutor, with what the AI behind it cost.
   *
   * @returns The ids of event and session, when it happened, and what became of the emotion that came with it.
   * @throws AdaptiveLearningError `not_found` for a learner or session that does not exist; `access_denied` for an account that is not
   * active; `event_conflict` for an `event_id` under which something else was recorded; `outside_session` for an event before its session
   * began or after it ended
   * @example
   * await learner.recordInteraction({ event_id: 'question-1', interaction_type: 'question', user_input: 'Why is the slope negative?' });
   */
  recordInteraction(input: RecordInteractionInput, control?: CallControl): Promise<InteractionOutcome>;

  /**
   * Records how the learner feels, if they allow it; otherwise nothing is stored.
   *
   * @returns The ids of event and session, and what became of the emotion.
   * @throws AdaptiveLearningError `not_found` for a learner or session that does not exist; `access_denied` for an account that is not
   * active; `event_conflict` for an `event_id` under which something else was recorded; `outside_session` for an event before its session
   * began or after it ended
   * @example
   * await learner.recordEmotion({ event_id: 'mood-1', emotion: 'frustration', intensity: 0.6, confidence: 0.9 });
   */
  recordEmotion(input: RecordEmotionInput, control?: CallControl): Promise<EmotionOutcome>;

  /**
   * Records that the tutor stepped in.
   *
   * @returns The id of the intervention, by which it is rated, and the session.
   * @throws AdaptiveLearningError `not_found` for a learner or session that does not exist; `access_denied` for an account that is not
   * active; `event_conflict` for an `event_id` under which something else was recorded; `outside_session` for an event before its session
   * began or after it ended
   * @example
   * const { intervention_id } = await learner.applyIntervention({ event_id: 'help-1', intervention_type: 'hint', reason: 'three wrong answers' });
   */
  applyIntervention(input: ApplyInterventionInput, control?: CallControl): Promise<{ readonly intervention_id: string; readonly session_id: string }>;

  /**
   * Records what an intervention was worth to the learner.
   *
   * @returns The intervention and its rating.
   * @throws AdaptiveLearningError `not_found` for an intervention that the session does not have; `access_denied` for an account that is
   * not active; `event_conflict` for an `event_id` under which something else was recorded; `outside_session` for an event before its
   * session began or after it ended; `invalid_input` for a time before the intervention
   * @example
   * await learner.rateIntervention({ event_id: 'rating-1', intervention_id, effectiveness_rating: 4 });
   */
  rateIntervention(input: RateInterventionInput, control?: CallControl): Promise<{ readonly intervention_id: string; readonly effectiveness_rating: number }>;

  /**
   * Recommends what to study next, best first, with reasons and the numbers behind them. Best is what is worth most at the horizon for the
   * time that it takes. Reviews count as due that are to review today, as in `dueReviews`; with `within: 'now'` only those that are due.
   *
   * @returns The steps, each with its expected minutes, its gain, its reasons and the numbers behind them.
   * @throws AdaptiveLearningError `invalid_input` for a horizon that is not after `at` or lies more than ten years ahead; `not_found` for
   * a learner without an account; `access_denied` for a deleted account
   * @example
   * const { rows } = await learner.recommend({ minutes: 20 });
   * rows.map(({ concept, expected_minutes, reasons }) => [concept, expected_minutes, reasons[0]?.code]);
   */
  recommend(input?: RecommendInput, control?: CallControl): Promise<Listing<Recommendation>>;

  /**
   * Lists the concepts whose review is due, first those that were due first. A review is *due* when its day has begun, or its instant has
   * passed where it was less than a day away; *overdue* when its day was before today; *to review today* (`within: 'today'`) is all that
   * is due by the end of the learner's day. Days are the learner's own. A suspended concept is none of these.
   *
   * @returns The concepts, each with its mastery, what is retained of it, and when it was due.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const { rows } = await learner.dueReviews({ within: 'today', limit: 20 });
   */
  dueReviews(input?: DueReviewsInput, control?: CallControl): Promise<Listing<MasteryAt>>;

  /**
   * Says how able the learner is: in general, in a subject, or in a concept of it. Abilities are log-odds of solving a middling question;
   * `solves` is the probability of it. Without answers it is what the model begins with.
   *
   * @returns The ability with its standard error, the chance of solving a middling question, and the difficulty of question that fits.
   * @throws AdaptiveLearningError `invalid_input` for a concept without its subject and topic, or a topic without its concept; `not_found`
   * for a learner without an account; `access_denied` for a deleted account
   * @example
   * const { ability, standard_error, target_difficulty } = await learner.ability({ subject: 'Algebra' });
   */
  ability(input?: AbilityInput, control?: CallControl): Promise<AbilityNow>;

  /**
   * Reads the learner's profile with their learning DNA, in one round trip.
   *
   * @returns The account without its secrets, and the learning DNA.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const { profile, learning_dna } = await learner.profile();
   */
  profile(control?: CallControl): Promise<Profile>;

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

  /**
   * Says how far the learner is, topic by topic: all of them, or page by page.
   *
   * @returns The rows of the page, and the `cursor` of the next one; null where there is none.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const { rows } = await learner.progress({ subject: 'Algebra', sort: 'weakest', limit: 5 });
   */
  progress(input?: ProgressInput, control?: CallControl): Promise<Page<TopicProgress>>;

  /**
   * Lists the sessions of the last days, newest first, without their dialogue: all of them, or page by page.
   *
   * @returns The rows of the page, and the `cursor` of the next one; null where there is none.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const { rows, next } = await learner.recentSessions({ days: 365, limit: 10 });
   */
  recentSessions(input?: RecentSessionsInput, control?: CallControl): Promise<Page<SessionSummary>>;

  /**
   * Lists everything that happened in a session, newest first: also what its document no longer keeps.
   *
   * @returns The events of the log.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const { rows } = await learner.sessionEvents({ session_id, limit: 50 });
   */
  sessionEvents(input: SessionEventsInput, control?: CallControl): Promise<Listing<LearningEvent>>;

  /**
   * Lists every answer to a concept, newest first, each with what the models believed before and after it. With `states: true` each has
   * the states of the models too, where they are stored or a replay of the learner's log reproduces the same answer: under other models or
   * parameters than then, or behind a late event, it does not.
   *
   * @returns The answers; a state that cannot be told is undefined.
   * @throws AdaptiveLearningError `not_found` for a learner without an account; `access_denied` for a deleted account
   * @example
   * const { rows } = await learner.conceptAnswers({ subject: 'Algebra', topic: 'Lines', concept: 'Slope', states: true });
   * rows[0]?.provenance.after.scheduler_state;
   */
  conceptAnswers(input: ConceptAnswersInput, control?: CallControl): Promise<Listing<AnswerEvent>>;

  /**
   * Runs a named query about the learner: one of the pipelines whose scope is `learner`. What is not given is filled in: now, and the zone
   * of the learner.
   *
   * @returns The rows, the instant that they are as of, and the `cursor` of the next page; null where there is none.
   * @throws AdaptiveLearningError `invalid_input` for a name that no pipeline has, and params that it does not take; `not_found` for a
   * learner without an account; `access_denied` for a deleted account
   * @example
   * const { rows } = await learner.query('user_progress_dashboard', {});
   */
  query<Name extends LearnerQueryName<Own>>(name: Name, params: QueryParams<Name, Own>, control?: QueryControl): Promise<QueryResultOf<Name, Own>>;

  /**
   * Follows what the learner's answers change, as it happens. Each stream takes a connection: to serve many learners, follow all of them
   * once by `engine.watch` and hand out.
   *
   * @returns The stream, once it stands: everything that is written from then on is told, also after a failover.
   * @throws AdaptiveLearningError `invalid_input` for a token of another stream; `not_found` for a learner without an account;
   * `access_denied` for a deleted account
   * @example
   * const stream = await learner.watch();
   * await stream.close();
   */
  watch(control?: WatchOptions): Promise<LiveStream>;

  /**
   * Changes settings, among them whether emotions may be used, and keeps the rest. Switching emotions off is one write: nothing that is
   * recorded after it is stored with an emotion or changed by one.
   *
   * @returns Nothing.
   * @throws AdaptiveLearningError `not_found` for a learner without an account
   * @example
   * await learner.updatePreferences({ privacy_settings: { emotional_data_usage: true } });
   */
  updatePreferences(input: UpdatePreferencesInput, control?: CallControl): Promise<void>;

  /**
   * Changes what is named of the learner's profile and keeps the rest; null removes a field. A new zone or rollover hour holds for
   * sessions that start from now on and for what is due: the days of past sessions stay what they were.
   *
   * @returns Nothing.
   * @throws AdaptiveLearningError `not_found` for a learner without an account
   * @example
   * await learner.updateProfile({ timezone: 'europe/zurich', name: null });
   */
  updateProfile(input: UpdateProfileInput, control?: CallControl): Promise<void>;

  /**
   * Rebuilds every derived document of the learner from the log, under the engine's models; each answer under the version of the predictor
   * that judged it.
   *
   * @returns How many documents differ now from what they were, by collection.
   * @throws AdaptiveLearningError `not_found` for a learner without an account
   * @example
   * await system.replay();
   */
  replay(control?: RebuildOptions): Promise<ReplayReport>;
}
