import { z } from 'zod';
import type { LearningSession } from '../../collections/index.js';
import { aFunction, type CallControl, inputSchema, type OptionsOf, readWithRetry } from '../../runtime/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';
import { endIdle } from '../importing/end-idle.js';

/** The result of {@link closeIdleSessions}. */
export interface IdleSessionsReport {
  readonly closed: number;
  /** Sessions that remain open because they had a new event, or that another call ended. */
  readonly remaining: number;
}

export interface CloseIdleSessionsControl extends CallControl {
  readonly onProgress?: ((soFar: IdleSessionsReport) => void) | undefined;
}

const MINUTE_MS = 60_000;
/** Sessions that are read at once. */
const PAGE = 200;

/** Where the next page begins. */
type OpenPlace = Pick<LearningSession, 'session_id' | 'started_at'>;

const closeIdleSessionsInput = inputSchema(
  'CloseIdleSessionsInput',
  {
    idle_minutes: z.number().min(0.5).max(527_040).default(1_440),
    limit: z.int().min(1).max(1_000_000).default(1_000_000),
  },
  {
    idle_minutes:
      'The minutes without an event after which a session is closed, 0.5 to 527,040 (a year); 1,440 (a day) if not given. A later event cannot join the closed session.',
    limit: 'The maximum number of sessions to close, 1 to 1,000,000; all if not given.',
  },
);

const PROGRESS: OptionsOf<CloseIdleSessionsControl> = {
  onProgress: { check: aFunction, sentence: 'Told after each 200 sessions how many were closed and how many remain open.' },
};

export const closeIdleSessions = engineVerb({
  name: 'closeIdleSessions',
  action: 'run_jobs',
  kind: 'job',
  input: closeIdleSessionsInput.prefault({}),
  control: PROGRESS,
  cannotJoin: 'sessions of many learners are ended in several transactions',
  summary: 'Ends sessions that have had no event for a while, as of their last event. Run it about once an hour.',
  details:
    'The learning DNA learns from them as from any other session. It is safe to interrupt it, to run it again and to run it in several processes: each session ends once.',
  result: 'The numbers of sessions that were closed and that remain open.',
  example: 'await engine.closeIdleSessions();',
  run,
});

async function run(
  context: EngineContext,
  _: Actor,
  { idle_minutes, limit }: z.output<typeof closeIdleSessionsInput>,
  { onProgress, ...control }: CloseIdleSessionsControl,
): Promise<IdleSessionsReport> {
  const where = 'closeIdleSessions';
  const idleMs = idle_minutes * MINUTE_MS;
  const before = new Date(context.clock().getTime() - idleMs);
  const { learning_sessions } = context.repositories;
  let [closed, remaining] = [0, 0];
  let after: OpenPlace | undefined;
  for (;;) {
    const page = await readWithRetry(context, where, control, () =>
      learning_sessions.open({ before, after, limit: PAGE, signal: control.signal }).toArray(),
    );
    const idle = page.filter(({ last_event }) => last_event.occurred_at < before);
    const some = idle.slice(0, limit - closed);
    const ended = await endIdle(context, some, idleMs, where, control);
    closed += ended;
    remaining += some.length - ended;
    onProgress?.({ closed, remaining });
    const isWhole = some.length === idle.length;
    if (closed === limit || (isWhole && page.length < PAGE)) return { closed, remaining };
    after = isWhole ? page.at(-1) : some.at(-1);
  }
}
