import { randomUUID } from 'node:crypto';
import type { Engine } from 'adaptive-learning-engine';

/** One writer: whose answers it records, and in which sitting. */
export interface Writer {
  readonly name: string;
  readonly userId: string;
  readonly sessionId: string;
}

/** Which learner each of the 16 writers writes for, and the learner's which session: half alone, the others get into each other's way. */
const PLACES: readonly (readonly [learner: number, session: number])[] = [
  ...Array.from({ length: 8 }, (_, alone) => [alone, 0] as const),
  ...[8, 8, 8, 8].map((learner) => [learner, 0] as const),
  [9, 0],
  [9, 1],
  [10, 0],
  [10, 0],
];

/** Learners with open sessions and the writers that will fill these. */
export async function gatherCrowd(engine: Engine, label: string): Promise<readonly Writer[]> {
  const sessions = new Map<string, { userId: string; sessionId: string }>();
  const learners = new Map<number, string>();
  const writers: Writer[] = [];
  for (const [index, [learner, session]] of PLACES.entries()) {
    const userId = learners.get(learner) ?? (await newLearner(engine));
    learners.set(learner, userId);
    const place = `${learner}/${session}`;
    const sitting = sessions.get(place) ?? { userId, sessionId: await newSession(engine, userId) };
    sessions.set(place, sitting);
    writers.push({ name: `${label}-w${index}`, ...sitting });
  }
  return writers;
}

export async function newLearner(engine: Engine): Promise<string> {
  const { user_id } = await engine.createLearner({
    email: `${randomUUID()}@example.com`,
    password_hash: 'not a hash',
    profile: { name: 'A learner', education_level: 'high_school', timezone: 'Europe/Zurich' },
    preferences: { privacy_settings: { emotional_data_usage: true } },
  });
  return user_id;
}

export async function newSession(engine: Engine, userId: string): Promise<string> {
  const learner = engine.as({ userId, role: 'learner' });
  const { session_id } = await learner.startSession({ session_type: 'practice', subject: 'Algebra', topics: ['Linear equations'] });
  return session_id;
}
