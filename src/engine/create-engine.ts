import { z } from 'zod';
import { fields, parseInput } from '../collections/index.js';
import {
  CollectionSet,
  DEFAULT_DEADLINE_MS,
  JobLeases,
  openShownRepositories,
  type Repositories,
  type SchemaDrift,
  setupSchema,
  verifySchema,
} from '../repositories/index.js';
import {
  attemptWrite,
  type CallControl,
  Calls,
  type CloseOptions,
  checkClosing,
  checkControl,
  installVerbs,
  Jobs,
  onUnreachable,
} from '../runtime/index.js';
import { type Actor, type Caller, ROLES } from '../security/index.js';
import { call, job, LEARNER_VERBS, limitVerbs, read, stream, type VerbsOf } from './calls/verbs.js';
import { connect, refuseUnfit } from './connect.js';
import { contextOf } from './context-of.js';
import { CURRICULUM_VERBS, type CurriculumVerbs, curriculumVerbs } from './curriculum/curriculum-verbs.js';
import type { EmotionAggregation } from './emotions/aggregation-tally.js';
import { ENGINE_VERBS } from './engine-verbs.js';
import type { EngineMethods } from './facade/engine-methods.js';
import { FITTING_VERBS, type FittingVerbs, fittingVerbs } from './fitting/fitting-verbs.js';
import { type AggregateEmotionsControl, type AggregateEmotionsInput, aggregateEmotions } from './flows/aggregate-emotions.js';
import { type CloseIdleSessionsInput, closeIdleSessions, type IdleSessionsReport } from './flows/close-idle-sessions.js';
import { type CreateLearnerInput, createLearner } from './flows/create-learner.js';
import { type CreateLearnersReport, createLearners } from './flows/create-learners.js';
import { type EnsuredLearner, type EnsureLearnerInput, ensureLearner } from './flows/ensure-learner.js';
import { type HealthInput, type HealthReport, health } from './flows/health.js';
import { type HistoryRow, type ImportHistoryControl, type ImportHistoryReport, importHistory } from './flows/import-history.js';
import { type AnswerSource, type ImportedAnswerInput, recordAnswersOfMany } from './flows/record-answers.js';
import { replay } from './flows/replay.js';
import { type SetAccountStatusInput, setAccountStatus } from './flows/set-account-status.js';
import { type SetEmailInput, setEmail } from './flows/set-email.js';
import { Timings } from './health/timings.js';
import type { RecordAnswersControl, RecordAnswersReport } from './importing/import-tally.js';
import { type EngineJobs, JOBS } from './jobs.js';
import { LearnerScope } from './learner-scope.js';
import { LEARNER_VERBS as LEARNER_TABLE } from './learner-verbs.js';
import type { LiveStream } from './live/live-stream.js';
import { type WatchOptions, watch } from './live/watch.js';
import { checkOptions, type EngineOptions } from './options/engine-options.js';
import {
  type OwnPipelines,
  type PlatformQueryName,
  type QueryControl,
  type QueryParams,
  type QueryResultOf,
  runQuery,
} from './queries/run-query.js';
import { readyVerbs } from './ready-verbs.js';
import type { RebuildOptions } from './recording/rebuild.js';
import type { ReplayReport } from './recording/replay-learner.js';
import { observeEngine, observeLearners } from './telemetry/observed-verbs.js';
import { observerOf } from './telemetry/observer.js';

/** Memory and mind of a tutor backend, over one database. */
export interface Engine<Own extends OwnPipelines = readonly []> extends CurriculumVerbs, FittingVerbs, EngineMethods {
  /**
   * Makes collections, validators and indexes be as declared. Run it at each deployment; it changes only what differs, and nothing that
   * the library did not make. Everything is checked before anything is changed.
   *
   * @throws AdaptiveLearningError `foreign_collection` when the host has collections of these names, `setup_conflict` when something is in
   *   the way of an index, `replica_set_required`, `deadline_exceeded`: indexes on many documents take minutes, so give it the time
   */
  setup(control?: CallControl): Promise<void>;
  /** What is missing in the database, or has drifted from the declarations; empty when nothing has. */
  verifySchema(control?: CallControl): Promise<readonly SchemaDrift[]>;
  /** Makes an account and the first learning DNA. */
  createLearner(input: CreateLearnerInput, control?: CallControl): Promise<{ readonly user_id: string }>;
  /**
   * Makes an account of a bare id, unless there is one: without email or password, education `other`, zone `UTC` unless told, nothing
   * shared. Call it as often as you like; an account that exists keeps its zone, whatever is given.
   *
   * @example
   * await engine.ensureLearner({ user_id: 'auth0|64ad1f2e9b', timezone: 'Europe/Zurich' }); //=> { user_id: 'auth0|64ad1f2e9b', created: true }
   */
  ensureLearner(input: EnsureLearnerInput, control?: CallControl): Promise<EnsuredLearner>;
  /**
   * Makes accounts of many rows, each as `createLearner` takes it: thousands in few round trips, from a list or whatever yields rows. An
   * account that exists stays as it is. What became of each row is reported by its place; a row that cannot be taken does not stop the rest.
   *
   * @example
   * await engine.createLearners([{ user_id: 'pupil-1', profile: { timezone: 'Europe/Zurich' } }]); //=> { created: 1, alreadyThere: 0, refused: 0, … }
   */
  createLearners(rows: AnswerSource<CreateLearnerInput>, control?: CallControl): Promise<CreateLearnersReport>;
  /** Gives an account another email address, not verified yet, or with `null` none: then the password's hash goes too. */
  setEmail(input: SetEmailInput, control?: CallControl): Promise<void>;
  /** Suspends an account (it is read and not recorded for), marks it as deleted (neither), or opens it again. Nothing is erased. */
  setAccountStatus(input: SetAccountStatusInput, control?: CallControl): Promise<void>;
  /**
   * Records answers of many learners, from a log or another system: thousands a second, a source of any length in bounded memory, and in
   * the end the state that `recordAnswer` one by one would have come to. Sessions must be there already. An answer that cannot be taken is
   * reported by its place in the input and does not stop the rest; the same input may be sent again at any time.
   *
   * @throws AdaptiveLearningError `invalid_input` for what is no source, `aborted`, `database_unavailable`; with `stopOnError` the first refusal
   */
  recordAnswers(answers: AnswerSource<ImportedAnswerInput>, control?: RecordAnswersControl): Promise<RecordAnswersReport>;
  /** Records a log of (who, when, what, right or wrong): makes learners and sessions that there are not. Sending it again changes nothing. */
  importHistory(rows: AnswerSource<HistoryRow>, control?: ImportHistoryControl): Promise<ImportHistoryReport>;
  /** Asks a named question about many learners: one of the pipelines whose scope is `platform`. */
  query<Name extends PlatformQueryName<Own>>(
    name: Name,
    params: QueryParams<Name, Own>,
    control?: QueryControl,
  ): Promise<QueryResultOf<Name, Own>>;
  /** Sums days, weeks and months of emotions of what was recorded since the last run, or of a whole span again. Run it once a day or oftener. */
  aggregateEmotions(input?: AggregateEmotionsInput, control?: AggregateEmotionsControl): Promise<EmotionAggregation>;
  /** Follows what all learners' answers change, as it happens. */
  watch(options?: WatchOptions): Promise<LiveStream>;
  /** One learner's data and nobody else's. */
  as(caller: Caller): LearnerScope<Own>;
  /** Rebuilds a learner's documents from the log, under the engine's models; each answer under the version of the predictor that judged it. */
  replay(userId: string, options?: RebuildOptions): Promise<ReplayReport>;
  /** Ends the sessions in which nothing has happened for a while, each at its last event; a job for every hour or so. */
  closeIdleSessions(input?: CloseIdleSessionsInput, control?: CallControl): Promise<IdleSessionsReport>;
  /**
   * How long queries take against what was promised, how indexes are used, how storage grows, and which parameters predict the next answer; for a
   * dashboard.
   */
  health(input?: HealthInput, control?: CallControl): Promise<HealthReport>;
  /** Jobs that follow the log or run at times: `start()` runs them in this process, and each in one process at a time. */
  readonly jobs: EngineJobs;
  /** The typed repositories, for questions that have no verb of their own. What a learner withholds they read as if it were not there. */
  readonly repositories: Repositories;
  /**
   * Stops taking calls, which end with `closed` from now on, also with a host's own `db`; ends streams and jobs; waits for the calls that
   * run, for `timeoutMs` at most (10,000 if not given), after which they end with `closed`; and closes the connection, if the engine opened
   * it. It may be called again at any time.
   */
  close(options?: CloseOptions): Promise<void>;
}

/**
 * Opens an engine on a database. Nothing is written until `setup()`.
 *
 * @throws AdaptiveLearningError `invalid_input` for options that do not fit, `authentication_failed`, `not_authorised`,
 * `database_unreachable` for a host that does not exist, `database_unavailable` or `deadline_exceeded` for one that does not answer,
 * `replica_set_required`
 *
 * @example
 * const engine = await createEngine({ db: client.db('tutor') });
 */
export async function createEngine<const Own extends OwnPipelines = readonly []>(
  options: EngineOptions & { readonly pipelines?: Own | undefined },
): Promise<Engine<Own>> {
  checkOptions(options);
  const { clock = () => new Date(), deadlineMs = DEFAULT_DEADLINE_MS } = options;
  const connection = await connect({ ...options, deadlineMs });
  const { db } = connection;
  const timings = new Timings(clock());
  const observe = await observerOf(options.telemetry, timings, db.databaseName);
  const collections = new CollectionSet(db, { prefix: options.collections?.prefix, where: 'createEngine.collections.prefix' });
  await refuseUnfit(collections, connection);
  const calls = new Calls(deadlineMs, Math.random);
  const stopListening = onUnreachable(db.client, (why) => calls.unreachable(why));
  const context = contextOf(options, collections, timings, observe, calls);
  let closing: Promise<void> | undefined;
  // The learners of this engine: made once, so that `as` costs no more for it.
  const Scope = class extends LearnerScope<Own> {};
  const wiring = { calls, readiness: collections.readiness, observe };
  readyVerbs(Scope.prototype, LearnerScope.prototype, collections.readiness);
  limitVerbs(Scope.prototype, LEARNER_VERBS, calls);
  observeLearners(Scope.prototype, observe);
  const callerOf = (self: unknown) => (self as LearnerScope<Own>).caller;
  installVerbs(Scope.prototype, Object.values(LEARNER_TABLE), { whose: 'learner', context, callerOf }, wiring);
  const jobs = new Jobs(JOBS, {
    context,
    calls,
    leases: new JobLeases(collections),
    ensureSetup: (where) => collections.readiness.ensureSetup(where),
  });
  const own: Omit<Engine<Own>, keyof EngineMethods> = {
    repositories: openShownRepositories(collections, observe, calls),
    setup: async (control = {}) =>
      attemptWrite(context, { where: 'setup', control }, async () => {
        await setupSchema(collections, { signal: control.signal, deadlineMs: control.deadlineMs });
      }),
    verifySchema: async (control = {}) => verifySchema(collections, { signal: control.signal, deadlineMs: control.deadlineMs }),
    createLearner: async (input, control = {}) => createLearner(context, input, checkControl(control, 'createLearner')),
    createLearners: async (rows, control = {}) => createLearners(context, rows, checkControl(control, 'createLearners')),
    ensureLearner: async (input, control = {}) => ensureLearner(context, input, checkControl(control, 'ensureLearner')),
    setAccountStatus: async (input, control = {}) => setAccountStatus(context, input, checkControl(control, 'setAccountStatus')),
    setEmail: async (input, control = {}) => setEmail(context, input, checkControl(control, 'setEmail')),
    ...curriculumVerbs(context),
    ...fittingVerbs(context),
    importHistory: async (rows, control = {}) => importHistory(context, rows, control),
    recordAnswers: async (answers, control = {}) => recordAnswersOfMany(context, answers, control),
    query: async (name, params, control = {}) => runQuery(context, name, { userId: undefined, params }, control),
    aggregateEmotions: async (input = {}, control = {}) => aggregateEmotions(context, input, checkControl(control, 'aggregateEmotions')),
    as: (caller) => new Scope(context, parseInput(callerSchema, caller, 'as')),
    watch: async (control = {}) => watch(context, undefined, control, 'watch'),
    replay: async (userId, control = {}) =>
      replay(context, { userId: parseInput(fields.userId, userId, 'replay.userId'), role: 'system' }, checkControl(control, 'replay')),
    closeIdleSessions: async (input = {}, control = {}) => closeIdleSessions(context, input, checkControl(control, 'closeIdleSessions')),
    jobs,
    health: async (input = {}, control = {}) => health(context, input, checkControl(control, 'health')),
    close: async (asked = {}) => {
      const timeoutMs = checkClosing(asked);
      context.tuning.stop();
      const stopped = jobs.stop();
      closing ??= calls.close(timeoutMs).then(async () => {
        await stopped;
        stopListening();
        return connection.close();
      });
      return closing;
    },
  };
  readyVerbs(own, own, collections.readiness);
  limitVerbs(own, VERBS, calls);
  observeEngine(own, observe);
  installVerbs(own, Object.values(ENGINE_VERBS), { whose: 'engine', context, callerOf: () => SYSTEM }, wiring);
  const engine = own as Engine<Own>;
  if (options.tuning !== 'manual') context.tuning.start(() => engine.tune());
  return engine;
}

/** Who calls a verb of the engine: the host's own system. */
const SYSTEM: Actor = Object.freeze({ role: 'system' });

/** Where each verb takes its control, and how it ends. */
const VERBS: VerbsOf<Omit<Engine, keyof EngineMethods>> = {
  setup: call(0),
  verifySchema: read(0),
  createLearner: call(1),
  createLearners: job(1),
  ensureLearner: call(1),
  setEmail: call(1),
  setAccountStatus: call(1),
  ...CURRICULUM_VERBS,
  ...FITTING_VERBS,
  importHistory: job(1),
  recordAnswers: job(1),
  query: read(2),
  aggregateEmotions: job(1),
  watch: stream(0),
  replay: job(1),
  closeIdleSessions: job(1),
  health: read(1),
};

const callerSchema = z.strictObject({ userId: fields.userId, role: z.enum(ROLES) });
