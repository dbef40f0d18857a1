/** A term of study in a minute: `npm run demo`, or `npm run demo -- --file reviews.csv` with your own. */
import { runDemo } from './run-demo.js';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  // The first asks for an orderly end; a second does what the system would have done.
  process.once(name, () => stop.abort(name));
}

// Who reads along, such as `head`, may have read enough.
process.stdout.on('error', () => stop.abort('nobody reads on'));

process.exitCode = await runDemo({
  args: process.argv.slice(2),
  env: process.env,
  output: process.stdout,
  errors: process.stderr,
  signal: stop.signal,
});
