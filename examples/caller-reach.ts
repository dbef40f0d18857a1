import { createEngine, type Engine } from 'adaptive-learning-engine';
import type { Db } from 'mongodb';

/** What your app knows about who teaches whom. */
export interface Groups {
  hasPupil(teacherId: string, userId: string): Promise<boolean>;
  pupilsOf(teacherId: string): Promise<readonly string[]>;
}

/** Tells the engine once who reaches whom. It asks at every call, so a pupil who leaves a group is out of reach at once. */
export function openEngine(db: Db, groups: Groups): Promise<Engine> {
  return createEngine({
    db,
    reach: {
      mayReach: ({ actorId }, userId) => groups.hasPupil(actorId, userId),
      learnersOf: ({ actorId }) => groups.pupilsOf(actorId),
    },
  });
}

/** What a teacher sees of one pupil, and of all. Take the id from your own session, never from the request's body. */
export async function teacherView(engine: Engine, session: { readonly userId: string }, pupilId: string) {
  const teacher = engine.as({ actorId: session.userId, role: 'teacher' });
  const mastery = await teacher.learner(pupilId).mastery();
  const hardest = await teacher.query('hardest_concepts', { least_learners: 1 });
  return { mastery: mastery.rows, hardest: hardest.rows };
}
