import { randomUUID } from 'node:crypto';
import {
  type CreateLearnerInput,
  createEngine,
  type DatabaseOptions,
  type Engine,
  type LearnerScope,
  type RecordAnswerInput,
  type StartSessionInput,
} from 'adaptive-learning-engine';
import type { Db, MongoClient } from 'mongodb';
import { openDatabase } from './database.js';
import { StoppedClock } from './stopped-clock.js';
import { testKeys } from './test-keys.js';

/** A tutor backend of its own: a database with everything set up, an engine on it, and a clock in the test's hand. */
export interface Tutor extends AsyncDisposable {
  readonly db: Db;
  readonly client: MongoClient;
  readonly uri: string;
  readonly clock: StoppedClock;
  readonly engine: Engine;
  /** Another engine on the same database, as a second process or a new deployment would have it. */
  another(options?: Partial<DatabaseOptions>): Promise<Engine>;
  /** A new learner; emotions are allowed unless the test says otherwise. */
  newLearner(more?: Partial<CreateLearnerInput>): Promise<LearnerScope>;
}

export async function openTutor(options: Partial<DatabaseOptions> = {}): Promise<Tutor> {
  const database = await openDatabase();
  const { db, client, uri } = database;
  const clock = new StoppedClock();
  // Tests write past the engine, which a kept answer would not show, and count what it does; those of the cache and of tuning switch them on.
  // By BKT a concept is mastered after two right answers, which keeps histories short; tests of ability choose it.
  // With ALE_TEST_ENCRYPTED, every test of the file runs on encrypted fields.
  const encryption = process.env['ALE_TEST_ENCRYPTED'] === undefined ? false : { keys: await testKeys(), tenant: 'test' };
  const typical = { db, clock: clock.read, cache: false, tuning: 'manual', knowledge: 'bkt', encryption } as const;
  const another = (more: Partial<DatabaseOptions> = {}) => createEngine({ ...typical, ...options, ...more });
  const engine = await another();
  await engine.setup();
  return {
    db,
    client,
    uri,
    clock,
    engine,
    another,
    async newLearner(more = {}) {
      const { user_id } = await engine.createLearner({ ...newAccount(), ...more });
      return engine.as({ userId: user_id, role: 'learner' });
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

/** What an account is made of, with an id and an address that nobody else has. */
export function newAccount(): CreateLearnerInput & { user_id: string } {
  const user_id = randomUUID();
  return {
    user_id,
    email: `${user_id}@example.org`,
    password_hash: '$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2g',
    profile: { name: 'Ada Muster', education_level: 'high_school', timezone: 'Europe/Zurich' },
    preferences: { privacy_settings: { emotional_data_usage: true } },
  };
}

/** Opens a practice session in algebra and gives its id. */
export async function openSession(learner: LearnerScope, more: Partial<StartSessionInput> = {}): Promise<string> {
  const { session_id } = await learner.startSession({ session_type: 'practice', subject: 'Algebra', topics: ['Equations'], ...more });
  return session_id;
}

let events = 0;

/** An id for the next event; ids made later sort later. */
export function nextEventId(): string {
  events += 1;
  return `event-${String(events).padStart(8, '0')}`;
}

/** An answer to a question on linear equations: right, in twelve seconds, unless the test says otherwise. */
export function answerIn(session_id: string, more: Partial<RecordAnswerInput> = {}): RecordAnswerInput {
  return {
    event_id: nextEventId(),
    session_id,
    subject: 'Algebra',
    topic: 'Equations',
    concept: 'Linear equations',
    correct: true,
    response_time_seconds: 12,
    ...more,
  };
}
