import { AdaptiveLearningError, checkAll, invalidInput } from '../../errors.js';
import { PROVENANCE_KINDS, type ProvenanceKind } from '../../learner/index.js';
import type { AnyPipeline } from '../../pipelines/index.js';
import { checkDb, type EncryptionSetting, type HostDb } from '../../repositories/index.js';
import { checkDeadline } from '../../runtime/index.js';
import { checkKeys, collectionNaming, hasOnlyValues } from '../../schema/index.js';
import { checkReachResolver, type ReachResolver } from '../../security/index.js';
import { type CacheSetting, checkCacheSetting } from '../cache-setting.js';
import { type LearnerSettings, learnerModels } from '../models/settings.js';
import type { Module } from '../modules/define-module.js';
import { checkLogger, type Logger } from '../telemetry/logger.js';
import { checkTelemetry } from '../telemetry/observer.js';
import type { TelemetryApi } from '../telemetry/telemetry-api.js';
import { type CurriculumSetting, checkCurriculumSetting } from './curriculum-setting.js';
import { databaseOf, isDatabaseName } from './database-name.js';
import { checkEncryption } from './encryption-setting.js';
import { checkSessionSettings, type SessionSettings } from './session-settings.js';
import { gapMinutesOf, type StudyTimeSetting } from './study-time-setting.js';

/** Whether the engine tunes by itself. */
const TUNING_SETTINGS = ['automatic', 'manual'] as const;
export type TuningSetting = (typeof TUNING_SETTINGS)[number];

/** The settings of an engine, without its database. */
export interface EngineSettings extends LearnerSettings {
  /** The clock; the system clock if not given. */
  readonly clock?: (() => Date) | undefined;
  /**
   * The default time limit of a call in milliseconds, above 0; 30,000 if not given. A call's own `deadlineMs` or `signal` may end it sooner. Until
   * then, the call retries while the database is unavailable. It then fails with `deadline_exceeded`, or with `database_unavailable` if the database
   * was the cause.
   */
  readonly deadlineMs?: number | undefined;
  /** The names of the collections in the database; without a prefix if not given. */
  readonly collections?: CollectionsSetting | undefined;
  /** How the engine starts and ends sessions for events without a `session_id`. */
  readonly sessions?: SessionSettings | undefined;
  /** How study time is counted. */
  readonly studyTime?: StudyTimeSetting | undefined;
  /**
   * How much model output is stored with each answer; `short` if not given. Both store the models with versions and parameters, the prediction, and
   * mastery, retention, interval and next review before and after the answer: everything that verbs, queries and fits need. `full` also stores the
   * states of the models before and after, and their predictions, and takes more than twice the space. With `short`, `conceptAnswers({ states: true
   * })` recomputes the states by a replay. This is not possible for answers that were processed with other models or parameters, or after a late
   * event. A log may contain both.
   */
  readonly provenance?: ProvenanceKind | undefined;
  /** How answers are checked against the curriculum. */
  readonly curriculum?: CurriculumSetting | undefined;
  /**
   * Whether the engine tunes the predictor by itself; `automatic` if not given. With `automatic`, a process that records answers fits the predictor
   * to the log in the background once the log has grown enough (first at 300 events), and activates the fit if a trial predicts the newest answers
   * better than the active parameters. With `manual`, call `engine.tune()`. A predictor with custom parameters is never tuned.
   */
  readonly tuning?: TuningSetting | undefined;
  /**
   * Whether events of different learners that wait at the same time are stored by one transaction; if not given, true on a replica set and false on a
   * sharded cluster. Results, errors and order are the same either way.
   */
  readonly groupCommit?: boolean | undefined;
  /** Custom pipelines over the library's collections, created with `definePipeline`; run them by name with `query`. */
  readonly pipelines?: readonly AnyPipeline[] | undefined;
  /** Decides which learners a teacher or a guardian may reach; without it, these roles cannot be used. */
  readonly reach?: ReachResolver | undefined;
  /** Modules, created with `defineModule`: collections with their verbs, jobs and pipelines, and reactions to recorded events. */
  readonly modules?: readonly Module[] | undefined;
  /** The cache of `query` results; in this process if not given, no cache if false. */
  readonly cache?: CacheSetting | false | undefined;
  /**
   * Encrypts fields with personal texts (names, what learners and the AI wrote, feelings, `metadata`), with one data key per learner. Without it,
   * they are stored in clear, and the process emits a warning once; `false` says that this is intended.
   */
  readonly encryption?: EncryptionSetting | false | undefined;
  /** Where the engine logs, such as a logger of pino. Without it, it only warns of unsafe settings and failed jobs, once each. */
  readonly logger?: Logger | undefined;
  /** The OpenTelemetry API for spans and metrics; the installed `@opentelemetry/api` if not given, none if false. */
  readonly telemetry?: TelemetryApi | false | undefined;
}

/** Options for an engine on an existing connection, which the engine never closes. */
export interface DatabaseOptions extends EngineSettings {
  /** A `Db` of the MongoDB driver or of mongoose. */
  readonly db: HostDb;
  readonly uri?: undefined;
  readonly database?: undefined;
}

/** Options for an engine with its own connection, which `close()` closes. */
export interface AddressOptions extends EngineSettings {
  /** The connection string, such as `mongodb://127.0.0.1:27017/tutor?replicaSet=rs0`. */
  readonly uri: string;
  /** The name of the database; that of the URI if not given. */
  readonly database?: string | undefined;
  readonly db?: undefined;
}

export type EngineOptions = DatabaseOptions | AddressOptions;

/** The names of the library's collections. */
export interface CollectionsSetting {
  /**
   * A prefix for the names of all collections: with `ale_`, `users` becomes `ale_users`. At most 32 letters, digits, `_`, `-` and `.`. Use the same
   * prefix in all processes on the same data; engines with different prefixes share nothing.
   */
  readonly prefix?: string | undefined;
}

/** A model or a threshold is checked by being made. */
function made(option: keyof LearnerSettings): (options: EngineOptions) => void {
  return ({ [option]: value }) => void learnerModels({ [option]: value });
}
/** Modules and pipelines are checked together, once the rest is. */
const byModules = () => undefined;

/** Every option there is, with what checks it. An option without a row here does not compile, and one that is not here is refused. */
const CHECKS: { readonly [Option in keyof Required<DatabaseOptions>]: (options: EngineOptions, where: string) => void } = {
  db: ({ db }, where) => {
    if (db !== undefined) checkDb(db, where);
  },
  uri: ({ uri }, where) => {
    if (uri !== undefined && (typeof uri !== 'string' || uri === '')) throw invalidInput(where, 'the address of a MongoDB server', uri);
  },
  database: checkDatabase,
  clock: ({ clock }, where) => {
    if (clock === undefined) return;
    if (typeof clock !== 'function') throw invalidInput(where, 'a function that returns a Date', clock);
    const now: unknown = clock();
    if (!(now instanceof Date) || Number.isNaN(now.getTime())) throw invalidInput(where, 'a function that returns a Date', now);
  },
  deadlineMs: ({ deadlineMs }, where) => {
    if (deadlineMs !== undefined) checkDeadline(deadlineMs, where);
  },
  collections: ({ collections }, where) => {
    if (collections === undefined) return;
    checkKeys(collections, ['prefix'], where);
    collectionNaming(collections.prefix, `${where}.prefix`);
  },
  sessions: ({ sessions }, where) => checkSessionSettings(sessions, where),
  studyTime: ({ studyTime }) => {
    gapMinutesOf(studyTime);
  },
  provenance: ({ provenance }, where) => {
    if (provenance !== undefined && !PROVENANCE_KINDS.includes(provenance)) throw invalidInput(where, "'full' or 'short'", provenance);
  },
  curriculum: ({ curriculum }, where) => checkCurriculumSetting(curriculum, where),
  tuning: ({ tuning }, where) => {
    if (tuning !== undefined && !TUNING_SETTINGS.includes(tuning)) throw invalidInput(where, "'automatic' or 'manual'", tuning);
  },
  groupCommit: ({ groupCommit }, where) => {
    if (groupCommit !== undefined && typeof groupCommit !== 'boolean') throw invalidInput(where, 'true or false', groupCommit);
  },
  reach: ({ reach }, where) => checkReachResolver(reach, where),
  pipelines: byModules,
  modules: byModules,
  cache: ({ cache }) => checkCacheSetting(cache),
  encryption: ({ encryption }) => checkEncryption(encryption),
  telemetry: ({ telemetry }) => checkTelemetry(telemetry),
  logger: ({ logger }) => checkLogger(logger),
  scheduler: made('scheduler'),
  knowledge: made('knowledge'),
  predictor: made('predictor'),
  forgetting: made('forgetting'),
  masteredAbove: made('masteredAbove'),
  emotionConfidence: made('emotionConfidence'),
  targetSuccess: made('targetSuccess'),
};

/**
 * Checks everything that a host says about an engine, before anything is connected to.
 *
 * @throws AdaptiveLearningError `invalid_input` whose `issues` name every option at fault
 */
export function checkOptions(options: EngineOptions): void {
  const checks = Object.entries(CHECKS).map(
    ([option, check]) =>
      () =>
        check(options, `createEngine.${option}`),
  );
  const known = () => checkKeys(options, Object.keys(CHECKS), 'createEngine');
  // Of options that are none, or have code in them, nothing is read.
  checkAll(hasOnlyValues(options) ? [known, () => checkAddress(options), ...checks] : [known]);
}

function checkAddress({ db, uri }: EngineOptions): void {
  if ((db === undefined) !== (uri === undefined)) return;
  const details = { where: 'createEngine', expected: 'db or uri', received: db === undefined ? 'neither' : 'both' };
  throw new AdaptiveLearningError('invalid_input', `createEngine: expected ${details.expected}, got ${details.received}`, details);
}

function checkDatabase({ db, uri, database }: EngineOptions, where: string): void {
  if (database !== undefined) {
    if (db !== undefined) throw invalidInput(where, 'no database name, because db is given', database);
    if (!isDatabaseName(database)) throw invalidInput(where, 'the name of a database', database);
  } else if (typeof uri === 'string' && /^mongodb(\+srv)?:/.test(uri) && databaseOf(uri) === undefined) {
    const details = { where: 'createEngine.uri', expected: 'the name of a database in the uri or in database', received: 'neither' };
    const message = `${details.where}: expected ${details.expected}, as in mongodb://127.0.0.1:27017/tutor, got ${details.received}`;
    throw new AdaptiveLearningError('invalid_input', message, details);
  }
}
