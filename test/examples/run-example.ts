import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a program of the project in a fresh process and gives what it printed; rejects when it fails. */
export async function runExample(file: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { stdout } = await run(process.execPath, ['--no-warnings', '--import', 'tsx', file], { env: { ...process.env, ...env } });
  return stdout;
}
