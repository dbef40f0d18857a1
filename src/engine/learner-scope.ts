import type { AnswerEvent, LearningEvent } from '../collections/index.js';
import type { AbilityNow, MasteryAt, Recommendation } from '../learner/index.js';
import { type CallControl, checkControl, readWithRetry } from '../runtime/index.js';
import { type Caller, permit } from '../security/index.js';
import type { ChangesOf, ConceptChange } from './cards/concept-changes.js';
import type { EngineContext } from './context.js';
import type { LearnerMethods } from './facade/learner-methods.js';
import type { RecordAnswerInput } from './facade/verb-inputs.js';
import { type ActiveSession, readActiveSession } from './flows/active-session.js';
import { type AdoptCardsReport, type AdoptedCardInput, adoptCards } from './flows/adopt-cards.js';
import { type ConceptChangeInput, changeConcept } from './flows/change-concept.js';
import { type DueReviewsInput, dueReviews } from './flows/due-reviews.js';
import { type EndedSession, type EndSessionInput, endSession } from './flows/end-session.js';
import { type ApplyInterventionInput, applyIntervention, type RateInterventionInput, rateIntervention } from './flows/interventions.js';
import { type PreviewRatingsInput, previewRatings, type RatingsPreview } from './flows/preview-ratings.js';
import { type AbilityInput, readAbility } from './flows/read-ability.js';
import { type ConceptAnswersInput, readConceptAnswers } from './flows/read-concept-answers.js';
import {
  type Profile,
  type RecentSessionsInput,
  readProfile,
  readSessionEvents,
  readSessions,
  type SessionEventsInput,
  type SessionSummary,
} from './flows/read-learner.js';
import { type ProgressInput, readProgress, type TopicProgress } from './flows/read-progress.js';
import { type RecommendInput, recommend } from './flows/recommend.js';
import { type AnswerSource, recordAnswers } from './flows/record-answers.js';
import { type EmotionOutcome, type RecordEmotionInput, recordEmotion } from './flows/record-emotion.js';
import { type InteractionOutcome, type RecordInteractionInput, recordInteraction } from './flows/record-interaction.js';
import { replay } from './flows/replay.js';
import { type Rescheduled, type RescheduleInput, reschedule } from './flows/reschedule.js';
import { type StartedSession, type StartSessionInput, startSession } from './flows/start-session.js';
import { type UndoAnswerInput, type UndoneAnswer, undoAnswer } from './flows/undo-answer.js';
import { type UpdatePreferencesInput, updatePreferences } from './flows/update-preferences.js';
import { type UpdateProfileInput, updateProfile } from './flows/update-profile.js';
import type { RecordAnswersControl, RecordAnswersReport } from './importing/import-tally.js';
import type { Listing, Page } from './listing.js';
import type { LiveStream } from './live/live-stream.js';
import { type WatchOptions, watch } from './live/watch.js';
import {
  type LearnerQueryName,
  type OwnPipelines,
  type QueryControl,
  type QueryParams,
  type QueryResultOf,
  runQuery,
} from './queries/run-query.js';
import { requireOpenAccount } from './recording/account-guard.js';
import type { RebuildOptions } from './recording/rebuild.js';
import type { ReplayReport } from './recording/replay-learner.js';

/**
 * One learner's own data, by construction: every call here carries their user_id, and there is none that takes another's.
 * Made by `engine.as({ userId, role })`.
 */
// biome-ignore lint/correctness/noUnusedVariables: merged declarations name the same parameters.
export interface LearnerScope<Own extends OwnPipelines = readonly []> extends LearnerMethods {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the verbs of the table are put on the prototype.
export class LearnerScope<Own extends OwnPipelines = readonly []> {
  readonly caller: Caller;
  readonly #context: EngineContext;

  constructor(context: EngineContext, caller: Caller) {
    this.#context = context;
    this.caller = Object.freeze(caller);
  }

  get userId(): string {
    return this.caller.userId;
  }

  /** Opens a session. With a session_id of the caller's own it may be sent again. */
  async startSession(input: StartSessionInput, control: CallControl = {}): Promise<StartedSession> {
    return startSession(this.#context, this.caller, input, checkControl(control, 'startSession'));
  }

  /** The session that the learner is in: the one that an event without a session would join just now; null when there is none. */
  async activeSession(control: CallControl = {}): Promise<ActiveSession | null> {
    return readActiveSession(this.#context, this.caller, checkControl(control, 'activeSession'));
  }

  /**
   * Records many answers at once, in any order: the same state as one by one, hundreds to a transaction. An answer that cannot be taken is
   * reported by its place in the input and does not stop the rest.
   */
  async recordAnswers(answers: AnswerSource<RecordAnswerInput>, control: RecordAnswersControl = {}): Promise<RecordAnswersReport> {
    return recordAnswers(this.#context, this.caller, answers, control);
  }

  /**
   * Takes over cards of another system, with the state that SM-2 or FSRS has of them, as events of the log. The same cards may be sent again.
   *
   * @example
   * await learner.adoptCards([
   *   { subject: 'French', topic: 'Food', concept: 'pomme', sm2: { ease_factor: 2.3, interval_days: 12, repetitions: 4 }, due: new Date('2026-03-01') },
   * ]); //=> { adopted: 1, alreadyAdopted: 0, neverReviewed: 0, refused: 0, refusals: [] }
   */
  async adoptCards(cards: readonly AdoptedCardInput[], control: CallControl = {}): Promise<AdoptCardsReport> {
    return adoptCards(this.#context, this.caller, cards, checkControl(control, 'adoptCards'));
  }

  /**
   * Takes an answer back: afterwards everything is as if it had never been given. The answer stays in the log, marked with `undone_at`; verbs and
   * queries about answers leave it out. Taken back twice it gives the same, and the same `event_id` can record no other answer.
   *
   * @throws AdaptiveLearningError `not_found` for an `event_id` that no answer of this learner has
   *
   * @example
   * const { undone_at } = await learner.undoAnswer({ event_id: 'answer-1' });
   */
  async undoAnswer(input: UndoAnswerInput, control: CallControl = {}): Promise<UndoneAnswer> {
    return undoAnswer(this.#context, this.caller, input, checkControl(control, 'undoAnswer'));
  }

  /**
   * Moves the next review of a concept to an instant, or to a day of the learner's own: all concepts of a list, or none. What the scheduler
   * remembers stays: the next answer counts the days that really passed.
   *
   * @throws AdaptiveLearningError `not_found` for a concept that the learner never met
   *
   * @example
   * await learner.reschedule({ subject: 'French', topic: 'Food', concept: 'pomme', due: '2026-03-14' });
   */
  async reschedule<Sent extends RescheduleInput | readonly RescheduleInput[]>(
    input: Sent,
    control: CallControl = {},
  ): Promise<ChangesOf<Sent, Rescheduled>> {
    return reschedule(this.#context, this.caller, input, checkControl(control, 'reschedule'));
  }

  /** Forgets schedule and mastery of a concept, or of each of a list: the next answer is the first one. Past answers stay in the log. */
  async resetConcept<Sent extends ConceptChangeInput | readonly ConceptChangeInput[]>(
    input: Sent,
    control: CallControl = {},
  ): Promise<ChangesOf<Sent, ConceptChange>> {
    return changeConcept(this.#context, this.caller, 'resetConcept', input, checkControl(control, 'resetConcept'));
  }

  /**
   * Suspends a concept, or each of a list: it is neither due nor recommended, and no figure counts it as due. An answer that is given all the same
   * is recorded and changes schedule and mastery; the concept stays suspended until {@link resume}.
   */
  async suspend<Sent extends ConceptChangeInput | readonly ConceptChangeInput[]>(
    input: Sent,
    control: CallControl = {},
  ): Promise<ChangesOf<Sent, ConceptChange>> {
    return changeConcept(this.#context, this.caller, 'suspend', input, checkControl(control, 'suspend'));
  }

  /** Ends the suspension of a concept, or of each of a list. Its review is due when it would have been: perhaps overdue. */
  async resume<Sent extends ConceptChangeInput | readonly ConceptChangeInput[]>(
    input: Sent,
    control: CallControl = {},
  ): Promise<ChangesOf<Sent, ConceptChange>> {
    return changeConcept(this.#context, this.caller, 'resume', input, checkControl(control, 'resume'));
  }

  /**
   * What each of the four ratings would make of a concept, before it is answered; nothing is written. `recordAnswer` with the preview's
   * `occurred_at` and one of its ratings, without hints, gives the same to the bit. With the `fuzz` of `fsrs`, the instant decides the draw: an
   * answer at another instant may come due a day or so earlier or later.
   *
   * @example
   * const { ratings } = await learner.previewRatings({ subject: 'French', topic: 'Food', concept: 'pomme' });
   * ratings.map(({ name, repetition_interval_days }) => `${name}: ${repetition_interval_days} d`);
   */
  async previewRatings(input: PreviewRatingsInput, control: CallControl = {}): Promise<RatingsPreview> {
    return previewRatings(this.#context, this.caller, input, checkControl(control, 'previewRatings'));
  }

  /** Records an exchange with the tutor, with what the AI behind it cost. */
  async recordInteraction(input: RecordInteractionInput, control: CallControl = {}): Promise<InteractionOutcome> {
    return recordInteraction(this.#context, this.caller, input, checkControl(control, 'recordInteraction'));
  }

  /** Records how the learner feels, if they allow it. */
  async recordEmotion(input: RecordEmotionInput, control: CallControl = {}): Promise<EmotionOutcome> {
    return recordEmotion(this.#context, this.caller, input, checkControl(control, 'recordEmotion'));
  }

  /** Records that the tutor stepped in. */
  async applyIntervention(input: ApplyInterventionInput, control: CallControl = {}) {
    return applyIntervention(this.#context, this.caller, input, checkControl(control, 'applyIntervention'));
  }

  /** Records what an intervention was worth to the learner, 1 to 5. */
  async rateIntervention(input: RateInterventionInput, control: CallControl = {}) {
    return rateIntervention(this.#context, this.caller, input, checkControl(control, 'rateIntervention'));
  }

  /**
   * Closes a session and lets the learning DNA learn from it: the session of the `session_id`, or the one that the learner is in.
   *
   * @throws AdaptiveLearningError `not_found` without a `session_id` for a learner who is in no session
   */
  async endSession(input: EndSessionInput = {}, control: CallControl = {}): Promise<EndedSession> {
    return endSession(this.#context, this.caller, input, checkControl(control, 'endSession'));
  }

  /**
   * What to study next, best first: what is worth most at the horizon (30 days ahead if not given) for the time that it takes, with reasons and
   * the numbers behind them. `minutes` gives the steps that fit, one at least; `limit` gives that many at most, 5 where neither is named. Reviews
   * are called due that are to review today, as in {@link dueReviews}; with `within: 'now'` only those that are due.
   *
   * @throws AdaptiveLearningError `invalid_input` for a horizon that is not after `at` or lies more than ten years ahead, and for `minutes` of 0 or
   * less, or above 1,440
   * @example
   * const { rows } = await learner.recommend({ horizon: exam, minutes: 20 });
   * rows.map(({ concept, expected_minutes, reasons }) => [concept, expected_minutes, reasons[0]?.code]);
   * //=> [['Slope', 0.52…, 'due_review'], ['Intercept', 0.61…, 'ready_to_learn'], …]
   */
  async recommend(input: RecommendInput = {}, control: CallControl = {}): Promise<Listing<Recommendation>> {
    return recommend(this.#context, this.caller, input, checkControl(control, 'recommend'));
  }

  /**
   * The concepts whose review is due, those due longest first. A review is *due* when its day has begun, or its instant has come where it
   * was less than a day away; *overdue* when its day was before today; *to review today* (`within: 'today'`) is all that is due by the end of the
   * learner's day. Days are the learner's own. A suspended concept is none of these.
   */
  async dueReviews(input: DueReviewsInput = {}, control: CallControl = {}): Promise<Listing<MasteryAt>> {
    return dueReviews(this.#context, this.caller, input, checkControl(control, 'dueReviews'));
  }

  /**
   * How able the learner is: in general, in a subject, or in a concept of it (with its topic), with the standard error, and the difficulty of
   * question that fits. Abilities are log-odds of solving a middling question; `solves` is the probability of it. Without answers it is what the
   * model begins with.
   *
   * @throws AdaptiveLearningError `invalid_input` for a concept without its subject and topic, or a topic without its concept
   *
   * @example
   * const { ability, standard_error, target_difficulty } = await learner.ability({ subject: 'Algebra' });
   */
  async ability(input: AbilityInput = {}, control: CallControl = {}): Promise<AbilityNow> {
    return readAbility(this.#context, this.caller, input, checkControl(control, 'ability'));
  }

  /** The learner's profile with their learning DNA, in one round trip. */
  async profile(control: CallControl = {}): Promise<Profile> {
    return readProfile(this.#context, this.caller, checkControl(control, 'profile'));
  }

  /**
   * How far the learner has come, topic by topic: all of them, or page by page.
   *
   * @example
   * const { rows } = await learner.progress({ subject: 'Algebra', sort: 'weakest', limit: 5 });
   */
  async progress(input: ProgressInput = {}, control: CallControl = {}): Promise<Page<TopicProgress>> {
    return readProgress(this.#context, this.caller, input, checkControl(control, 'progress'));
  }

  /**
   * The sessions of the last days (30 unless told), newest first, without their dialogue: all of them, or page by page.
   *
   * @example
   * const { rows, next } = await learner.recentSessions({ days: 365, limit: 10 });
   */
  async recentSessions(input: RecentSessionsInput = {}, control: CallControl = {}): Promise<Page<SessionSummary>> {
    return readSessions(this.#context, this.caller, input, checkControl(control, 'recentSessions'));
  }

  /** Everything that happened in a session, newest first: also what its document no longer keeps. */
  async sessionEvents(input: SessionEventsInput, control: CallControl = {}): Promise<Listing<LearningEvent>> {
    return readSessionEvents(this.#context, this.caller, input, checkControl(control, 'sessionEvents'));
  }

  /**
   * Every answer to a concept, newest first, each with what the models believed before and after it; with `states: true` also the states of
   * the models, where they are stored or a replay of the learner's log makes the same answer of them again.
   *
   * @example
   * const { rows } = await learner.conceptAnswers({ subject: 'Algebra', topic: 'Equations', concept: 'Roots', states: true });
   * rows[0]?.provenance.after.scheduler_state //=> { stability: 2.3, difficulty: 5.1, … }; undefined where it cannot be told
   */
  async conceptAnswers(input: ConceptAnswersInput, control: CallControl = {}): Promise<Listing<AnswerEvent>> {
    return readConceptAnswers(this.#context, this.caller, input, checkControl(control, 'conceptAnswers'));
  }

  /** Asks a named question about the learner: one of the pipelines whose scope is `learner`. What is not said is filled in: now, their own zone. */
  async query<Name extends LearnerQueryName<Own>>(
    name: Name,
    params: QueryParams<Name, Own>,
    control: QueryControl = {},
  ): Promise<QueryResultOf<Name, Own>> {
    permit(this.caller, 'read', 'query');
    return runQuery(this.#context, name, { userId: this.userId, params }, control);
  }

  /** Follows what the learner's answers change, as it happens. */
  async watch(options: WatchOptions = {}): Promise<LiveStream> {
    permit(this.caller, 'read', 'watch');
    const { signal, deadlineMs } = options;
    await readWithRetry(this.#context, 'watch', options, () =>
      requireOpenAccount(this.#context, this.userId, 'read', 'watch', { signal, deadlineMs }),
    );
    return watch(this.#context, this.userId, options, 'watch');
  }

  /** Changes settings, among them whether emotions may be used. */
  async updatePreferences(input: UpdatePreferencesInput, control: CallControl = {}): Promise<void> {
    return updatePreferences(this.#context, this.caller, input, checkControl(control, 'updatePreferences'));
  }

  /**
   * Changes what is named of the learner's profile and keeps the rest; null takes a field out. A new zone or rollover hour holds from the
   * next session on: past days stay what they were.
   *
   * @example
   * await learner.updateProfile({ timezone: 'europe/zurich', name: null }); // stored as Europe/Zurich
   */
  async updateProfile(input: UpdateProfileInput, control: CallControl = {}): Promise<void> {
    return updateProfile(this.#context, this.caller, input, checkControl(control, 'updateProfile'));
  }

  /**
   * Rebuilds every derived document from the log, under the engine's models; each answer under the version of the predictor that judged it. For
   * the role `system` only.
   */
  async replay(options: RebuildOptions = {}): Promise<ReplayReport> {
    return replay(this.#context, this.caller, checkControl(options, 'replay'));
  }
}
