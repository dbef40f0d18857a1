import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AdaptiveLearningError } from '../errors.js';
import { throwIfAborted } from './abort.js';
import { freePort } from './free-port.js';
import { mongodArguments } from './mongod-arguments.js';
import { type LogStory, readLog } from './mongod-log.js';
import { reasonOf } from './redact.js';
import { becomePrimary, FolderOfSeveral, ForeignServer } from './replica-set.js';
import type { ResolvedBinary } from './resolve-binary.js';
import type { CheckedOptions } from './start-options.js';
import { watch } from './watchdog.js';

/** How long a kept folder's server may take to end in order, before it is killed (which the journal survives). */
const GRACE_MS = 10_000;
/** A server that was killed a moment ago may still hold its port and its folder. */
const HELD_LIMIT_MS = 3_000;
const HELD_PAUSE_MS = 100;
/** Between a connection that breaks and the news that the server behind it has ended. */
const ENDING_LIMIT_MS = 1_000;

export interface RunningMongod {
  readonly port: number;
  readonly pid: number;
  readonly replicaSet: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a mongod as a replica set of one and waits until it takes writes.
 * A free port that another process snatched is replaced by another; a given port or folder that is held is waited for, shortly.
 *
 * @throws AdaptiveLearningError `embedded_unavailable` with the end of the log; `aborted`
 */
export async function startMongod(resolved: ResolvedBinary, options: CheckedOptions): Promise<RunningMongod> {
  if (options.dbPath !== undefined) await openFolder(options.dbPath);
  const deadline = Date.now() + HELD_LIMIT_MS;
  for (;;) {
    throwIfAborted(options.signal);
    const port = options.port ?? (await freePort());
    const result = await tryToStart(resolved, options, port);
    if ('pid' in result) return result;
    throwIfAborted(options.signal);
    if (result.trouble === undefined || Date.now() > deadline) throw failure(result, resolved, options, port);
    await sleep(HELD_PAUSE_MS);
  }
}

interface Failure {
  readonly trouble: LogStory['trouble'];
  readonly reason: string;
}

async function tryToStart(resolved: ResolvedBinary, options: CheckedOptions, port: number): Promise<RunningMongod | Failure> {
  const { dbPath, serverParameters, signal, env } = options;
  const temporary = join(tmpdir(), `adaptive-learning-engine-${randomBytes(6).toString('hex')}`);
  const dataFolder = dbPath ?? join(temporary, 'data');
  const logFile = join(temporary, 'mongod.log');
  const folders = dbPath === undefined ? [dataFolder] : [];
  const args = mongodArguments({ dataFolder, port, serverParameters });
  const graceMs = dbPath === undefined ? 0 : GRACE_MS;
  const server = watch({ command: resolved.binary, args, logFile, temporary, folders, graceMs }, env);
  const over = new AbortController();
  const ended = server.ended.then((how) => over.abort(new Error(`ended with ${how}`)));
  const giveUp = () => over.abort(signal?.reason);
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    throwIfAborted(signal);
    const pid = await server.pid;
    const replicaSet = await becomePrimary({ port, pid, signal: over.signal });
    server.unref();
    return { port, pid, replicaSet, stop: once(() => server.release()) };
  } catch (error) {
    // A lost connection, or another server on our port: ours is about to end, and its log then says more than the error does.
    if (!(over.signal.aborted || error instanceof FolderOfSeveral)) await Promise.race([ended, sleep(ENDING_LIMIT_MS)]);
    const story = await readLog(logFile);
    // Before the release, after which it has ended in any case.
    const endedItself = over.signal.aborted;
    await server.release();
    const reason = endedItself ? `${reasonOf(over.signal.reason)}. The end of its log:\n${story.lastLines}` : reasonOf(error);
    return { trouble: error instanceof ForeignServer ? 'port_taken' : story.trouble, reason };
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}

async function openFolder(dbPath: string): Promise<void> {
  try {
    await mkdir(dbPath, { recursive: true });
    await access(dbPath, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unusableFolder(error);
  }
}

function unusableFolder(cause: unknown): AdaptiveLearningError {
  const message = `startEmbedded.dbPath: the folder cannot be made or written: ${reasonOf(cause)}`;
  return new AdaptiveLearningError('embedded_unavailable', message, { where: 'startEmbedded.dbPath', cause });
}

function failure({ trouble, reason }: Failure, { binary, version }: ResolvedBinary, options: CheckedOptions, port: number): Error {
  if (trouble === 'port_taken') {
    const message = `startEmbedded.port: port ${port} of 127.0.0.1 is taken by another process; stop that, or leave port out to get a free one`;
    return new AdaptiveLearningError('embedded_unavailable', message, { where: 'startEmbedded.port' });
  }
  if (trouble === 'folder_in_use') {
    const message = `startEmbedded.dbPath: another mongod is running on ${options.dbPath ?? 'it'}; stop that one, or take another folder`;
    return new AdaptiveLearningError('embedded_unavailable', message, { where: 'startEmbedded.dbPath' });
  }
  const message = `MongoDB ${version} (${binary}) did not start: ${reason}`;
  return new AdaptiveLearningError('embedded_unavailable', message, { where: 'startEmbedded' });
}

function once<Result>(act: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => {
    result ??= act();
    return result;
  };
}
