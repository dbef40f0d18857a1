import type { ContentMastery, LearningSession } from '../../collections/index.js';
import { conceptKey } from '../../learner/index.js';
import type { EngineContext } from '../context.js';
import type { EventPrint } from '../recording/sent-event.js';
import { byLearner, type Chunk } from './import-chunks.js';
import type { PendingAnswer } from './pending-answer.js';

/** What is stored of one learner that answers of a chunk have to do with. */
export interface LoadedLearner {
  readonly userId: string;
  /** Their answers of the chunk, in the order of the input. */
  readonly answers: readonly PendingAnswer[];
  /** What the events under the answers' ids were sent as. */
  readonly prints: ReadonlyMap<string, EventPrint>;
  readonly sessions: ReadonlyMap<string, LearningSession>;
  readonly masteries: ReadonlyMap<string, ContentMastery>;
  /** Whether emotions may be used; undefined when there is no such learner, or when none of the answers carries one. */
  readonly allowsEmotions: boolean | undefined;
}

/** Reads all that the answers of a chunk touch, with one query of each collection. */
export async function loadLearners({ repositories, signal }: EngineContext, chunk: Chunk) {
  const { learning_events, learning_sessions, content_mastery, users } = repositories;
  const learners = byLearner(chunk);
  const idsOf = (field: 'event_id' | 'session_id') =>
    new Map([...learners].map(([userId, answers]) => [userId, new Set(answers.map(({ event }) => event[field]))] as const));
  const concepts = new Map([...learners].map(([userId, answers]) => [userId, answers.map(({ event }) => event.answer)] as const));
  const asked = new Set(chunk.map(({ event }) => `${event.user_id}\0${conceptKey(event.answer)}`));
  const feeling = [...learners.keys()].filter((userId) => learners.get(userId)?.some(({ felt }) => felt !== undefined));
  const [prints, sessions, masteries, settings] = await Promise.all([
    learning_events.prints(idsOf('event_id'), { signal }),
    learning_sessions.foldables(idsOf('session_id'), { signal }),
    content_mastery.foldables(concepts, { signal }),
    feeling.length === 0 ? [] : users.settings(feeling, { signal }).toArray(),
  ]);
  const loaded = new Map(
    [...learners].map(([userId, answers]) => {
      const documents = {
        prints: new Map<string, EventPrint>(),
        sessions: new Map<string, LearningSession>(),
        masteries: new Map<string, ContentMastery>(),
      };
      const allowsEmotions = settings.find(({ user_id }) => user_id === userId)?.preferences.privacy_settings.emotional_data_usage;
      return [userId, { userId, answers, allowsEmotions, ...documents }] as const;
    }),
  );
  for (const { user_id, event_id, ...print } of prints) loaded.get(user_id)?.prints.set(event_id, print);
  for (const session of sessions) loaded.get(session.user_id)?.sessions.set(session.session_id, session);
  for (const mastery of masteries) {
    const key = conceptKey(mastery);
    if (asked.has(`${mastery.user_id}\0${key}`)) loaded.get(mastery.user_id)?.masteries.set(key, mastery);
  }
  return [...loaded.values()] as readonly LoadedLearner[];
}
