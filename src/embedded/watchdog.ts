import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Environment } from './start-options.js';

/**
 * A process between us and the server, in a session of its own. It holds one end of a pipe to us: when the pipe closes, because we asked
 * for it or because we are gone (a normal exit, Ctrl-C, kill -9), it ends the server and removes what is temporary.
 * It makes the temporary folder and starts the server itself, so there is no instant at which either is there without a watch.
 */
const SCRIPT = `
const { spawn } = require('node:child_process');
const { mkdirSync, openSync, rmSync } = require('node:fs');
const { command, args, logFile, temporary, folders, graceMs } = JSON.parse(process.argv[1]);
const tell = (fact) => process.stdout.write(JSON.stringify(fact) + '\\n');
const finish = () => {
  try { rmSync(temporary, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }); } finally { process.exit(0); }
};
let closing = false;
let ended = false;
process.stdout.on('error', () => undefined);
let server;
const end = (fact) => {
  ended = true;
  tell(fact);
  if (closing) finish();
};
const begin = () => {
  for (const folder of [temporary, ...folders]) mkdirSync(folder, { mode: 0o700 });
  const log = openSync(logFile, 'w');
  server = spawn(command, args, { stdio: ['ignore', log, log], windowsHide: true });
  server.once('spawn', () => tell({ pid: server.pid }));
  server.once('error', (error) => end({ ended: error.message }));
  server.once('exit', (code, signal) => end({ ended: signal === null ? 'exit code ' + code : signal }));
};
const close = () => {
  if (closing) return;
  closing = true;
  if (ended) return finish();
  server.kill(graceMs > 0 ? 'SIGTERM' : 'SIGKILL');
  setTimeout(() => server.kill('SIGKILL'), graceMs);
};
process.stdin.on('end', close).on('close', close).on('error', close).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, close);
try { begin(); } catch (error) { end({ ended: error.message }); }
`;

export interface WatchedCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** What the server writes to both its streams goes here. */
  readonly logFile: string;
  /** A folder that is made for it, and removed with what is in it once the server has ended after `release`. */
  readonly temporary: string;
  /** Folders in there that are made too. */
  readonly folders: readonly string[];
  /** How long the server may take to end in order; 0 ends it at once. */
  readonly graceMs: number;
}

/** A server under watch. */
export interface WatchedServer {
  /** The server's own process id; rejects when it could not be started. */
  readonly pid: Promise<number>;
  /** How the server ended: `exit code 0`, `SIGKILL`. Pending while it runs. */
  readonly ended: Promise<string>;
  /** Lets the event loop of this process end although the server runs. */
  unref(): void;
  /** Ends the server, removes what is temporary, and resolves when both are done. */
  release(): Promise<void>;
}

/** Starts a server that does not outlive this process. */
export function watch(command: WatchedCommand, env: Environment): WatchedServer {
  const watchdog = spawn(process.execPath, ['-e', SCRIPT, '--', JSON.stringify(command)], {
    detached: true,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    // Neither a debugger nor a coverage recorder of ours belongs into the watchdog, nor does an address with a password.
    env: { ...env, NODE_OPTIONS: undefined, NODE_V8_COVERAGE: undefined, MONGODB_URI: undefined },
  });
  let knownPid: number | undefined;
  const gone = new Promise<string>((done) => {
    watchdog.once('error', (error) => done(error.message));
    watchdog.once('exit', (code, signal) => done(`its watchdog ended (${signal ?? `exit code ${code}`})`));
  });
  const facts = createInterface({ input: watchdog.stdout });
  const pid = new Promise<number>((done, fail) => {
    facts.on('line', (line) => {
      const fact = JSON.parse(line) as { pid?: number; ended?: string };
      knownPid ??= fact.pid;
      if (fact.pid !== undefined) done(fact.pid);
      if (fact.ended !== undefined) fail(new Error(fact.ended));
    });
    void gone.then((reason) => fail(new Error(reason)));
  });
  let serverEnded = false;
  const ended = new Promise<string>((done) => {
    facts.on('line', (line) => {
      const fact = JSON.parse(line) as { ended?: string };
      if (fact.ended === undefined) return;
      serverEnded = true;
      done(fact.ended);
    });
    void gone.then(async (reason) => {
      // Someone ended the watchdog alone: what it was there for is ours to do now.
      if (!serverEnded && knownPid !== undefined) killQuietly(knownPid);
      await rm(command.temporary, { recursive: true, force: true });
      done(reason);
    });
  });
  // Both may settle when nobody listens any more.
  pid.catch(() => undefined);
  watchdog.stdin.on('error', () => undefined);
  return {
    pid,
    ended,
    unref: () => eachHandle(watchdog, (handle) => handle.unref()),
    release: async () => {
      eachHandle(watchdog, (handle) => handle.ref());
      watchdog.stdin.end();
      await gone;
    },
  };
}

function eachHandle(watchdog: ChildProcess, act: (handle: { ref(): unknown; unref(): unknown }) => void): void {
  act(watchdog);
  // Pipes to a child are sockets, which the types do not say.
  act(watchdog.stdin as unknown as Socket);
  act(watchdog.stdout as unknown as Socket);
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
