import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { type EmbeddedServer, type StartEmbeddedOptions, startEmbedded } from '../../src/embedded/index.js';

export const run = promisify(execFile);

/** The environment of this run without a server that already runs: these tests kill theirs. */
export const OWN_ENV = { ...process.env, MONGODB_URI: undefined };

/** A folder that goes at the end of the test. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ale-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A server that is stopped at the end of the test, if the test did not. */
export async function start(options: StartEmbeddedOptions = {}): Promise<EmbeddedServer> {
  const server = await startEmbedded({ env: OWN_ENV, ...options });
  onTestFinished(() => server.stop());
  return server;
}

/** Waits for something to become true, and fails with its name when it does not. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>, limitMs = 10_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`Not within ${limitMs} ms: ${what}`);
    await sleep(25);
  }
}

/** Processes whose command line contains a text, as `pid args`. */
export async function processesWith(text: string): Promise<string[]> {
  const { stdout } = await run('ps', ['-eo', 'pid=,args='], { maxBuffer: 16 * 1024 * 1024 });
  return stdout.split('\n').filter((line) => line.includes(text));
}

/** Whether a process runs; one that ended and waits for its parent to notice (a zombie) does not. */
export async function isAlive(pid: number): Promise<boolean> {
  const { stdout } = await run('ps', ['-o', 'stat=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}

/** The process id of a server that we started, for the tests that need one. */
export function pidOf(server: EmbeddedServer): number {
  if (server.pid === undefined) throw new Error(`${server.source} gave a server that is not ours`);
  return server.pid;
}

export async function parentOf(pid: number): Promise<number> {
  const { stdout } = await run('ps', ['-o', 'ppid=', '-p', String(pid)]);
  return Number(stdout);
}

export function portOf(server: EmbeddedServer): number {
  return Number(new URL(server.uri).port);
}
