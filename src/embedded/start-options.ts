import { resolve } from 'node:path';
import { invalidInput } from '../errors.js';
import type { ProgressListener } from './progress.js';

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A value for mongod's `--setParameter`. */
export type ServerParameter = string | number | boolean;

export interface StartEmbeddedOptions {
  /** Data folder, created if missing; its data stays. By default a temporary folder that is removed at the end. */
  readonly dbPath?: string | undefined;
  /** Port on 127.0.0.1, 1 to 65535; a free port by default. */
  readonly port?: number | undefined;
  /** Called with progress events; see `progressBar()`. */
  readonly onProgress?: ProgressListener | undefined;
  /** Cancels the start, which then rejects with `aborted` and leaves nothing behind. */
  readonly signal?: AbortSignal | undefined;
  /** Passed to mongod as `--setParameter name=value`, such as `{ ttlMonitorSleepSecs: 1 }`. */
  readonly serverParameters?: Readonly<Record<string, ServerParameter>> | undefined;
  /** Folder for downloaded binaries, as `<version>/mongod`; the user's cache folder by default. */
  readonly cacheDir?: string | undefined;
  /** Used instead of `process.env`, also for the processes that are started. */
  readonly env?: Environment | undefined;
}

/** Options that were checked, with the defaults filled in. */
export interface CheckedOptions {
  readonly dbPath: string | undefined;
  readonly port: number | undefined;
  readonly onProgress: ProgressListener | undefined;
  readonly signal: AbortSignal | undefined;
  readonly serverParameters: Readonly<Record<string, ServerParameter>>;
  readonly cacheDir: string | undefined;
  readonly env: Environment;
}

/** How mongod names its parameters; `failpoint.<name>` has a dot. */
const PARAMETER_NAME = /^[A-Za-z][A-Za-z0-9._]*$/;

/**
 * Checks what a caller passed to `startEmbedded`.
 *
 * @throws AdaptiveLearningError `invalid_input` that names the option.
 */
export function checkOptions(options: StartEmbeddedOptions): CheckedOptions {
  const given: unknown = options;
  if (!isRecord(given)) throw invalidInput('startEmbedded.options', 'an object', given);
  const { dbPath, port, onProgress, signal, serverParameters, cacheDir, env, ...unknown } = options;
  for (const key of Object.keys(unknown)) throw invalidInput(`startEmbedded.${key}`, 'no such option', Reflect.get(unknown, key));
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535)) {
    throw invalidInput('startEmbedded.port', 'a whole number from 1 to 65535', port);
  }
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw invalidInput('startEmbedded.onProgress', 'a function', onProgress);
  }
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw invalidInput('startEmbedded.signal', 'an AbortSignal', signal);
  return {
    dbPath: checkFolder('dbPath', dbPath),
    port,
    onProgress,
    signal,
    serverParameters: checkParameters(serverParameters),
    cacheDir: checkFolder('cacheDir', cacheDir),
    env: checkEnvironment(env),
  };
}

function checkFolder(name: string, folder: unknown): string | undefined {
  if (folder === undefined) return undefined;
  if (typeof folder !== 'string' || folder === '' || folder.includes('\0')) {
    throw invalidInput(`startEmbedded.${name}`, 'the path of a folder', folder);
  }
  return resolve(folder);
}

function checkParameters(parameters: unknown): Readonly<Record<string, ServerParameter>> {
  const checked: Record<string, ServerParameter> = {};
  if (parameters === undefined) return checked;
  if (!isRecord(parameters)) throw invalidInput('startEmbedded.serverParameters', 'an object', parameters);
  for (const [name, value] of Object.entries(parameters)) {
    if (!PARAMETER_NAME.test(name))
      throw invalidInput('startEmbedded.serverParameters', 'names of letters, digits, dots and _', parameters);
    if (typeof value !== 'string' && typeof value !== 'boolean' && !(typeof value === 'number' && Number.isFinite(value))) {
      throw invalidInput(`startEmbedded.serverParameters.${name}`, 'a string, a number or a boolean', value);
    }
    checked[name] = value;
  }
  return checked;
}

function checkEnvironment(env: unknown): Environment {
  if (env === undefined) return process.env;
  if (!isRecord(env)) throw invalidInput('startEmbedded.env', 'an object of texts', env);
  const checked: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && typeof value !== 'string') throw invalidInput(`startEmbedded.env.${name}`, 'a string', value);
    checked[name] = value;
  }
  return checked;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
