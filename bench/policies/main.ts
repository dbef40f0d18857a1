/** `npm run policies`: what following `recommend` teaches beside other policies, on simulated learners. `--help` lists the options. */
import { runPolicies } from './run-policies.js';

const stop = new AbortController();
// The first asks for an orderly end; a second does what the system would have done.
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(name));

const CLEAR_LINE = '\r\u001B[K';

try {
  process.exitCode = await runPolicies({
    args: process.argv.slice(2),
    print: (line) => process.stdout.write(`${process.stderr.isTTY ? CLEAR_LINE : ''}${line}\n`),
    tell: (text) => {
      if (process.stderr.isTTY) process.stderr.write(`${CLEAR_LINE}${text}`);
    },
    signal: stop.signal,
  });
} catch (error) {
  // A mistyped option is no bug: the message says it all.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = stop.signal.aborted ? 130 : 2;
}
