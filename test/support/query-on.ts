import { createEngine, type LearnerQueryName, type QueryParams } from 'adaptive-learning-engine';
import type { Db } from 'mongodb';
import { type Stored, store } from './pipeline-rows.js';
import { storedUser, USER } from './stored-documents.js';

/** What {@link USER} is answered by an engine on a database that holds these documents in the collections that are named. */
export async function queryOn<Name extends LearnerQueryName>(db: Db, stored: Stored, name: Name, params: QueryParams<Name>) {
  await store(db, { users: [storedUser({ user_id: USER })], ...stored });
  const engine = await createEngine({ db });
  return engine.as({ userId: USER, role: 'learner' }).query(name, params);
}
