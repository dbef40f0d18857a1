import type { z } from 'zod';
import { type AnswerEvent, type LearningEvent, parseInput } from '../../collections/index.js';
import { type MasteryAt, masteryAt } from '../../learner/index.js';
import { PIPELINES, type profileWithDna, type userProgressDashboard } from '../../pipelines/index.js';
import type { SessionRepository } from '../../repositories/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { CallControl, EngineContext } from '../context.js';
import { conceptAnswersInput, masteryInput, progressInput, recentSessionsInput, sessionEventsInput } from '../inputs.js';
import { firstOf, type Listing, listingOf, mapped } from '../listing.js';
import { ownNow } from '../own-now.js';
import { readOfOpen, refusalOfUse } from '../recording/standing-of-account.js';

export type MasteryInput = z.input<typeof masteryInput>;
export type ProgressInput = z.input<typeof progressInput>;
export type RecentSessionsInput = z.input<typeof recentSessionsInput>;
export type SessionEventsInput = z.input<typeof sessionEventsInput>;
export type ConceptAnswersInput = z.input<typeof conceptAnswersInput>;

export type Profile = z.output<(typeof profileWithDna)['row']>;
export type TopicProgress = z.output<(typeof userProgressDashboard)['row']>;
export type SessionSummary = Awaited<ReturnType<ReturnType<SessionRepository['recent']>['toArray']>>[number];

/** The learner's profile with their learning DNA, in one round trip. */
export async function readProfile({ repositories }: EngineContext, caller: Caller, control: CallControl): Promise<Profile> {
  permit(caller, 'read', 'profile');
  const profile = await repositories.users.profileWithDna(caller.userId, control);
  const refusal = refusalOfUse(profile?.account_status, 'read', 'profile');
  if (profile === null || refusal !== undefined) throw refusal;
  return profile;
}

/** Mastery of every concept, decayed to an instant. */
export async function readMastery(
  context: EngineContext,
  caller: Caller,
  value: MasteryInput,
  control: CallControl,
): Promise<Listing<MasteryAt>> {
  permit(caller, 'read', 'mastery');
  const { at = context.clock(), subject } = parseInput(masteryInput, value, 'mastery');
  const now = await ownNow(context, caller.userId, at, 'mastery', control);
  const stored = await listingOf(() => context.repositories.content_mastery.lookup(caller.userId, { ...control, subject }));
  return mapped(stored, (entry) => masteryAt(entry, now, context.models.forgetting.params));
}

/** How far the learner has come, topic by topic. */
export async function readProgress(
  context: EngineContext,
  caller: Caller,
  value: ProgressInput,
  control: CallControl,
): Promise<Listing<TopicProgress>> {
  permit(caller, 'read', 'progress');
  const { at = context.clock(), subject } = parseInput(progressInput, value, 'progress');
  const { masteredAbove, forgetting } = context.models;
  const { rule } = await ownNow(context, caller.userId, at, 'progress', control);
  const params = { user_id: caller.userId, subject, at, mastered_above: masteredAbove, ...rule, curve: forgetting.params.shape };
  return listingOf(() => context.repositories.content_mastery.run(PIPELINES.user_progress_dashboard, params, control));
}

/** The sessions of the last days, newest first. */
export async function readSessions(
  context: EngineContext,
  caller: Caller,
  value: RecentSessionsInput,
  control: CallControl,
): Promise<Listing<SessionSummary>> {
  permit(caller, 'read', 'recentSessions');
  const { at = context.clock(), days } = parseInput(recentSessionsInput, value, 'recentSessions');
  return readOfOpen(context, caller.userId, 'recentSessions', control, () =>
    listingOf(() => context.repositories.learning_sessions.recent(caller.userId, { ...control, at, days })),
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
  return readOfOpen(context, caller.userId, 'sessionEvents', control, () =>
    firstOf(limit, (most) => context.repositories.learning_events.ofSession(caller.userId, session_id, { ...control, limit: most })),
  );
}

/** Every answer to a concept, newest first. */
export async function readConceptAnswers(
  context: EngineContext,
  caller: Caller,
  value: ConceptAnswersInput,
  control: CallControl,
): Promise<Listing<AnswerEvent>> {
  permit(caller, 'read', 'conceptAnswers');
  const { limit, ...id } = parseInput(conceptAnswersInput, value, 'conceptAnswers');
  const events = await readOfOpen(context, caller.userId, 'conceptAnswers', control, () =>
    firstOf(limit, (most) => context.repositories.learning_events.ofConcept(caller.userId, id, { ...control, limit: most })),
  );
  return { ...events, rows: events.rows.filter((event) => event.type === 'answer') };
}
