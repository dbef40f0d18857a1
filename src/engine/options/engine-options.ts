import { AdaptiveLearningError, invalidInput } from '../../errors.js';
import { PROVENANCE_KINDS, type ProvenanceKind } from '../../learner/index.js';
import type { AnyPipeline } from '../../pipelines/index.js';
import type { HostDb } from '../../repositories/index.js';
import { checkDeadline } from '../../runtime/index.js';
import { checkKeys, collectionNaming } from '../../schema/index.js';
import { type CacheSetting, checkCacheSetting } from '../cache-setting.js';
import { type LearnerSettings, learnerModels } from '../models/settings.js';
import { checkPipelines } from '../queries/query-registry.js';
import { checkTelemetry } from '../telemetry/observer.js';
import type { TelemetryApi } from '../telemetry/telemetry-api.js';
import { type CurriculumSetting, checkCurriculumSetting } from './curriculum-setting.js';
import { databaseOf, isDatabaseName } from './database-name.js';
import { checkSessionSettings, type SessionSettings } from './session-settings.js';
import { gapMinutesOf, type StudyTimeSetting } from './study-time-setting.js';

/** Who starts tunings: the engine, or its host. */
const TUNING_SETTINGS = ['automatic', 'manual'] as const;
export type TuningSetting = (typeof TUNING_SETTINGS)[number];

/** Everything about an engine but where its database is. */
export interface EngineSettings extends LearnerSettings {
  /** What time it is; the machine's clock if not given. */
  readonly clock?: (() => Date) | undefined;
  /**
   * How long a call may take, in milliseconds, more than 0; 30,000 if not given. A call's own `deadlineMs` or AbortSignal may end it
   * sooner. Until then it tries again while the database is away, and afterwards it ends with `deadline_exceeded`, or with
   * `database_unavailable` where the database is to blame.
   */
  readonly deadlineMs?: number | undefined;
  /** What the library's collections are called in the database; `users`, `learning_events` and so on if not given. */
  readonly collections?: CollectionsSetting | undefined;
  /** When the engine opens and closes sessions for events that name none. */
  readonly sessions?: SessionSettings | undefined;
  /** How study time is counted. */
  readonly studyTime?: StudyTimeSetting | undefined;
  /**
   * What is stored with each answer of what the models made of it; `short` if not given. Both name the models with their versions and
   * parameters, and keep the prediction and the mastery, retention, interval and next review before and after it: all that verbs, queries
   * and fits read. `full` also keeps the states of scheduler, knowledge and forgetting curve before and after, and what these models said of the
   * answer, at more than twice the bytes. With `short`, `conceptAnswers({ states: true })` has a replay make them again; that cannot be done for
   * answers that other models, or other parameters of a scheduler or knowledge model, judged than the engine runs with, nor for those that a
   * late event has come before.
   * A log may hold both.
   */
  readonly provenance?: ProvenanceKind | undefined;
  /** How answers are held to the curriculum. */
  readonly curriculum?: CurriculumSetting | undefined;
  /**
   * Whether the engine tunes the predictor by itself; `automatic` if not given: a process that records answers fits the predictor to the log in
   * the background once enough is new (300 events for the first time), and serves the fit where a trial predicts the newest answers better than
   * what is served. With `manual` nothing starts by itself, and the host calls
   * `engine.tune()`. A predictor with parameters of the host's own is never tuned.
   */
  readonly tuning?: TuningSetting | undefined;
  /** Pipelines of the host's own over the library's collections, made by `definePipeline`: asked by their names as the library's are. */
  readonly pipelines?: readonly AnyPipeline[] | undefined;
  /** Where answers of `query` are kept; in this process if not given, nowhere if false. */
  readonly cache?: CacheSetting | false | undefined;
  /** Where spans and times of queries go: the `@opentelemetry/api` that the host has installed, if not given; nowhere with `false`. */
  readonly telemetry?: TelemetryApi | false | undefined;
}

/** An engine on the host's own connection, which the host closes. */
export interface DatabaseOptions extends EngineSettings {
  /** The host's own database. */
  readonly db: HostDb;
  readonly uri?: undefined;
  readonly database?: undefined;
}

/** An engine with a connection of its own, which it closes itself at `close()`. */
export interface AddressOptions extends EngineSettings {
  /** Where to connect, such as `mongodb://127.0.0.1:27017/tutor?replicaSet=rs0`. */
  readonly uri: string;
  /** The database's name; the one in the uri if not given. */
  readonly database?: string | undefined;
  readonly db?: undefined;
}

export type EngineOptions = DatabaseOptions | AddressOptions;

/** Names for the library's collections that keep them apart from a host's own. */
export interface CollectionsSetting {
  /**
   * Begins the name of every collection: `ale_` makes `ale_users`. At most 32 letters, digits, `_`, `-` and `.`. All processes on the
   * same data must agree on it; engines of different prefixes share nothing.
   */
  readonly prefix?: string | undefined;
}

/** The models and their lines are checked all at once. */
const byLearnerModels = () => undefined;

/** Every option there is, with what checks it. An option without a row here does not compile, and one that is not here is refused. */
const CHECKS: { readonly [Option in keyof Required<DatabaseOptions>]: (options: EngineOptions, where: string) => void } = {
  db: ({ db }, where) => {
    if (db !== undefined && typeof (db as Partial<HostDb> | null)?.collection !== 'function')
      throw invalidInput(where, "the driver's Db", db);
  },
  uri: ({ uri }, where) => {
    if (uri !== undefined && (typeof uri !== 'string' || uri === '')) throw invalidInput(where, 'the address of a MongoDB server', uri);
  },
  database: checkDatabase,
  clock: ({ clock }, where) => {
    if (clock === undefined) return;
    if (typeof clock !== 'function') throw invalidInput(where, 'a function that gives a Date', clock);
    const now: unknown = clock();
    if (!(now instanceof Date) || Number.isNaN(now.getTime())) throw invalidInput(where, 'a function that gives a Date', now);
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
  pipelines: ({ pipelines }, where) => checkPipelines(pipelines, where),
  cache: ({ cache }) => checkCacheSetting(cache),
  telemetry: ({ telemetry }) => checkTelemetry(telemetry),
  scheduler: byLearnerModels,
  knowledge: byLearnerModels,
  predictor: byLearnerModels,
  forgetting: byLearnerModels,
  masteredAbove: byLearnerModels,
  emotionConfidence: byLearnerModels,
  targetSuccess: byLearnerModels,
};

/**
 * Checks everything that a host says about an engine, before anything is connected to.
 *
 * @throws AdaptiveLearningError `invalid_input` naming the first option at fault
 */
export function checkOptions(options: EngineOptions): void {
  const known = Object.keys(CHECKS);
  checkKeys(options, known, 'createEngine');
  const { db, uri } = options;
  if ((db === undefined) === (uri === undefined)) {
    const details = { where: 'createEngine', expected: 'db or uri', received: db === undefined ? 'neither' : 'both' };
    throw new AdaptiveLearningError('invalid_input', `createEngine: expected ${details.expected}, got ${details.received}`, details);
  }
  for (const [option, check] of Object.entries(CHECKS)) check(options, `createEngine.${option}`);
  learnerModels(options);
}

function checkDatabase({ db, uri, database }: EngineOptions, where: string): void {
  if (database !== undefined) {
    if (db !== undefined) throw invalidInput(where, 'nothing beside db, which is a database already', database);
    if (!isDatabaseName(database)) throw invalidInput(where, 'the name of a database', database);
  } else if (typeof uri === 'string' && /^mongodb(\+srv)?:/.test(uri) && databaseOf(uri) === undefined) {
    const details = { where: 'createEngine.uri', expected: 'the name of a database in the uri or in database', received: 'neither' };
    const message = `${details.where}: expected ${details.expected}, as in mongodb://127.0.0.1:27017/tutor, got ${details.received}`;
    throw new AdaptiveLearningError('invalid_input', message, details);
  }
}
