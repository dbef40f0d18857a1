import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a peer in Python printed, or why there is none. */
export type PeerResult<Result> = { readonly result: Result } | { readonly missing: string };

/**
 * Runs a script of this folder in a child process, gives it `task` as JSON on its standard input and reads JSON from its standard output.
 * The interpreter is `python3`, or what the environment variable ALE_PYTHON names. A peer that is missing or breaks is no failure
 * of ours: the figure then says so.
 */
export async function runPython<Result>(script: string, peer: string, task: unknown): Promise<PeerResult<Result>> {
  const python = process.env['ALE_PYTHON'] ?? 'python3';
  const child = spawn(python, [fileURLToPath(new URL(script, import.meta.url))], { stdio: ['pipe', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  // A child that could not be started, or ended early, closes the pipe before all is written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(task));
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  if (code === null) return { missing: `${peer}: ${python} is not installed` };
  if (err.includes('ModuleNotFoundError') || err.includes('PackageNotFoundError')) return { missing: `${peer} is not installed` };
  // A peer that breaks, say on packages that do not fit each other, must not take the other figures with it.
  if (code !== 0) return { missing: `${peer} failed: ${err.trim().split('\n').at(-1) ?? ''}` };
  return { result: JSON.parse(out) as Result };
}
