import type { z } from 'zod';
import { COLLECTIONS, type LearningEvent, learningEvents, parseInput } from '../../collections/index.js';
import { withJudges } from '../../learner/index.js';
import { type profileWithDna, withheldProfile } from '../../pipelines/index.js';
import type { SessionRepository } from '../../repositories/index.js';
import type { CallControl } from '../../runtime/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { sessionEventsInput } from '../inputs.js';
import { recentSessionsInput } from '../list-inputs.js';
import { firstOf, type Listing, mapped, type Page, pageOf } from '../listing.js';
import { cursorAfter, keyOfCursor } from '../queries/page-cursor.js';
import { accountRefusal, readIfOpen, readWithConsent } from '../recording/account-guard.js';

export type RecentSessionsInput = z.input<typeof recentSessionsInput>;
export type SessionEventsInput = z.input<typeof sessionEventsInput>;

export type Profile = z.output<(typeof profileWithDna)['row']>;
export type SessionSummary = Awaited<ReturnType<ReturnType<SessionRepository['recent']>['toArray']>>[number];

/** What a page of sessions is gone on from. */
const SESSION_KEY = ['started_at', 'session_id'] as const;
const sessionPlace = COLLECTIONS.learning_sessions.schema.pick({ started_at: true, session_id: true });

/** The learner's profile with their learning DNA, in one round trip. */
export async function readProfile({ repositories }: EngineContext, caller: Caller, control: CallControl): Promise<Profile> {
  permit(caller, 'read', 'profile');
  const profile = await repositories.users.profileWithDna(caller.userId, control);
  const refusal = accountRefusal(profile?.account_status, 'read', 'profile');
  if (profile === null || refusal !== undefined) throw refusal;
  return profile.preferences.privacy_settings.emotional_data_usage ? profile : withheldProfile(profile);
}

/** The sessions of the last days, newest first. */
export async function readSessions(
  context: EngineContext,
  caller: Caller,
  value: RecentSessionsInput,
  control: CallControl,
): Promise<Page<SessionSummary>> {
  permit(caller, 'read', 'recentSessions');
  const { at, days, limit, cursor } = parseInput(recentSessionsInput, value, 'recentSessions');
  const question = { verb: 'recentSessions', user_id: caller.userId, at, days };
  const after =
    cursor === undefined
      ? undefined
      : (keyOfCursor(cursor, SESSION_KEY, sessionPlace, question, 'recentSessions') as z.output<typeof sessionPlace>);
  const until = at ?? context.clock();
  return readIfOpen(context, caller.userId, 'recentSessions', control, () =>
    pageOf(
      limit,
      (most) => context.repositories.learning_sessions.recent(caller.userId, { ...control, at: until, days, after, limit: most }),
      (session) => cursorAfter(session, SESSION_KEY, question),
    ),
  );
}

/** Everything that happened in a session, newest first. */
export async function readSessionEvents(
  context: EngineContext,
  caller: Caller,
  value: SessionEventsInput,
  control: CallControl,
): Promise<Listing<LearningEvent>> {
  permit(caller, 'read', 'sessionEvents');
  const { session_id, limit } = parseInput(sessionEventsInput, value, 'sessionEvents');
  const events = await readWithConsent(context, caller.userId, learningEvents, 'sessionEvents', control, () =>
    firstOf(limit, (most) => context.repositories.learning_events.ofSession(caller.userId, session_id, { ...control, limit: most })),
  );
  return mapped(events, { where: 'sessionEvents', signal: control.signal }, (event) =>
    event.type === 'answer' ? { ...event, provenance: withJudges(event.provenance) } : event,
  );
}
