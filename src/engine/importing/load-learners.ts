import type { ContentMastery, LearningDna, LearningSession } from '../../collections/index.js';
import { conceptKey, presentName } from '../../learner/index.js';
import type { EngineContext } from '../context.js';
import type { UnknownConcept } from '../curriculum/strict-curriculum.js';
import { loadPredictorVersions } from '../recording/freshness.js';
import { type NewestChanges, newestChanges } from '../recording/newest-changes.js';
import type { EventFingerprint } from '../recording/sent-event.js';
import { byLearner, type Chunk } from './import-chunks.js';
import { type LoadedAccount, loadAccounts } from './load-accounts.js';
import type { PendingAnswer } from './pending-answer.js';
import { type Placed, placeAnswers } from './place-answers.js';

/** What is stored of one learner that answers of a chunk have to do with. */
export interface LoadedLearner {
  readonly userId: string;
  /** Their answers of the chunk, in the order of the input. */
  readonly answers: readonly PendingAnswer[];
  /** What the events under the answers' ids were sent as. */
  readonly prints: ReadonlyMap<string, EventFingerprint>;
  /** Concepts that the curriculum does not have, by the keys of their names of now; none but in a strict one. */
  readonly unknown: ReadonlyMap<string, UnknownConcept>;
  /** Where the answers go that name no session. */
  readonly placed: Placed;
  readonly sessions: ReadonlyMap<string, LearningSession>;
  readonly masteries: ReadonlyMap<string, ContentMastery>;
  /** The newest change of each concept that nothing is kept about. */
  readonly changes: NewestChanges;
  /** The session that started last; read where one starts. */
  readonly newest: LearningSession | null;
  /** Read where answers name no session. */
  readonly dna: LearningDna | null;
  /** What the learner allows, and whether the account is active; undefined when there is no such learner. */
  readonly account: LoadedAccount['account'];
}

const NONE: ReadonlyMap<string, UnknownConcept> = new Map();

/** Reads all that the answers of a chunk touch, with one query of each collection; some more of each learner with sessions whose answers name none. */
export async function loadLearners(context: EngineContext, chunk: Chunk, where: string): Promise<readonly LoadedLearner[]> {
  const { learning_events, learning_sessions, content_mastery } = context.repositories;
  const { signal } = context;
  const learners = byLearner(chunk);
  const eventIds = new Map(
    [...learners].map(([userId, answers]) => [userId, new Set(answers.map(({ event }) => event.event_id))] as const),
  );
  const { models } = context;
  const concepts = new Map(
    [...learners].map(([userId, answers]) => [userId, answers.map(({ event }) => presentName(event.answer, models))] as const),
  );
  const asked = new Set([...concepts].flatMap(([userId, ids]) => ids.map((id) => `${userId}\0${conceptKey(id)}`)));
  const unknown = (await context.strictCurriculum?.unknownAmong([...concepts.values()].flat(), signal)) ?? NONE;
  const [accounts, found, masteries] = await Promise.all([
    loadAccounts(context, learners),
    learning_events.prints(eventIds, { signal }),
    content_mastery.manyForFold(concepts, { signal }),
  ]);
  const prints = new Map([...learners.keys()].map((userId) => [userId, new Map<string, EventFingerprint>()] as const));
  for (const { user_id, event_id, metadata, ...print } of found) prints.get(user_id)?.set(event_id, { ...print, texts: { metadata } });
  const isTaken = ({ event }: PendingAnswer) => !unknown.has(conceptKey(presentName(event.answer, models)));
  const own = await Promise.all(
    [...learners].map(async ([userId, answers]) => ({
      ...(await loadSessions(context, userId, answers.filter(isTaken), {
        prints: prints.get(userId) as ReadonlyMap<string, EventFingerprint>,
        account: accounts.get(userId) as LoadedAccount,
        where,
      })),
      answers,
    })),
  );
  const sessionIds = new Map(own.flatMap(({ userId, sessionIds: ids }) => (ids.size === 0 ? [] : [[userId, ids] as const])));
  const sessions = await learning_sessions.manyForFold(sessionIds, { signal });
  await loadPredictorVersions(context, [
    ...masteries.map((mastery) => ({ mastery })),
    ...[...sessions, ...own.flatMap(({ newest }) => newest ?? [])].map((session) => ({ session })),
  ]);
  const loaded = new Map(
    own.map(({ userId, answers, placed, newest }) => {
      const { account, dna } = accounts.get(userId) as LoadedAccount;
      const documents = { sessions: new Map<string, LearningSession>(), masteries: new Map<string, ContentMastery>() };
      const changes: NewestChanges = new Map();
      if (newest !== null) documents.sessions.set(newest.session_id, newest);
      const known = prints.get(userId) as ReadonlyMap<string, EventFingerprint>;
      return [userId, { userId, answers, prints: known, unknown, placed, newest, dna, account, changes, ...documents }] as const;
    }),
  );
  for (const session of sessions) loaded.get(session.user_id)?.sessions.set(session.session_id, session);
  for (const mastery of masteries) {
    const key = conceptKey(mastery);
    if (asked.has(`${mastery.user_id}\0${key}`)) loaded.get(mastery.user_id)?.masteries.set(key, mastery);
  }
  return withChanges(context, [...loaded.values()]);
}

async function withChanges(context: EngineContext, learners: readonly LoadedLearner[]): Promise<readonly LoadedLearner[]> {
  const unknown = learners.map(({ userId, answers, masteries }) => {
    const concepts = answers
      .map(({ event }) => presentName(event.answer, context.models))
      .filter((concept) => !masteries.has(conceptKey(concept)));
    return [userId, concepts] as const;
  });
  const changes = await newestChanges(context, new Map(unknown));
  return learners.map((learner) => ({ ...learner, changes: changes.get(learner.userId) ?? learner.changes }));
}

/** Finds sessions for a learner's answers that name none, and reads what their starts and ends touch. */
async function loadSessions(
  context: EngineContext,
  userId: string,
  answers: readonly PendingAnswer[],
  {
    prints,
    account,
    where,
  }: { readonly prints: ReadonlyMap<string, EventFingerprint>; readonly account: LoadedAccount; readonly where: string },
) {
  const placed = await placeAnswers(context, account, answers, prints, where);
  const starts = placed.events.some(({ type }) => type === 'session_started');
  const newest =
    starts && account.hasSessions ? await context.repositories.learning_sessions.newest(userId, { signal: context.signal }) : null;
  const named = answers.filter(({ sessionChosen }) => sessionChosen !== true).map(({ event }) => event.session_id);
  const touched = placed.events.flatMap((event) => ('session_id' in event ? [event.session_id] : []));
  const sessionIds = new Set(account.hasSessions ? [...named, ...placed.sessionIds.values(), ...touched] : named);
  if (newest !== null) sessionIds.delete(newest.session_id);
  return { userId, answers, placed, newest, sessionIds };
}
