import type { z } from 'zod';
import { type LearningSession, parseInput } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import { type CallControl, type EngineContext, patiently } from '../context.js';
import { closeIdleSessionsInput } from '../inputs.js';
import { newEvent } from '../recording/new-event.js';
import { recordEvent } from '../recording/record-event.js';

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

type OpenSession = Pick<LearningSession, 'user_id' | 'session_id' | 'started_at' | 'last_event'>;

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
  let after: OpenSession | undefined;
  while (closed < limit) {
    const page = await patiently(context, where, control, () =>
      learning_sessions.open({ before, after, limit: PAGE, signal: control.signal }).toArray(),
    );
    for (const session of page) {
      if (closed === limit) break;
      if (session.last_event.occurred_at >= before) continue;
      if (await close(context, session, idleMs, where, control)) closed += 1;
      else left += 1;
    }
    after = page.at(-1);
    if (page.length < PAGE) break;
  }
  return { closed, left };
}

/** Gives false when the session goes on, or has been ended by somebody else. */
async function close(
  context: EngineContext,
  { user_id, session_id, last_event }: OpenSession,
  idleMs: number,
  where: string,
  control: CallControl,
): Promise<boolean> {
  const ranOut = new Date(last_event.occurred_at.getTime() + idleMs);
  const input = { event_id: `session_ended/${session_id}`, occurred_at: ranOut };
  const common = newEvent(context, { userId: user_id, role: 'system' }, 'session_ended', input, where);
  const event = { ...common, type: 'session_ended' as const, session_id, end: {}, left_open: true as const };
  try {
    await recordEvent(context, { event, timeChosen: false }, where, control);
    return true;
  } catch (error) {
    if (error instanceof AdaptiveLearningError && (error.code === 'outside_session' || error.code === 'event_conflict')) return false;
    throw error;
  }
}
