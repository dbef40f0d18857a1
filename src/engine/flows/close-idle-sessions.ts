import type { z } from 'zod';
import { type LearningSession, parseInput } from '../../collections/index.js';
import { type CallControl, readWithRetry } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { endIdle } from '../importing/end-idle.js';
import { closeIdleSessionsInput } from '../inputs.js';

export type CloseIdleSessionsInput = z.input<typeof closeIdleSessionsInput>;

/** What a run of {@link closeIdleSessions} did. */
export interface IdleSessionsReport {
  readonly closed: number;
  /** Sessions in which something happened meanwhile, or that somebody else ended. */
  readonly left: number;
}

const MINUTE_MS = 60_000;
/** Sessions that are read at once. */
const PAGE = 200;

/** Where the next page begins. */
type OpenPlace = Pick<LearningSession, 'session_id' | 'started_at'>;

/**
 * Ends the sessions in which nothing has happened for a while, each at its last event; the learner's DNA learns from them as from any other. A job for
 * every hour or so. It may be stopped or killed at any point and run again, also beside another run: a session is ended once.
 *
 * @throws AdaptiveLearningError `invalid_input`, `aborted`, `database_unavailable`
 */
export async function closeIdleSessions(
  context: EngineContext,
  value: CloseIdleSessionsInput,
  control: CallControl,
): Promise<IdleSessionsReport> {
  const where = 'closeIdleSessions';
  const { idle_minutes, limit } = parseInput(closeIdleSessionsInput, value, where);
  const idleMs = idle_minutes * MINUTE_MS;
  const before = new Date(context.clock().getTime() - idleMs);
  const { learning_sessions } = context.repositories;
  let [closed, left] = [0, 0];
  let after: OpenPlace | undefined;
  for (;;) {
    const page = await readWithRetry(context, where, control, () =>
      learning_sessions.open({ before, after, limit: PAGE, signal: control.signal }).toArray(),
    );
    const idle = page.filter(({ last_event }) => last_event.occurred_at < before);
    const some = idle.slice(0, limit - closed);
    const ended = await endIdle(context, some, idleMs, where, control);
    closed += ended;
    left += some.length - ended;
    const isWhole = some.length === idle.length;
    if (closed === limit || (isWhole && page.length < PAGE)) return { closed, left };
    after = isWhole ? page.at(-1) : some.at(-1);
  }
}
