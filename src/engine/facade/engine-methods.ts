/** Written by `npm run docs` from the verbs: change the verb, not this file. */
import type { ActivateFitInput, AggregateEmotionsInput, CloseIdleSessionsInput, CreateLearnerInput, EnsureLearnerInput, FitModelInput, FitsInput, HealthInput, HistoryRow, ImportedAnswerInput, ListConceptsInput, MergeConceptsInput, RenameConceptInput, RetireConceptInput, RollUpInput, SetAccountStatusInput, SetEmailInput } from './verb-inputs.js';
import type { AggregateEmotionsControl } from '../flows/aggregate-emotions.js';
import type { AnswerSource } from '../flows/record-answers.js';
import type { CallControl } from '../../runtime/index.js';
import type { CreateLearnersReport } from '../flows/create-learners.js';
import type { CurriculumInput, Upserted } from '../flows/upsert-curriculum.js';
import type { EmotionAggregation } from '../emotions/aggregation-tally.js';
import type { EnsuredLearner } from '../flows/ensure-learner.js';
import type { FitModelControl } from '../flows/fit-model.js';
import type { FitResult } from '../fitting/store-fit.js';
import type { HealthReport } from '../flows/health.js';
import type { IdleSessionsReport } from '../flows/close-idle-sessions.js';
import type { ImportHistoryControl, ImportHistoryReport } from '../flows/import-history.js';
import type { ListedConcept } from '../flows/list-concepts.js';
import type { Listing, Page } from '../listing.js';
import type { LiveStream } from '../live/live-stream.js';
import type { ModelFit } from '../../collections/index.js';
import type { MoveControl, MoveReport } from '../curriculum/move-learners.js';
import type { OwnPipelines, PlatformQueryName, QueryControl, QueryParams, QueryResultOf } from '../queries/run-query.js';
import type { RebuildOptions } from '../recording/rebuild.js';
import type { RecordAnswersControl, RecordAnswersReport } from '../importing/import-tally.js';
import type { ReplayReport } from '../recording/replay-learner.js';
import type { RollUpControl, RollUpReport } from '../flows/roll-up.js';
import type { SchemaDrift } from '../../repositories/index.js';
import type { Source } from '../importing/input-slices.js';
import type { TuningReport } from '../tuning/tuning-report.js';
import type { WatchOptions } from '../live/watch.js';

/** What an engine can be asked to do. */
export interface EngineMethods<Own extends OwnPipelines = readonly []> {
  /**
   * Makes collections, validators and indexes be as declared: run it at each deployment. It changes only what differs, and nothing that
   * the library did not make. Everything is checked before anything is changed. Indexes on many documents take minutes, so give it the
   * time by `deadlineMs`.
   *
   * @returns Nothing.
   * @throws AdaptiveLearningError `foreign_collection` for collections of these names that the library did not make; `setup_conflict` for
   * what is in the way of an index; `replica_set_required` for a server without transactions
   * @example
   * await engine.setup();
   */
  setup(control?: CallControl): Promise<void>;

  /**
   * Says what is missing in the database, or differs from the declarations.
   *
   * @returns The differences; empty when there are none.
   * @example
   * const differences = await engine.verifySchema();
   */
  verifySchema(control?: CallControl): Promise<readonly SchemaDrift[]>;

  /**
   * Makes an account and the first learning DNA, together or not at all. With a `user_id` of your own it may be sent again.
   *
   * @returns The id of the learner.
   * @throws AdaptiveLearningError `already_exists` for an email or a `user_id` that is taken
   * @example
   * const { user_id } = await engine.createLearner({ profile: { timezone: 'Europe/Zurich' } });
   */
  createLearner(input: CreateLearnerInput, control?: CallControl): Promise<{ readonly user_id: string }>;

  /**
   * Makes accounts of many rows, each as `createLearner`: thousands in few round trips, from a list, a generator or a stream. An account
   * that exists stays as it is. A row that is refused is reported by its place and does not stop the rest; rows with a `user_id` may be
   * sent again.
   *
   * @returns How many accounts were made, were there before, and were refused, with the account of each row.
   * @throws AdaptiveLearningError `invalid_input` for what is no source of rows
   * @example
   * await engine.createLearners([{ user_id: 'pupil-1', profile: { timezone: 'Europe/Zurich' } }]);
   */
  createLearners(input: AnswerSource<CreateLearnerInput>, control?: CallControl): Promise<CreateLearnersReport>;

  /**
   * Makes an account of a bare id, unless there is one: without email or password, education `other`, nothing shared. Call it as often as
   * you like; an account that exists keeps its zone.
   *
   * @returns The id, and whether this call made the account.
   * @example
   * await engine.ensureLearner({ user_id: 'auth0|64ad1f2e9b', timezone: 'Europe/Zurich' });
   */
  ensureLearner(input: EnsureLearnerInput, control?: CallControl): Promise<EnsuredLearner>;

  /**
   * Gives an account another email address, or none. The new address counts as not verified; the old one is free for others at once.
   * Without an address there is no login by password, so the password's hash is removed too.
   *
   * @returns Nothing.
   * @throws AdaptiveLearningError `already_exists` for an address that another account has; `not_found` for a learner without an account
   * @example
   * await engine.setEmail({ user_id: 'ada', email: 'ada@example.org' });
   */
  setEmail(input: SetEmailInput, control?: CallControl): Promise<void>;

  /**
   * Suspends an account, marks it as deleted, or opens it again. For a suspended account nothing is recorded, and it is read as before; a
   * deleted one is neither. Nothing is erased by this, and the address stays claimed.
   *
   * @returns Nothing.
   * @throws AdaptiveLearningError `not_found` for a learner without an account
   * @example
   * await engine.setAccountStatus({ user_id: 'ada', account_status: 'suspended' });
   */
  setAccountStatus(input: SetAccountStatusInput, control?: CallControl): Promise<void>;

  /**
   * Adds concepts to the curriculum, or changes what is named of those that are there. What an entry does not name stays as it is; null,
   * or an empty list, removes it. All or none, up to 5,000 concepts and 4 MB. Up to 20,000 are stored in parts after the whole was
   * checked, each concept after those that it builds on; the same call again stores what an interruption left out.
   *
   * @returns How many concepts were inserted and updated.
   * @throws AdaptiveLearningError `prerequisite_cycle` for prerequisites that lead back to themselves, naming the circle; `invalid_input`
   * for a prerequisite that does not exist; `not_found` for a name that a concept had before
   * @example
   * await engine.upsertCurriculum([{ subject: 'Algebra', topic: 'Lines', concept: 'Slope', difficulty_level: 0.4 }]);
   */
  upsertCurriculum(input: CurriculumInput, control?: CallControl): Promise<Upserted>;

  /**
   * Lists the curriculum in the order of subject, topic and concept: all of it, or page by page.
   *
   * @returns The rows of the page, and the `cursor` of the next one; null where there is none.
   * @example
   * const { rows, next } = await engine.listConcepts({ subject: 'Algebra', topic: 'Lines', limit: 50 });
   */
  listConcepts(input?: ListConceptsInput, control?: CallControl): Promise<Page<ListedConcept>>;

  /**
   * Gives a concept another name, also in another topic or subject. What learners know of it follows, the prerequisites of other concepts
   * name it as it is now, and late answers under the former name count for it. It may be stopped or killed at any point, and the same call
   * goes on.
   *
   * @returns How many learners were moved, and who could not be.
   * @throws AdaptiveLearningError `not_found` for a concept that does not exist; `already_exists` for a name that another concept has or
   * had
   * @example
   * await engine.renameConcept({
   *   from: { subject: 'Algebra', topic: 'Lines', concept: 'Slopes' },
   *   to: { subject: 'Algebra', topic: 'Lines', concept: 'Slope' },
   * });
   */
  renameConcept(input: RenameConceptInput, control?: MoveControl): Promise<MoveReport>;

  /**
   * Makes a concept a part of another: what learners know is recomputed from all answers to both, as if they had named the other from the
   * start. What the curriculum says of the other stays. It cannot be taken back. It may be stopped or killed at any point, and the same
   * call goes on.
   *
   * @returns How many learners were moved, and who could not be.
   * @throws AdaptiveLearningError `not_found` for a concept that does not exist; `prerequisite_cycle` for two that would make a circle,
   * naming it
   * @example
   * await engine.mergeConcepts({
   *   from: { subject: 'Algebra', topic: 'Lines', concept: 'Gradient' },
   *   into: { subject: 'Algebra', topic: 'Lines', concept: 'Slope' },
   * });
   */
  mergeConcepts(input: MergeConceptsInput, control?: MoveControl): Promise<MoveReport>;

  /**
   * Removes a concept from what is studied, or takes it back: it is neither recommended nor due, and blocks nothing that builds on it.
   * What learners know of it stays readable, and late answers are recorded.
   *
   * @returns Nothing.
   * @throws AdaptiveLearningError `not_found` for a concept that neither the curriculum nor a learner knows
   * @example
   * await engine.retireConcept({ subject: 'Algebra', topic: 'Lines', concept: 'Slope' });
   */
  retireConcept(input: RetireConceptInput, control?: CallControl): Promise<void>;

  /**
   * Records a log of who answered what, when, and whether it was right. Learners who have no account get one, and the gaps between a
   * learner's answers make the sessions. A learner's last session is closed in the end, unless it still goes on by now. The same log may
   * be sent again, whole or from the start after it was interrupted: each row counts once.
   *
   * @returns What `recordAnswers` reports, and how many accounts were made.
   * @throws AdaptiveLearningError `invalid_input` for what is no source of rows; with `stopOnError` the first refusal
   * @example
   * await engine.importHistory([{ user_id: 'ada', at: new Date('2026-03-01T09:00:00Z'), concept: 'Slope', correct: true }]);
   */
  importHistory(input: Source<HistoryRow>, control?: ImportHistoryControl): Promise<ImportHistoryReport>;

  /**
   * Records answers of many learners, from a log or another system: thousands a second, a source of any length in bounded memory. The
   * state in the end is that of `recordAnswer` one by one. Sessions must exist already. An answer that is refused is reported by its place
   * in the input and does not stop the rest; the same input may be sent again at any time.
   *
   * @returns How many answers were recorded, were there before, and were refused, with the reasons.
   * @throws AdaptiveLearningError `invalid_input` for what is no source of answers; with `stopOnError` the first refusal
   * @example
   * const { recorded } = await engine.recordAnswers(answers.map((answer) => ({ ...answer, user_id: 'ada' })));
   */
  recordAnswers(input: AnswerSource<ImportedAnswerInput>, control?: RecordAnswersControl): Promise<RecordAnswersReport>;

  /**
   * Runs a named query about many learners: one of the pipelines whose scope is `platform`.
   *
   * @returns The rows, the instant that they are as of, and the `cursor` of the next page; null where there is none.
   * @throws AdaptiveLearningError `invalid_input` for a name that no pipeline has, and params that it does not take
   * @example
   * const { rows } = await engine.query('hardest_concepts', {});
   */
  query<Name extends PlatformQueryName<Own>>(name: Name, params: QueryParams<Name, Own>, control?: QueryControl): Promise<QueryResultOf<Name, Own>>;

  /**
   * Follows what all learners' answers change, as it happens.
   *
   * @returns The stream, once it stands: everything that is written from then on is told, also after a failover.
   * @throws AdaptiveLearningError `invalid_input` for a token of another stream
   * @example
   * const stream = await engine.watch();
   * await stream.close();
   */
  watch(control?: WatchOptions): Promise<LiveStream>;

  /**
   * Finds a model's parameters in the answers of all learners and stores them with a report and a verdict. The verdict says how they
   * predict answers that the fit had not seen, beside what this engine serves. Nothing changes until they are activated.
   *
   * @returns The parameters, their version, the report and the verdict.
   * @throws AdaptiveLearningError `invalid_input` for a model that has no fit
   * @example
   * const { params_version, verdict } = await engine.fit({ model: 'bkt' });
   */
  fit(input: FitModelInput, control?: FitModelControl): Promise<FitResult>;

  /**
   * Lets engines learn and predict with the parameters of a fit, or with the model's own again. This engine does so at once, others within
   * half a minute. What was recorded keeps the version that it was scored with. A fit of the predictor changes no document. Of a scheduler
   * or a knowledge model a learner's documents are recomputed at their next answer, or by `replay`.
   *
   * @returns Nothing.
   * @throws AdaptiveLearningError `not_found` for a fit that does not exist; `invalid_input` for a fit of another version of the model;
   * `fit_refused` for a fit that predicts worse than what was served or that fell back to the model's own parameters, unless `force` is
   * true
   * @example
   * await engine.activate({ model: 'bkt', params_version: 'default' });
   */
  activate(input: ActivateFitInput, control?: CallControl): Promise<void>;

  /**
   * Lists the fits of a model, newest first, with their reports.
   *
   * @returns The fits.
   * @throws AdaptiveLearningError `invalid_input` for a model that has no fit
   * @example
   * const { rows } = await engine.fits({ model: 'bkt' });
   */
  fits(input: FitsInput, control?: CallControl): Promise<Listing<ModelFit>>;

  /**
   * Fits the predictor that is served to the log and serves the fit where it predicts better. An engine does this by itself unless
   * `tuning` of `createEngine` is `manual`. It reads nothing before the log has 300 events, and again only when the log has grown by 30
   * percent (by 20 after a fit that was not served), from 20,000 events on by 60 (by 25), and by 10 after a week or longer. Several
   * processes may call it at once: one does the work. It may be stopped or killed at any point: what is served changes at the end, or not
   * at all.
   *
   * @returns What was done, or why nothing was.
   * @example
   * await engine.tune();
   */
  tune(control?: FitModelControl): Promise<TuningReport>;

  /**
   * Sums the emotions of each learner by day, week and month from the log. Run it at least once a day. It recomputes whole days on which
   * something was recorded since the last run, late events among them. Running it twice changes nothing. After a stop at any point, the
   * next run goes on from the last finished stretch.
   *
   * @returns How many learners, days, weeks and months were summed.
   * @throws AdaptiveLearningError `invalid_input` for a span that is reversed
   * @example
   * await engine.aggregateEmotions();
   */
  aggregateEmotions(input?: AggregateEmotionsInput, control?: AggregateEmotionsControl): Promise<EmotionAggregation>;

  /**
   * Ends the sessions in which nothing has happened for a while, each at its last event: a job for every hour or so. The learner's DNA
   * learns from them as from any other. It may be stopped or killed at any point and run again, also beside another run: a session is
   * ended once.
   *
   * @returns How many sessions were closed and left.
   * @example
   * await engine.closeIdleSessions();
   */
  closeIdleSessions(input?: CloseIdleSessionsInput, control?: CallControl): Promise<IdleSessionsReport>;

  /**
   * Brings the daily figures of use of all learners up to date: a job for every hour or so. Only the UTC days on which sessions changed
   * since the last run are recomputed, each as a whole; with `since` or `until`, all days of that span. It may be stopped or killed at any
   * point and run again, also beside another run.
   *
   * @returns How many days were recomputed, what was recorded in time to be in the figures, and which sessions could not be counted.
   * @throws AdaptiveLearningError `invalid_input` for an empty span
   * @example
   * await engine.rollUp();
   */
  rollUp(input?: RollUpInput, control?: RollUpControl): Promise<RollUpReport>;

  /**
   * Rebuilds a learner's documents from the log, under the engine's models; each answer under the version of the predictor that judged it.
   *
   * @returns How many documents differ now from what they were, by collection.
   * @throws AdaptiveLearningError `not_found` for a learner without an account
   * @example
   * await engine.replay('ada');
   */
  replay(userId: string, control?: RebuildOptions): Promise<ReplayReport>;

  /**
   * Reports how long queries take against what was promised, how indexes are used, how storage grows, and which parameters predict the
   * next answer. It costs a command for each collection: something for a dashboard, not for each request.
   *
   * @returns The report; what the server refuses to tell is null with a reason.
   * @example
   * const { underTarget } = await engine.health();
   */
  health(input?: HealthInput, control?: CallControl): Promise<HealthReport>;
}
