import { z } from 'zod';
import { type LearningEvent, learningEvents, learningSessions } from '../../collections/index.js';
import { withJudges } from '../../learner/index.js';
import { type PipelineRows, withheldProfile } from '../../pipelines/index.js';
import type { SessionRepository } from '../../repositories/index.js';
import { accountRefusal, type CallControl, inputSchema, NOTHING } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { LIST_SENTENCES, listShape } from '../list-inputs.js';
import { firstOf, type Listing, mapped, type Page, pageOf } from '../listing.js';
import { cursorAfter, keyOfCursor } from '../queries/page-cursor.js';
import { readWithConsent } from '../recording/read-with-consent.js';

export type Profile = PipelineRows['profile_with_dna'];
export type SessionSummary = Awaited<ReturnType<ReturnType<SessionRepository['recent']>['toArray']>>[number];

/** What a page of sessions is gone on from. */
const SESSION_KEY = ['started_at', 'session_id'] as const;
const sessionPlace = learningSessions.schema.pick({ started_at: true, session_id: true });

export const profile = learnerVerb({
  name: 'profile',
  action: 'read',
  account: 'readable',
  ownCheck: true,
  kind: 'read',
  input: NOTHING,
  summary: "Returns the learner's account and learning DNA in one round trip.",
  result: 'The account without secrets, and the learning DNA.',
  errors: {
    not_found: 'a learner without an account',
    access_denied: 'a deleted account',
  },
  example: 'const { profile, learning_dna } = await learner.profile();',
  run: readProfile,
});

async function readProfile({ repositories }: EngineContext, caller: Caller, _: undefined, control: CallControl): Promise<Profile> {
  const profile = await repositories.users.profileWithDna(caller.userId, control);
  const refusal = accountRefusal(profile?.account_status, 'readable', 'profile');
  if (profile === null || refusal !== undefined) throw refusal;
  return profile.preferences.privacy_settings.emotional_data_usage ? profile : withheldProfile(profile);
}

const recentSessionsInput = inputSchema(
  'RecentSessionsInput',
  {
    at: listShape.at,
    days: z.int().min(1).max(366).default(30),
    limit: listShape.limit,
    cursor: listShape.cursor,
  },
  {
    at: LIST_SENTENCES.at,
    days: 'The number of days back from `at`, 1 to 366; 30 if not given.',
    limit: LIST_SENTENCES.limit,
    cursor: LIST_SENTENCES.cursor,
  },
);

export const recentSessions = learnerVerb({
  name: 'recentSessions',
  action: 'read',
  account: 'readable',
  kind: 'read',
  input: recentSessionsInput.prefault({}),
  summary: 'Lists the sessions of the last days without their dialogue, newest first: all at once, or page by page.',
  result: 'The rows of the page, and `next`, the `cursor` of the next page; null on the last page.',
  errors: {
    not_found: 'a learner without an account',
    access_denied: 'a deleted account',
  },
  example: 'const { rows, next } = await learner.recentSessions({ days: 365, limit: 10 });',
  run: readSessions,
});

async function readSessions(
  context: EngineContext,
  caller: Caller,
  { at, days, limit, cursor }: z.output<typeof recentSessionsInput>,
  control: CallControl,
): Promise<Page<SessionSummary>> {
  const question = { verb: 'recentSessions', user_id: caller.userId, at, days };
  const after =
    cursor === undefined
      ? undefined
      : (keyOfCursor(cursor, SESSION_KEY, sessionPlace, question, 'recentSessions') as z.output<typeof sessionPlace>);
  const until = at ?? context.clock();
  return pageOf(
    limit,
    (most) => context.repositories.learning_sessions.recent(caller.userId, { ...control, at: until, days, after, limit: most }),
    (session) => cursorAfter(session, SESSION_KEY, question),
  );
}

const sessionEventsInput = inputSchema(
  'SessionEventsInput',
  {
    session_id: fields.sessionId,
    limit: z.int().min(1).max(10_000).default(100),
  },
  {
    session_id: 'The session.',
    limit: 'The maximum number of results, 1 to 10,000; 100 if not given.',
  },
);

export const sessionEvents = learnerVerb({
  name: 'sessionEvents',
  action: 'read',
  account: 'readable',
  kind: 'read',
  input: sessionEventsInput,
  summary: 'Lists all events of a session from the log, newest first.',
  result: 'The events of the log.',
  errors: {
    not_found: 'a learner without an account',
    access_denied: 'a deleted account',
  },
  example: 'const { rows } = await learner.sessionEvents({ session_id, limit: 50 });',
  run: readSessionEvents,
});

async function readSessionEvents(
  context: EngineContext,
  caller: Caller,
  { session_id, limit }: z.output<typeof sessionEventsInput>,
  control: CallControl,
): Promise<Listing<LearningEvent>> {
  const events = await readWithConsent(context, caller.userId, learningEvents, control, () =>
    firstOf(limit, (most) => context.repositories.learning_events.ofSession(caller.userId, session_id, { ...control, limit: most })),
  );
  return mapped(events, { where: 'sessionEvents', signal: control.signal }, (event) =>
    event.type === 'answer' ? { ...event, provenance: withJudges(event.provenance) } : event,
  );
}
