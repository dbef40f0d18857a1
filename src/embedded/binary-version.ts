import { reasonOf } from './redact.js';
import { lastLine, runCommand } from './run-command.js';
import type { Environment } from './start-options.js';

/** A cold disk may need seconds for 140 MB. */
const STALL_MS = 20_000;
const VERSION_LINE = /^db version v(\d+\.\d+\.\d+\S*)/m;

/** A binary that runs on this machine, or why it does not. */
export type CheckedBinary = { readonly version: string } | { readonly broken: string };

/**
 * Asks a mongod for its version: the proof that it is whole, for this machine, and finds the libraries that it needs.
 *
 * @example
 * await binaryVersion('/usr/bin/mongod', process.env, undefined) //=> { version: '6.0.5' }
 */
export async function binaryVersion(binary: string, env: Environment, signal: AbortSignal | undefined): Promise<CheckedBinary> {
  const { code, output, problem } = await runCommand(binary, ['--version'], { env, signal, stallMs: STALL_MS });
  const version = VERSION_LINE.exec(output)?.[1];
  if (code === 0 && version !== undefined) return { version };
  return { broken: reasonOf(`${binary} does not run here: ${problem ?? lastLine(output)}`) };
}
