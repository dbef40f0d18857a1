/** How much an operator should care. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** A log event. It carries names, codes, counts and times: no learner's data, no ids of learners, no values of documents. */
interface LogEvent {
  readonly level: LogLevel;
  /** The message, in one sentence. */
  readonly message: string;
  /** What each field is, in one sentence. */
  readonly fields: { readonly [field: string]: string };
}

const REASON = 'the message of an error of this library; of another error nothing, as it may repeat a learner’s text';

/** All events that an engine logs, by their names. */
export const LOG_EVENTS = {
  retried: {
    level: 'debug',
    message: 'An attempt failed and is made again.',
    fields: {
      call: 'the verb or the job',
      attempt: 'the number of the attempt that failed, from 1',
      reason: '`write_conflict`, or the error',
    },
  },
  slow_call: {
    level: 'info',
    message: 'A call took longer than its target.',
    fields: { call: 'the query or pipeline', milliseconds: 'how long it took', target: 'its target in milliseconds' },
  },
  call_failed: {
    level: 'warn',
    message: 'A call failed for a reason that is not its caller’s.',
    fields: { call: 'the verb', code: 'the error code, or the class of another error', milliseconds: 'how long it took' },
  },
  primary_elected: {
    level: 'warn',
    message: 'The replica set has elected a primary.',
    fields: { primary: 'its address' },
  },
  primary_lost: { level: 'warn', message: 'The replica set has no primary. Calls wait until their deadlines.', fields: {} },
  database_unreachable: {
    level: 'error',
    message: 'No host of the connection can be reached. Running calls fail.',
    fields: { reason: 'what the network said' },
  },
  cache_unavailable: { level: 'warn', message: 'The cache store failed. Queries go to the database until it answers again.', fields: {} },
  cache_available: { level: 'info', message: 'The cache store answers again.', fields: {} },
  job_finished: {
    level: 'info',
    message: 'A job finished.',
    fields: { job: 'the name of the job', milliseconds: 'how long it ran' },
  },
  job_failed: {
    level: 'error',
    message: 'A job failed. It is retried later.',
    fields: { job: 'the name of the job', code: 'the error code, or the class of another error', reason: REASON },
  },
  on_error_failed: {
    level: 'error',
    message: 'The onError of jobs.start threw. The jobs go on.',
    fields: { job: 'the job whose failure it got', code: 'the error code, or the class of another error', reason: REASON },
  },
  migrated: {
    level: 'info',
    message: 'Documents of a collection were migrated.',
    fields: { collection: 'the declared name of the collection', to: 'the version they have now', documents: 'how many' },
  },
  migration_incomplete: {
    level: 'warn',
    message: 'Documents of a collection were not migrated. The report of migrate names them; the next run tries again.',
    fields: {
      collection: 'the declared name of the collection',
      to: 'the version they should have',
      failed: 'how many a step failed on, or left in a wrong form',
      remaining: 'how many other writers kept changing',
    },
  },
  fit_refused: {
    level: 'warn',
    message: 'A fit was not activated, because it predicts no better.',
    fields: { model: 'the model', params_version: 'the version of the fit', verdict: 'the verdict of the fit' },
  },
  tuned: {
    level: 'info',
    message: 'Tuning fitted the predictor to the log.',
    fields: { model: 'the predictor', outcome: '`activated`, `not_better` or `fell_back`' },
  },
  tuning_failed: {
    level: 'error',
    message: 'Background tuning failed. The active parameters do not change; it is retried later.',
    fields: { code: 'the error code, or the class of another error', reason: REASON },
  },
  not_encrypted: {
    level: 'warn',
    message: 'createEngine has no encryption.keys: names, texts of learners and their emotions are stored in clear.',
    fields: {},
  },
  no_socket_timeout: {
    level: 'warn',
    message: 'The MongoClient of createEngine.db has no socketTimeoutMS: unresponsive connections stay in its pool forever.',
    fields: {},
  },
} as const satisfies { readonly [name: string]: LogEvent };

export type LogEventName = keyof typeof LOG_EVENTS;

/** The fields of an event. */
type FieldsOf<Name extends LogEventName> = { readonly [Field in keyof (typeof LOG_EVENTS)[Name]['fields']]: string | number };

/** Logs an event. It never throws. */
export type Log = <Name extends LogEventName>(name: Name, fields: FieldsOf<Name>) => void;

/** Logs nothing. */
export const NO_LOG: Log = () => undefined;
