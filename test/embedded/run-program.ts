import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { OWN_ENV } from './scratch.js';

const PROGRAM = new URL('./hold-server.ts', import.meta.url).pathname;

/** Runs `hold-server.ts`. Its temporary folders are in `temporary`, and so are the arguments of its mongod. */
export function runProgram(how: string, temporary: string, options: object = {}) {
  const args = ['--import', 'tsx', PROGRAM, how, JSON.stringify(options)];
  const child = spawn(process.execPath, args, { env: { ...OWN_ENV, TMPDIR: temporary }, stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, server: () => serverOf(child) };
}

async function serverOf(child: ChildProcess): Promise<{ uri: string; pid: number; source: string }> {
  if (child.stdout === null) throw new Error('The program has no output');
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error('The program ended without a server');
}
