import { createHash } from 'node:crypto';
import type { Engine, ReplayReport } from 'adaptive-learning-engine';

/** What is stored of some learners, in short. */
export interface Snapshot {
  readonly events: number;
  readonly documents: number;
  /** SHA-256 over every derived document. */
  readonly digest: string;
}

/** Counts and hashes what is stored of some learners. */
export async function snapshotOf(engine: Engine, userIds: readonly string[]): Promise<Snapshot> {
  const hash = createHash('sha256');
  let events = 0;
  let documents = 0;
  for (const user_id of userIds) {
    events += await engine.repositories.learning_events.count({ user_id });
    const { learning_sessions, content_mastery, learning_dna } = engine.repositories;
    // What follows from the log.
    for (const derived of [
      learning_sessions.find({ user_id }, { sort: { session_id: 1 } }),
      content_mastery.find({ user_id }, { sort: { subject: 1, topic: 1, concept: 1 } }),
      learning_dna.find({ user_id }),
    ]) {
      // MongoDB's own _id is chance, and differs from one database to the next.
      for await (const { _id, ...content } of derived) {
        hash.update(JSON.stringify(content));
        documents += 1;
      }
    }
  }
  return { events, documents, digest: hash.digest('hex') };
}

export interface Verification {
  readonly before: Snapshot;
  /** After everything was sent a second time. */
  readonly after: Snapshot;
  readonly replays: readonly ReplayReport[];
}

/** True when neither the second sending nor the replay changed anything. */
export function isUnchanged({ before, after, replays }: Verification): boolean {
  return (
    before.digest === after.digest &&
    before.events === after.events &&
    before.documents === after.documents &&
    replays.every(({ changed }) => Object.values(changed).every((number) => number === 0))
  );
}

/** Sends everything again and rebuilds everything from the log, to see that neither changes anything. */
export async function verify(
  engine: Engine,
  userIds: readonly string[],
  sendAgain: () => Promise<unknown>,
  signal: AbortSignal,
): Promise<Verification> {
  const before = await snapshotOf(engine, userIds);
  await sendAgain();
  const after = await snapshotOf(engine, userIds);
  const replays: ReplayReport[] = [];
  for (const userId of userIds) replays.push(await engine.replay(userId, { signal }));
  return { before, after, replays };
}
