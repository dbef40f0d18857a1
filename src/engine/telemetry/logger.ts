import { checkAll, invalidInput } from '../../errors.js';
import { LOG_EVENTS, type Log, type LogLevel, NO_LOG } from '../../runtime/index.js';

/** A logger with the methods of pino: fields first, then the message. `console` fits too. */
export interface Logger {
  debug(fields: LoggedFields, message: string): void;
  info(fields: LoggedFields, message: string): void;
  warn(fields: LoggedFields, message: string): void;
  error(fields: LoggedFields, message: string): void;
}

/** What is logged: the name of the event, and its fields. */
export interface LoggedFields {
  readonly event: string;
  readonly [field: string]: string | number | boolean;
}

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** @throws AdaptiveLearningError `invalid_input` naming each missing method */
export function checkLogger(logger: Logger | undefined): void {
  const where = 'createEngine.logger';
  if (logger === undefined) return;
  if (typeof logger !== 'object' || logger === null) throw invalidInput(where, 'an object with debug, info, warn and error', logger);
  checkAll(
    LEVELS.map((level) => () => {
      if (typeof logger[level] !== 'function') throw invalidInput(`${where}.${level}`, 'a function', logger[level]);
    }),
  );
}

/** Logs events to a host's logger. What the logger throws ends nothing. */
export function logTo(logger: Logger | undefined): Log {
  if (logger === undefined) return NO_LOG;
  return (name, fields) => {
    const { level, message } = LOG_EVENTS[name];
    try {
      // A logger that is asynchronous rejects instead.
      void Promise.resolve(logger[level]({ event: name, ...fields }, message)).catch(() => undefined);
    } catch {
      // Who logs is told nothing by a log that fails.
    }
  };
}
