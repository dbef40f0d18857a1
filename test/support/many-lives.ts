import { type AdaptiveLearningError, createEngine, type DatabaseOptions, type LearnerScope } from 'adaptive-learning-engine';
import { defineCollection, defineModule, fields, reaction } from 'adaptive-learning-engine/modules';
import type { Db } from 'mongodb';
import { z } from 'zod';
import { type Happening, inventLife } from '../../bench/harness/life.js';
import { CURRICULUM } from '../../bench/harness/life-curriculum.js';
import { pick, randomNumbers } from '../../bench/harness/random-numbers.js';

/** After all that happens; fixed, as events say when they were recorded. */
const NOW = new Date('2027-06-01T00:00:00Z');

/** A document that answers of all learners change. */
const tallies = defineCollection({
  name: 'tallies',
  description: 'How many answers were given to a concept, by anybody.',
  schema: z.strictObject({ _id: fields.objectId, concept: fields.name, answers: fields.count, schema_version: fields.schemaVersion }),
  schemaVersion: 1,
  owner: 'nobody',
  identity: ['concept'],
  shardKey: { concept: 1 },
  indexes: [{ name: 'identity', key: { concept: 1 }, unique: true, why: 'one tally for each concept' }],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [],
  pseudonymised: {},
});

/** Answers that took longer are refused by the module, in seconds. */
const REFUSED_ABOVE = 55;

const tallying = defineModule({
  name: 'tallying',
  summary: 'Counts answers over all learners, and refuses those that took long.',
  collections: { tallies },
  reactions: {
    tally: reaction({
      summary: 'Counts an answer, and then refuses one that took long.',
      to: ['answer'],
      run: async (unit, events) => {
        for (const { answer } of events) {
          const { concept } = answer;
          const known = await unit.findOne(tallies, { concept });
          if (known === null) await unit.write(tallies, { insert: { concept, answers: 1, schema_version: 1 } });
          else await unit.write(tallies, { update: { concept }, set: { answers: known.answers + 1 } });
          if (answer.response_time_seconds > REFUSED_ABOVE) throw new Error('took long');
        }
      },
    }),
  },
});

/** What a learner sends, one after the other. */
export interface Life {
  readonly user_id: string;
  readonly allowsEmotions: boolean;
  readonly calls: readonly ((learner: LearnerScope) => Promise<unknown>)[];
}

/** Lives of learners that send good events and bad ones, the same for the same seed. */
export function manyLives(learners: number, events: number, seed: number): readonly Life[] {
  return Array.from({ length: learners }, (_, index) => {
    const random = randomNumbers(seed * 1_000 + index);
    const life = inventLife(events, seed * 100 + index);
    const calls = life.flatMap((happening) => [happening.send, ...oddCalls(happening, life, random)]);
    return { user_id: `learner-${index}`, allowsEmotions: index % 3 !== 2, calls };
  });
}

/** Behind an event, sometimes: the same again, another under its id, one of no session, of an unknown one, an undone one. */
function oddCalls({ id, at, send }: Happening, life: readonly Happening[], random: () => number): Life['calls'] {
  const odd = random();
  const answer = { event_id: `odd-${id}`, subject: 'Algebra', topic: 'Lines', concept: 'Slope', correct: true, response_time_seconds: 3 };
  if (odd < 0.08) return [send];
  if (odd < 0.14) return [(learner) => learner.recordAnswer({ ...answer, event_id: id, occurred_at: at })];
  if (odd < 0.2) return [(learner) => learner.recordAnswer({ ...answer, session_id: 'nobody’s', occurred_at: at })];
  if (odd < 0.26) return [(learner) => learner.recordAnswer({ ...answer, occurred_at: new Date(at.getTime() + 4 * 3_600_000) })];
  if (odd < 0.3) return [(learner) => learner.recordAnswer({ ...answer, concept: '', occurred_at: at })];
  const other = pick(life, random);
  if (odd < 0.36) return [(learner) => learner.undoAnswer({ event_id: other.id })];
  const allows = random() < 0.5;
  if (odd < 0.4) return [(learner) => learner.updatePreferences({ privacy_settings: { emotional_data_usage: allows } })];
  return [];
}

/** An engine on a database of its own, with an account for each life. */
export async function openLives(db: Db, lives: readonly Life[], options: Partial<DatabaseOptions>) {
  const engine = await createEngine({ db, clock: () => NOW, tuning: 'manual', cache: false, modules: [tallying] as const, ...options });
  await engine.setup();
  await engine.upsertCurriculum(CURRICULUM);
  for (const { user_id, allowsEmotions } of lives)
    await engine.createLearner({
      user_id,
      email: `${user_id}@example.com`,
      password_hash: 'not a hash',
      profile: { name: 'A learner', education_level: 'high_school', timezone: 'Europe/Zurich' },
      preferences: { privacy_settings: { emotional_data_usage: allowsEmotions } },
    });
  return engine;
}

/** Lets a learner live: each call behind the one before. */
export async function liveOne(learner: LearnerScope, { calls }: Life): Promise<readonly string[]> {
  const outcomes: string[] = [];
  for (const call of calls) {
    const outcome = await call(learner).then(
      (result) => JSON.stringify(result),
      (error: AdaptiveLearningError) => `${error.name} ${error.code}: ${error.message}`,
    );
    outcomes.push(outcome ?? 'nothing');
  }
  return outcomes;
}

/** All that a database holds of learners, and in the tallies, without the ids that the server or the driver gives. */
export async function everythingIn(db: Db): Promise<ReadonlyMap<string, readonly object[]>> {
  const names = ['users', 'learning_events', 'learning_sessions', 'content_mastery', 'learning_dna', 'tallies'];
  const all = new Map<string, readonly object[]>();
  for (const name of names) {
    const rows = await db
      .collection(name)
      .find({}, { projection: { _id: 0 } })
      .toArray();
    const sorted = rows.map((row) => ({ key: keyOf(row), row })).sort((a, b) => (a.key < b.key ? -1 : 1));
    all.set(
      name,
      sorted.map(({ row }) => row),
    );
  }
  return all;
}

function keyOf(row: { readonly [field: string]: unknown }): string {
  return ['user_id', 'event_id', 'session_id', 'subject', 'topic', 'concept'].map((field) => String(row[field])).join('\n');
}
