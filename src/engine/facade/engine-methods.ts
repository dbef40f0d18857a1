/** Written by `npm run docs` from the verbs: change the verb, not this file. */
import type { ActivateFitInput, AggregateEmotionsInput, CloseIdleSessionsInput, CreateLearnerInput, EnsureLearnerInput, FitModelInput, FitsInput, HealthInput, HistoryRow, ImportedAnswerInput, ListConceptsInput, MergeConceptsInput, MigrateInput, RenameConceptInput, RetireConceptInput, RollUpInput, SetAccountStatusInput, SetEmailInput } from '../inputs/verb-inputs.js';
import type { AggregateEmotionsControl } from '../flows/aggregate-emotions.js';
import type { AnswerSource } from '../flows/record-answers.js';
import type { CallControl, WriteControl } from '../../runtime/index.js';
import type { CloseIdleSessionsControl, IdleSessionsReport } from '../flows/close-idle-sessions.js';
import type { CreateLearnersReport } from '../flows/create-learners.js';
import type { CurriculumInput, Upserted } from '../flows/upsert-curriculum.js';
import type { EmotionAggregation } from '../emotions/aggregation-tally.js';
import type { EnsuredLearner } from '../flows/ensure-learner.js';
import type { FitModelControl } from '../fitting/fit-control.js';
import type { FitResult } from '../fitting/store-fit.js';
import type { HealthReport } from '../flows/health.js';
import type { ImportHistoryControl, ImportHistoryReport } from '../flows/import-history.js';
import type { ListedConcept } from '../flows/list-concepts.js';
import type { Listing, Page } from '../listing.js';
import type { LiveStream } from '../live/live-stream.js';
import type { MigrateControl, MigrationReport } from '../flows/migrate.js';
import type { ModelFit } from '../../collections/index.js';
import type { MoveControl, MoveReport } from '../recording/move-learners.js';
import type { OwnPipelines, PlatformQueryName, QueryControl, QueryParams, QueryResultOf } from '../queries/run-query.js';
import type { RebuildOptions } from '../recording/rebuild.js';
import type { RecordAnswersControl, RecordAnswersReport } from '../importing/import-tally.js';
import type { ReplayReport } from '../recording/replay-learner.js';
import type { RollUpControl } from '../flows/roll-up.js';
import type { RollUpReport } from '../rolling-up/usage-days.js';
import type { SchemaDrift } from '../../repositories/index.js';
import type { Source } from '../importing/input-slices.js';
import type { TuningReport } from '../tuning/tuning-report.js';
import type { WatchOptions } from '../live/watch.js';

/** The verbs of an engine. */
export interface EngineMethods<Own extends OwnPipelines = readonly []> {
  /**
   * Creates the collections, validators and indexes, or updates them. Run it at each deployment. It changes only what differs, and never a
   * collection that the library did not create. It checks everything before it changes anything. Building indexes on many documents takes
   * minutes, so set a long `deadlineMs`.
   *
   * @returns Nothing.
   * @throws AdaptiveLearningError `foreign_collection` for collections with these names that the library did not create; `setup_conflict`
   * for data or an index that prevents building an index; `replica_set_required` for a server without transactions
   * @example
   * await engine.setup();
   */
  setup(control?: CallControl): Promise<void>;

  /**
   * Reports what is missing in the database or differs from the declared schema.
   *
   * @returns The differences; an empty list if there are none.
   * @example
   * const differences = await engine.verifySchema();
   */
  verifySchema(control?: CallControl): Promise<readonly SchemaDrift[]>;

  /**
   * Stores documents of older versions in today’s form. Run it after `setup`, at each deployment. Other calls may run meanwhile: they read
   * a document of an older version in today’s form, and write today’s form. One process migrates at a time; another one waits for it. It
   * is safe to interrupt it and to run it again: it continues with the documents that are left.
   *
   * @returns The number of documents that were migrated in each collection, and those that could not be.
   * @throws AdaptiveLearningError `invalid_input` for an unknown collection or version, or a step without a way back; `setup_required` for
   * validators or indexes that are not those of this version: run `setup` first
   * @example
   * const { collections } = await engine.migrate({ dryRun: true });
   */
  migrate(input?: MigrateInput, control?: MigrateControl): Promise<MigrationReport>;

  /**
   * Creates an account and its learning DNA in one transaction. If you pass your own `user_id`, the call is idempotent.
   *
   * @returns The id of the learner.
   * @throws AdaptiveLearningError `already_exists` for an email or a `user_id` that is taken
   * @example
   * const { user_id } = await engine.createLearner({ profile: { timezone: 'Europe/Zurich' } });
   */
  createLearner(input: CreateLearnerInput, control?: WriteControl): Promise<{ readonly user_id: string }>;

  /**
   * Creates many accounts, each as by `createLearner`, from a list, a generator or a stream: thousands in few round trips. Existing
   * accounts stay as they are. A rejected row is reported with its position and does not stop the rest. Rows with a `user_id` may be sent
   * again.
   *
   * @returns The numbers of created, already existing and rejected accounts, with the account of each row.
   * @throws AdaptiveLearningError `invalid_input` for an input that is not a source of rows
   * @example
   * await engine.createLearners([{ user_id: 'pupil-1', profile: { timezone: 'Europe/Zurich' } }]);
   */
  createLearners(input: AnswerSource<CreateLearnerInput>, control?: CallControl): Promise<CreateLearnersReport>;

  /**
   * Creates an account from just an id, unless it exists: without email or password, with the education level `other` and nothing shared.
   * Call it as often as you like, for example at each sign-in. An existing account keeps its time zone.
   *
   * @returns The id, and whether this call created the account.
   * @example
   * await engine.ensureLearner({ user_id: 'auth0|64ad1f2e9b', timezone: 'Europe/Zurich' });
   */
  ensureLearner(input: EnsureLearnerInput, control?: WriteControl): Promise<EnsuredLearner>;

  /**
   * Changes or removes the email address of an account. The new address is not verified; the old one is available to other accounts at
   * once. Removing the address also removes the password hash, because sign-in with a password needs an address.
   *
   * @returns Nothing.
   * @throws AdaptiveLearningError `already_exists` for an address that another account has; `not_found` for a learner without an account
   * @example
   * await engine.setEmail({ user_id: 'ada', email: 'ada@example.org' });
   */
  setEmail(input: SetEmailInput, control?: WriteControl): Promise<void>;

  /**
   * Suspends an account, marks it as deleted, or reactivates it. For a suspended account, nothing can be recorded, but its data can still
   * be read. For a deleted account, neither is possible. No data is erased, and the email address stays reserved.
   *
   * @returns Nothing.
   * @throws AdaptiveLearningError `not_found` for a learner without an account
   * @example
   * await engine.setAccountStatus({ user_id: 'ada', account_status: 'suspended' });
   */
  setAccountStatus(input: SetAccountStatusInput, control?: WriteControl): Promise<void>;

  /**
   * Adds concepts to the curriculum or updates existing ones. Fields that are not given keep their values; null or an empty list removes a
   * value. Up to 5,000 concepts and 4 MB are stored in one transaction. Larger lists of up to 20,000 concepts are validated completely and
   * then stored in parts, prerequisites first; after an interruption, repeat the call to store the rest.
   *
   * @returns The numbers of inserted and updated concepts.
   * @throws AdaptiveLearningError `prerequisite_cycle` for prerequisites that form a cycle; the message names it; `invalid_input` for a
   * prerequisite that does not exist; `not_found` for a former name of a renamed concept
   * @example
   * await engine.upsertCurriculum([{ subject: 'Algebra', topic: 'Lines', concept: 'Slope', difficulty_level: 0.4 }]);
   */
  upsertCurriculum(input: CurriculumInput, control?: CallControl): Promise<Upserted>;

  /**
   * Lists the curriculum, sorted by subject, topic and concept: all at once, or page by page.
   *
   * @returns The rows of the page, and `next`, the `cursor` of the next page; null on the last page.
   * @example
   * const { rows, next } = await engine.listConcepts({ subject: 'Algebra', topic: 'Lines', limit: 50 });
   */
  listConcepts(input?: ListConceptsInput, control?: CallControl): Promise<Page<ListedConcept>>;

  /**
   * Renames a concept, optionally to another topic or subject. Learners keep their mastery, prerequisites of other concepts are updated,
   * and late answers under the former name count for the concept. If the call is interrupted, repeat it to continue.
   *
   * @returns The number of learners whose data was updated, and the learners that failed.
   * @throws AdaptiveLearningError `not_found` for a concept that does not exist; `already_exists` for a current or former name of another
   * concept
   * @example
   * await engine.renameConcept({
   *   from: { subject: 'Algebra', topic: 'Lines', concept: 'Slopes' },
   *   to: { subject: 'Algebra', topic: 'Lines', concept: 'Slope' },
   * });
   */
  renameConcept(input: RenameConceptInput, control?: MoveControl): Promise<MoveReport>;

  /**
   * Merges a concept into another: learners' mastery is recomputed from all answers to both, as if they had named the other from the
   * start. The curriculum entry of the other concept does not change. A merge cannot be undone. If the call is interrupted, repeat it to
   * continue.
   *
   * @returns The number of learners whose data was updated, and the learners that failed.
   * @throws AdaptiveLearningError `not_found` for a concept that does not exist; `prerequisite_cycle` for a merge that would create a
   * cycle; the message names it
   * @example
   * await engine.mergeConcepts({
   *   from: { subject: 'Algebra', topic: 'Lines', concept: 'Gradient' },
   *   into: { subject: 'Algebra', topic: 'Lines', concept: 'Slope' },
   * });
   */
  mergeConcepts(input: MergeConceptsInput, control?: MoveControl): Promise<MoveReport>;

  /**
   * Retires a concept or reactivates it. A retired concept is neither recommended nor due, and does not block concepts that build on it.
   * Learners' mastery of it stays readable, and late answers are still recorded.
   *
   * @returns Nothing.
   * @throws AdaptiveLearningError `not_found` for a concept that is neither in the curriculum nor practised by any learner
   * @example
   * await engine.retireConcept({ subject: 'Algebra', topic: 'Lines', concept: 'Slope' });
   */
  retireConcept(input: RetireConceptInput, control?: CallControl): Promise<void>;

  /**
   * Imports a log of answers: who answered what, when, and whether it was right. It creates missing accounts, and derives sessions from
   * the gaps between a learner's answers. At the end it ends each learner's last session, unless that session is still active. The import
   * is idempotent: after an interruption, send the same log again; each row counts once.
   *
   * @returns The report of `recordAnswers`, and the number of created accounts.
   * @throws AdaptiveLearningError `invalid_input` for an input that is not a source of rows; with `stopOnError`, the error of the first
   * rejected row
   * @example
   * await engine.importHistory([{ user_id: 'ada', at: new Date('2026-03-01T09:00:00Z'), concept: 'Slope', correct: true }]);
   */
  importHistory(input: Source<HistoryRow>, control?: ImportHistoryControl): Promise<ImportHistoryReport>;

  /**
   * Records answers of many learners from a list, a generator or a stream of any length: thousands per second, in bounded memory. The
   * result is the same as with `recordAnswer` one by one. The sessions must already exist. A rejected answer is reported with its position
   * in the input and does not stop the rest. The same input may be sent again at any time.
   *
   * @returns The numbers of recorded, already existing and rejected answers, with the reasons for rejection.
   * @throws AdaptiveLearningError `invalid_input` for an input that is not a source of answers; with `stopOnError`, the error of the first
   * rejected answer
   * @example
   * const { recorded } = await engine.recordAnswers(answers.map((answer) => ({ ...answer, user_id: 'ada' })));
   */
  recordAnswers(input: AnswerSource<ImportedAnswerInput>, control?: RecordAnswersControl): Promise<RecordAnswersReport>;

  /**
   * Runs a named query about many learners: a pipeline with the scope `platform`.
   *
   * @returns The rows, `as_of` (when they were read), and `next`, the `cursor` of the next page; null on the last page.
   * @throws AdaptiveLearningError `invalid_input` for an unknown query, or invalid params
   * @example
   * const { rows } = await engine.query('hardest_concepts', {});
   */
  query<Name extends PlatformQueryName<Own>>(name: Name, params: QueryParams<Name, Own>, control?: QueryControl): Promise<QueryResultOf<Name, Own>>;

  /**
   * Streams the changes that all learners' answers cause.
   *
   * @returns The open stream. It delivers every later change, also across failovers.
   * @throws AdaptiveLearningError `invalid_input` for a token from another stream
   * @example
   * const stream = await engine.watch();
   * await stream.close();
   */
  watch(control?: WatchOptions): Promise<LiveStream>;

  /**
   * Estimates a model's parameters from the answers of all learners and stores them with a report and a verdict. The verdict compares
   * their predictions on held-out answers with those of the active parameters. The parameters are not used until they are activated.
   *
   * @returns The parameters, their version, the report and the verdict.
   * @throws AdaptiveLearningError `invalid_input` for a model that has no fit
   * @example
   * const { params_version, verdict } = await engine.fit({ model: 'bkt' });
   */
  fit(input: FitModelInput, control?: FitModelControl): Promise<FitResult>;

  /**
   * Makes engines use the parameters of a fit, or the model's default parameters again. This engine uses them at once, others within 30
   * seconds. Recorded answers keep their versions. Activating a fit of the predictor changes no documents. After a fit of a scheduler or a
   * knowledge model, a learner's documents are recomputed at their next answer or by `replay`.
   *
   * @returns Nothing.
   * @throws AdaptiveLearningError `not_found` for a fit that does not exist; `invalid_input` for a fit of another version of the model;
   * `fit_refused` for a fit that predicts worse than the active parameters or that fell back to the model's default parameters, unless
   * `force` is true
   * @example
   * await engine.activate({ model: 'bkt', params_version: 'default' });
   */
  activate(input: ActivateFitInput, control?: CallControl): Promise<void>;

  /**
   * Lists the fits of a model with their reports, newest first.
   *
   * @returns The fits.
   * @throws AdaptiveLearningError `invalid_input` for a model that has no fit
   * @example
   * const { rows } = await engine.fits({ model: 'bkt' });
   */
  fits(input: FitsInput, control?: CallControl): Promise<Listing<ModelFit>>;

  /**
   * Fits the predictor to the log and activates the fit if it predicts better. The engine does this by itself unless `tuning` of
   * `createEngine` is `manual`. It waits until the log has 300 events, and then each time until the log has grown by 30 % (20 % after a
   * fit that was not activated), from 20,000 events on by 60 % (25 %), or after a week by 10 %. Several processes may call it at once:
   * only one does the work. If it is interrupted, the active parameters do not change.
   *
   * @returns What was done, or why nothing was done.
   * @example
   * await engine.tune();
   */
  tune(control?: FitModelControl): Promise<TuningReport>;

  /**
   * Aggregates each learner's emotions by day, week and month from the log. Run it at least once a day. It recomputes all days for which
   * something was recorded since the last run, including late events. It is idempotent. After an interruption, the next run continues from
   * the last completed part.
   *
   * @returns The numbers of aggregated learners, days, weeks and months.
   * @throws AdaptiveLearningError `invalid_input` for a span that ends before it begins
   * @example
   * await engine.aggregateEmotions();
   */
  aggregateEmotions(input?: AggregateEmotionsInput, control?: AggregateEmotionsControl): Promise<EmotionAggregation>;

  /**
   * Ends sessions that have had no event for a while, as of their last event. Run it about once an hour. The learning DNA learns from them
   * as from any other session. It is safe to interrupt it, to run it again and to run it in several processes: each session ends once.
   *
   * @returns The numbers of sessions that were closed and that remain open.
   * @example
   * await engine.closeIdleSessions();
   */
  closeIdleSessions(input?: CloseIdleSessionsInput, control?: CloseIdleSessionsControl): Promise<IdleSessionsReport>;

  /**
   * Updates the daily usage figures of all learners. Run it about once an hour. It recomputes the UTC days on which sessions changed since
   * the last run; with `since` or `until`, all days of that span. It is safe to interrupt it, to run it again and to run it in several
   * processes.
   *
   * @returns The number of recomputed days, the time up to which recorded events are included, and the sessions that could not be counted.
   * @throws AdaptiveLearningError `invalid_input` for an empty span
   * @example
   * await engine.rollUp();
   */
  rollUp(input?: RollUpInput, control?: RollUpControl): Promise<RollUpReport>;

  /**
   * Rebuilds a learner's documents from the log with the engine's current models. For each answer, it uses the predictor version that was
   * active then.
   *
   * @returns The number of changed documents, by collection.
   * @throws AdaptiveLearningError `not_found` for a learner without an account
   * @example
   * await engine.replay('ada');
   */
  replay(userId: string, control?: RebuildOptions): Promise<ReplayReport>;

  /**
   * Reports query latencies against their targets, index usage, storage growth, and the active parameters of the predictor. It sends one
   * command per collection, so use it for dashboards, not for each request.
   *
   * @returns The report; what the database user may not read is null with a reason.
   * @example
   * const { underTarget } = await engine.health();
   */
  health(input?: HealthInput, control?: CallControl): Promise<HealthReport>;
}
