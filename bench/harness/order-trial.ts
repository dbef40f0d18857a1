import type { Db, MongoClient } from 'mongodb';
import type { ConceptId } from '../../src/collections/index.js';
import { conceptKey, createEngine } from '../../src/public/index.js';
import { documentDifferences } from './document-differences.js';
import { type Happening, LIFE_BEGINS } from './life.js';
import { CURRICULUM } from './life-curriculum.js';
import { checkLog } from './log-check.js';

const USER = '11111111-1111-4111-8111-111111111111';
/** After all that happens; fixed, as the DNA says when its learner was created. */
const NOW = new Date('2027-06-01T00:00:00Z');

/** What an arrival came to: each document by a name, without its `_id`. */
export interface Lived {
  readonly documents: ReadonlyMap<string, object>;
  /** Documents that are not the fold of their own log. */
  readonly differing: readonly string[];
  readonly ms: number;
}

/** Lets one learner live in a database of their own, their events arriving in the order given. */
export async function live(
  client: MongoClient,
  db: Db,
  arrivals: readonly Happening[],
  onArrival: () => void = () => undefined,
): Promise<Lived> {
  const engine = await createEngine({ db, clock: () => NOW, tuning: 'manual' });
  await engine.setup();
  await engine.upsertCurriculum(CURRICULUM);
  await engine.createLearner({
    user_id: USER,
    email: 'learner@example.com',
    password_hash: 'not a hash',
    profile: { name: 'A learner', education_level: 'high_school', timezone: 'Europe/Zurich', day_rollover_hour: 4 },
    preferences: { privacy_settings: { emotional_data_usage: true } },
    subscription: {
      usage_tracking: { ai_queries_used: 0, ai_queries_limit: 100, reset_date: new Date(LIFE_BEGINS.getTime() + 10 * 86_400_000) },
    },
  });
  const learner = engine.as({ userId: USER, role: 'learner' });
  const startedAt = performance.now();
  for (const happening of arrivals) {
    await happening.send(learner);
    onArrival();
  }
  const ms = performance.now() - startedAt;
  const { differing } = await checkLog(client, db, USER);
  return { documents: await documentsOf(db), differing, ms };
}

/** The paths at which two lives ended differently. */
export function differencesOf(a: Lived, b: Lived): string[] {
  const names = new Set([...a.documents.keys(), ...b.documents.keys()]);
  return [...names].flatMap((name) =>
    documentDifferences(a.documents.get(name), b.documents.get(name)).map((path) => `${name} ${path || 'in one of them only'}`),
  );
}

async function documentsOf(db: Db): Promise<Map<string, object>> {
  const documents = new Map<string, object>();
  const rows = (name: string) => db.collection(name).find({ user_id: USER }).toArray();
  for (const { _id, ...session } of await rows('learning_sessions')) documents.set(`session ${session['session_id']}`, session);
  for (const { _id, ...mastery } of await rows('content_mastery'))
    documents.set(`mastery ${conceptKey(mastery as unknown as ConceptId)}`, mastery);
  for (const { _id, ...dna } of await rows('learning_dna')) documents.set('dna', dna);
  for (const user of await rows('users')) documents.set('usage', user['subscription'].usage_tracking);
  // What the models made of an answer when it came stays as it was; everything that was sent must be there unchanged.
  for (const { _id, provenance, curriculum, ...event } of await rows('learning_events')) documents.set(`event ${event['event_id']}`, event);
  return documents;
}
