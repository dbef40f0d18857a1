import type { LearningSession } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import { compareEvents, type IncomingOf } from '../../learner/index.js';
import { attemptTogether, type CallControl, inTurn } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { isNewest, isStale, loadPredictorVersions } from '../recording/freshness.js';
import { newEvent } from '../recording/new-event.js';
import { recordQueued } from '../recording/record-event.js';
import { outsideSession } from '../recording/session-bounds.js';
import { type NewEvents, storeEvents } from './store-events.js';

/** A session that may have been left open. */
export type OpenSession = Pick<LearningSession, 'user_id' | 'session_id' | 'last_event'>;

type End = IncomingOf<'session_ended'>;

/** Sessions that end in one transaction: others who write for one of their learners wait until it is stored. */
const AT_ONCE = 50;

/**
 * Ends sessions in which nothing has happened for a while, each where its idle time ran out and as of its last event: those of many learners
 * in one transaction, and where that does not go, one by one. Gives how many it ended; the others go on, or somebody else ended them.
 *
 * @throws AdaptiveLearningError `aborted`, `database_unavailable`
 */
export async function endIdle(
  context: EngineContext,
  sessions: readonly OpenSession[],
  idleMs: number,
  where: string,
  control: CallControl,
): Promise<number> {
  let ended = 0;
  for (let start = 0; start < sessions.length; start += AT_ONCE) {
    const ends = sessions.slice(start, start + AT_ONCE).map((session) => endOf(context, session, idleMs, where));
    const learners = new Set(ends.map(({ user_id }) => user_id));
    const end = async () => {
      for (const userId of learners) context.recentState.forget(userId);
      const together = await endTogether(context, ends, where, control);
      ended += together.size;
      for (const event of ends) if (!together.has(event) && (await endAlone(context, event, where, control))) ended += 1;
    };
    await inTurn(context, { where, control, learners }, end);
  }
  return ended;
}

function endOf(context: EngineContext, { user_id, session_id, last_event }: OpenSession, idleMs: number, where: string): End {
  const ranOut = new Date(last_event.occurred_at.getTime() + idleMs);
  const input = { event_id: `session_ended/${session_id}`, occurred_at: ranOut };
  const common = newEvent(context, { userId: user_id, role: 'system' }, 'session_ended', input, where);
  return { ...common, type: 'session_ended', session_id, end: {}, left_open: true };
}

/** One try for all; gives the ends for which it went through. */
async function endTogether(context: EngineContext, ends: readonly End[], where: string, control: CallControl): Promise<ReadonlySet<End>> {
  const ended = await attemptTogether(context, { where, control, models: 'known' }, async (fixed) => {
    const ready = await readyOf(fixed, ends, where);
    await storeEvents(fixed, ready);
    return new Set(ready.flatMap(({ events }) => events as readonly End[]));
  });
  return ended ?? new Set();
}

/** The learners all of whose ends are newer than all that they touch, with what is stored of them. */
async function readyOf(context: EngineContext, ends: readonly End[], where: string): Promise<readonly NewEvents[]> {
  const { learning_sessions, learning_dna } = context.repositories;
  const { signal } = context;
  const userIds = [...new Set(ends.map(({ user_id }) => user_id))];
  const endsOf = (userId: string) => ends.filter(({ user_id }) => user_id === userId);
  const ids = new Map(userIds.map((userId) => [userId, endsOf(userId).map(({ session_id }) => session_id)] as const));
  const [sessions, dnas] = await Promise.all([
    learning_sessions.manyForFold(ids, { signal }),
    learning_dna.manyForFold(userIds, { signal }),
  ]);
  await loadPredictorVersions(
    context,
    sessions.map((session) => ({ session })),
  );
  const dnaOf = new Map(dnas.map((dna) => [dna.user_id, dna] as const));
  const ready: NewEvents[] = [];
  for (const userId of userIds) {
    const events = endsOf(userId);
    const dna = dnaOf.get(userId) ?? null;
    const own = sessions.filter(({ user_id }) => user_id === userId);
    const stored = new Map(own.map((session) => [session.session_id, session] as const));
    const fits = events.every((event) => {
      const touched = { session: stored.get(event.session_id) ?? null, mastery: null, dna, previous: null };
      const isOpen = touched.session?.ended_at === undefined && outsideSession(touched, event, where) === undefined;
      return isOpen && !isStale(touched, context) && isNewest(touched, event);
    });
    if (fits)
      ready.push({
        learner: { userId, dna, sessions: stored, masteries: new Map(), newest: null },
        events: events.toSorted(compareEvents),
      });
  }
  return ready;
}

/** Gives false when the session goes on, or has been ended by somebody else. */
async function endAlone(context: EngineContext, event: End, where: string, control: CallControl): Promise<boolean> {
  try {
    await recordQueued(context, { event, timeChosen: false }, where, control);
    return true;
  } catch (error) {
    if (error instanceof AdaptiveLearningError && (error.code === 'outside_session' || error.code === 'event_conflict')) return false;
    throw error;
  }
}
