import { spawn } from 'node:child_process';
import { throwIfAborted } from './abort.js';
import type { Environment } from './start-options.js';

/** How often a running command is looked at. */
const LOOK_EVERY_MS = 200;
/** More output than this is dropped from its beginning: what went wrong stands at the end. */
const KEPT_OUTPUT = 64 * 1024;

export interface CommandOptions {
  readonly env: Environment;
  readonly signal: AbortSignal | undefined;
  /** Ended when nothing moved for this long: no output, and the same number from `measure`. */
  readonly stallMs: number;
  /** A number that grows while the command gets on: bytes in a folder. Called about five times a second. */
  readonly measure?: (output: string) => Promise<number>;
}

export interface CommandResult {
  /** 0 when all went well; `undefined` when the command did not run or was ended. */
  readonly code: number | undefined;
  /** What it wrote, to both streams. */
  readonly output: string;
  /** Why it did not end by itself: no such command, or it stood still. */
  readonly problem: string | undefined;
}

/**
 * Runs a command to its end, without a shell and without a terminal.
 *
 * @throws AdaptiveLearningError `aborted`; the command is ended first. Every other trouble is in the result.
 */
export async function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const { env, signal, stallMs, measure } = options;
  throwIfAborted(signal);
  const child = spawn(command, args, { env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  let output = '';
  let problem: string | undefined;
  let movedAt = Date.now();
  const take = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-KEPT_OUTPUT);
    movedAt = Date.now();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);

  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill, { once: true });
  let measured = 0;
  let measuring = false;
  const look = async () => {
    if (measure !== undefined && !measuring) {
      measuring = true;
      const now = await measure(output).catch(() => measured);
      measuring = false;
      if (now !== measured) movedAt = Date.now();
      measured = now;
    }
    if (Date.now() - movedAt <= stallMs) return;
    problem = `nothing moved for ${Math.round(stallMs / 1000)} s`;
    kill();
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  const code = await new Promise<number | undefined>((done) => {
    child.once('error', (error) => {
      problem ??= error.message;
      done(undefined);
    });
    child.once('close', (exitCode) => done(exitCode ?? undefined));
  });
  clearInterval(timer);
  signal?.removeEventListener('abort', kill);
  throwIfAborted(signal);
  return { code, output, problem };
}

/** The last line that says something: what went wrong, as a rule. */
export function lastLine(output: string): string {
  const lines = output.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  return lines.at(-1)?.trim() ?? 'no output';
}
