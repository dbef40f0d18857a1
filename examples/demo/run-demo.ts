import { setMaxListeners } from 'node:events';
import { AdaptiveLearningError, createEngine } from 'adaptive-learning-engine';
import { openServer } from './open-server.js';
import { HELP, readOptions, WrongUsage } from './options.js';
import { ClassIsThere, playClass } from './play-class.js';
import { playReviewLog } from './play-review-log.js';
import { readReviewLog } from './review-log/read-review-log.js';
import { ReviewLogRefused } from './review-log/review-log-faults.js';
import { setClock } from './set-clock.js';
import { type Output, Sheet } from './show/sheet.js';
import { terminalText } from './show/terminal-text.js';
import { ReportNotWritten } from './write-report.js';

/** What the demo has around it. */
export interface Surroundings {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly output: Output;
  readonly errors: Output;
  readonly signal: AbortSignal;
}

/** Exit codes: all went well, something is wrong, the command line is wrong, stopped by Ctrl-C. */
export const EXIT = { ok: 0, failed: 1, usage: 2, stopped: 130 } as const;

/** Runs the demo and gives the exit code. */
export async function runDemo(surroundings: Surroundings): Promise<number> {
  // A whole class listens to it, each learner with several calls at a time: that is no leak.
  setMaxListeners(0, surroundings.signal);
  try {
    return (await play(surroundings)) ? EXIT.ok : EXIT.failed;
  } catch (error) {
    return explain(error, surroundings);
  }
}

async function play({ args, env, output, errors, signal }: Surroundings): Promise<boolean> {
  const sheet = new Sheet(output, env);
  const options = readOptions(args, env);
  if (options === undefined) {
    for (const line of HELP.split('\n')) sheet.line(line);
    return true;
  }
  const clock = setClock(new Date());
  const { file } = options;
  // The whole file is checked before anything is started, let alone written.
  const log = file === undefined ? undefined : await readReviewLog(file, { ...options, now: clock.now(), signal });
  const server = await openServer(options, signal);
  try {
    sheet.line(server.origin);
    const engine = await createEngine({ uri: server.uri, database: server.database, clock: clock.now, tuning: 'manual' });
    try {
      await engine.setup();
      const stage = { options, engine, clock, sheet, errors, signal };
      return await (file === undefined || log === undefined ? playClass(stage) : playReviewLog(stage, file, log));
    } finally {
      await engine.close();
    }
  } finally {
    await server.stop();
  }
}

/** What a person can do something about is told in words; anything else is a defect and keeps its stack. */
function explain(error: unknown, { errors, signal }: Surroundings): number {
  const tell = (...lines: readonly string[]) => errors.write(`${lines.map(terminalText).join('\n')}\n`);
  if (signal.aborted) {
    tell('Stopped');
    return EXIT.stopped;
  }
  if (error instanceof WrongUsage) {
    tell(error.message, 'npm run demo -- --help lists the options');
    return EXIT.usage;
  }
  const isExpected =
    error instanceof ReviewLogRefused ||
    error instanceof ClassIsThere ||
    error instanceof ReportNotWritten ||
    error instanceof AdaptiveLearningError;
  if (isExpected) tell(...error.message.split('\n'));
  else if (isFileError(error)) tell(`The file cannot be read: ${error.message}`);
  else tell(...(error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n'));
  return EXIT.failed;
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error && /^(ENOENT|EISDIR|EACCES|EPERM)$/.test(String(error.code));
}
