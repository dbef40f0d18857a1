import { randomUUID } from 'node:crypto';
import type { LearnerScope } from 'adaptive-learning-engine';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bkt, bktDefaults, forgettingCurveDefaults, sm2, sm2Defaults } from '../../src/algorithms/index.js';
import { liveFully } from '../support/full-life.js';
import { refusalAtOnce, refusalOf } from '../support/refusal.js';
import { DAY, later, MINUTE } from '../support/stopped-clock.js';
import { answerIn, openSession, openTutor, type Tutor } from '../support/tutor.js';

const DERIVED = ['learning_sessions', 'content_mastery', 'learning_dna'] as const;
const NOTHING = { learning_sessions: 0, content_mastery: 0, learning_dna: 0 };

let tutor: Tutor;
let learner: LearnerScope;
let session_id: string;
let user_id: string;

beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(async () => {
  ({ learner, session_id } = await liveFully(tutor));
  user_id = learner.userId;
});

async function derived(): Promise<Document[][]> {
  const byName = DERIVED.map((name) =>
    tutor.db
      .collection(name)
      .find({ user_id }, { projection: { _id: 0, revision: 0 } })
      .sort({ session_id: 1, concept: 1 })
      .toArray(),
  );
  return Promise.all(byName);
}
const log = () => tutor.db.collection('learning_events').find({ user_id }).sort({ _id: 1 }).toArray();

describe('a replay', () => {
  test('of what is right finds nothing to change, and writes nothing', async () => {
    const before = [await derived(), await log()];
    expect(await tutor.engine.replay(user_id)).toEqual({ events: 15, documents: 6, changed: NOTHING });
    expect([await derived(), await log()]).toEqual(before);
  });

  test.each([
    ['a figure', 'content_mastery', { $set: { 'mastery_tracking.current_mastery_level': 0.01 } }],
    ['a list', 'learning_sessions', { $set: { interactions: [] } }],
    ['a count', 'learning_dna', { $inc: { 'evidence.answers': 3 } }],
    ['a figure that no document may have', 'content_mastery', { $set: { 'mastery_tracking.current_mastery_level': 7 } }],
    ['a part that is missing', 'learning_dna', { $unset: { cognitive_profile: 1 } }],
    ['a field that nobody declared', 'learning_sessions', { $set: { surprise: 1 } }],
  ] as const)('puts right %s that was tampered with, and tells of it', async (_, name, change) => {
    const before = await derived();
    const filter =
      name === 'learning_dna' ? { user_id } : { user_id, ...(name === 'content_mastery' ? { concept: 'Fractions' } : { session_id }) };
    await tutor.db.collection(name).updateOne(filter, change, { bypassDocumentValidation: true });
    expect(await derived()).not.toEqual(before);
    expect((await tutor.engine.replay(user_id)).changed).toEqual({ ...NOTHING, [name]: 1 });
    expect(await derived()).toEqual(before);
    expect((await tutor.engine.replay(user_id)).changed).toEqual(NOTHING);
  });

  test('makes again what is gone', async () => {
    const before = await derived();
    for (const name of DERIVED) await tutor.db.collection(name).deleteMany({ user_id });
    expect((await tutor.engine.replay(user_id)).changed).toEqual({ learning_sessions: 2, content_mastery: 3, learning_dna: 1 });
    expect(await derived()).toEqual(before);
  });

  test('makes again what is gone beside another that does the same', async () => {
    const before = await derived();
    const engines = [tutor.engine, await tutor.another(), await tutor.another()];
    for (let round = 0; round < 5; round += 1) {
      for (const name of DERIVED) await tutor.db.collection(name).deleteMany({ user_id });
      await Promise.all(engines.map((engine) => engine.replay(user_id)));
      expect(await derived()).toEqual(before);
    }
  });

  test('touches no other learner', async () => {
    const other = await tutor.newLearner();
    await tutor.db.collection('learning_dna').updateOne({ user_id: other.userId }, { $set: { version: 9 } });
    await tutor.engine.replay(user_id);
    expect(await tutor.db.collection('learning_dna').findOne({ user_id: other.userId })).toMatchObject({ version: 9 });
  });

  test('of a learner who does not exist is refused', async () => {
    expect(await refusalOf(tutor.engine.replay(randomUUID()))).toMatchObject({ code: 'not_found' });
  });

  test('is the host’s to ask for, not the learner’s', async () => {
    expect(await refusalOf((learner as LearnerScope<readonly [], 'system'>).replay())).toMatchObject({ code: 'access_denied' });
    expect(await tutor.engine.as({ userId: user_id, role: 'system' }).replay()).toMatchObject({ changed: NOTHING });
  });

  test('tells how far it is', async () => {
    const told: number[] = [];
    await tutor.engine.replay(user_id, { onProgress: ({ events }) => told.push(events) });
    expect(told.at(-1)).toBe(15);
  });

  test('beside writers ends in the state that the whole log makes', async () => {
    const id = await openSession(learner);
    const another = await tutor.another();
    const writing = (async () => {
      for (let n = 0; n < 20; n += 1) await learner.recordAnswer(answerIn(id, { occurred_at: later(DAY + n * MINUTE + 5 * MINUTE) }));
    })();
    const replaying = (async () => {
      for (let n = 0; n < 5; n += 1) await another.replay(user_id);
    })();
    tutor.clock.set(later(2 * DAY));
    await Promise.all([writing, replaying]);
    expect((await tutor.engine.replay(user_id)).changed).toEqual(NOTHING);
    expect(await tutor.db.collection('learning_sessions').findOne({ session_id: id })).toMatchObject({
      performance_metrics: { questions_attempted: 20 },
    });
  });

  test('reports an event of a session that was never started, by its id', async () => {
    await tutor.db.collection('learning_events').deleteOne({ user_id, event_id: `session_started/${session_id}` });
    const refusal = await refusalOf(tutor.engine.replay(user_id));
    expect(refusal).toMatchObject({ code: 'corrupt_document', where: expect.stringMatching(/^learning_events event-/) });
  });
});

describe('under other models', () => {
  const optimist = { ...bktDefaults, prior: 0.9 };
  const level = async (concept: string) =>
    (await tutor.engine.repositories.content_mastery.findOne({ user_id, concept }))?.mastery_tracking.current_mastery_level;

  test('a replay changes what is believed, keeps the log, and names the parameters', async () => {
    const [before, events] = [await level('Fractions'), await log()];
    const engine = await tutor.another({ knowledge: { model: bkt, params: optimist, paramsVersion: 'optimist' } });
    expect((await engine.replay(user_id)).changed).toMatchObject({ content_mastery: 3, learning_sessions: 2 });
    expect(await level('Fractions')).toBeGreaterThan(before ?? 1);
    expect(await tutor.db.collection('content_mastery').findOne({ user_id })).toMatchObject({
      models: { knowledge: { name: 'bkt', params_version: 'optimist' }, scheduler: { params_version: 'default' } },
    });
    expect(await log()).toEqual(events);
    expect((await engine.replay(user_id)).changed).toEqual(NOTHING);
  });

  test('and back again, it ends where it was', async () => {
    const before = await derived();
    await (await tutor.another({ knowledge: { model: bkt, params: optimist } })).replay(user_id);
    expect(await derived()).not.toEqual(before);
    await tutor.engine.replay(user_id);
    expect(await derived()).toEqual(before);
  });

  test('an answer that comes before any replay is folded onto the state that those models make', async () => {
    const engine = await tutor.another({ knowledge: { model: bkt, params: optimist } });
    const id = await openSession(learner);
    tutor.clock.forward(MINUTE);
    const outcome = await engine
      .as({ userId: user_id, role: 'learner' })
      .recordAnswer(answerIn(id, { topic: 'Numbers', concept: 'Fractions' }));
    expect(await level('Fractions')).toBe(outcome.mastery_level);
    expect((await engine.replay(user_id)).changed).toEqual(NOTHING);
  });

  test('parameters that the host did not name are named by what they are', async () => {
    const versions: unknown[] = [];
    for (const params of [optimist, { ...optimist, prior: 0.1 }, bktDefaults]) {
      await (await tutor.another({ knowledge: { model: bkt, params } })).replay(user_id);
      versions.push((await tutor.db.collection('content_mastery').findOne({ user_id }))?.['models'].knowledge.params_version);
    }
    expect(new Set(versions).size).toBe(3);
  });

  test.each([
    ['scheduler', { scheduler: { model: sm2, params: { ...sm2Defaults, first_interval_days: 3, second_interval_days: 9 } } }],
    ['forgetting', { forgetting: { params: { ...forgettingCurveDefaults, strength_after_success: 0.9 } } }],
    ['masteredAbove', { masteredAbove: 0.999 }],
    ['targetSuccess', { targetSuccess: 0.5 }],
    ['emotionConfidence', { emotionConfidence: 0.99 }],
  ])('a change of %s alone changes documents too', async (_, settings) => {
    const before = await derived();
    const engine = await tutor.another(settings);
    await engine.replay(user_id);
    expect(await derived()).not.toEqual(before);
    expect((await engine.replay(user_id)).changed).toEqual(NOTHING);
  });

  test.each([
    ['a model without update', { scheduler: { model: { ...sm2, update: undefined } } }, 'createEngine.scheduler.model.update'],
    ['a model without a name', { knowledge: { model: { ...bkt, name: '' } } }, 'createEngine.knowledge.model.name'],
    ['no model', { knowledge: {} }, 'createEngine.knowledge.model'],
    ['a threshold above 1', { masteredAbove: 1.5 }, 'createEngine.masteredAbove'],
    ['a threshold that is NaN', { targetSuccess: Number.NaN }, 'createEngine.targetSuccess'],
    ['a clock that is none', { clock: 7 }, 'createEngine.clock'],
    ['a deadline that never is', { deadlineMs: Number.POSITIVE_INFINITY }, 'createEngine.deadlineMs'],
    ['no time at all', { deadlineMs: 0 }, 'createEngine.deadlineMs'],
  ])('an engine with %s is not made', async (_, settings, where) => {
    expect(await refusalOf(tutor.another(settings as never))).toMatchObject({ code: 'invalid_input', where });
  });
});

describe('the log', () => {
  test('is never changed by anything that follows', async () => {
    const before = await log();
    tutor.clock.forward(DAY);
    const id = await openSession(learner);
    await learner.recordAnswer(answerIn(id));
    await learner.recordAnswer(answerIn(session_id, { occurred_at: later(2 * MINUTE + 1) }));
    await tutor.engine.replay(user_id);
    expect((await log()).slice(0, before.length)).toEqual(before);
  });
});

test('as() takes a caller and nothing else', () => {
  for (const caller of [
    undefined,
    null,
    user_id,
    {},
    { userId: user_id },
    { userId: { $ne: null }, role: 'learner' },
    { userId: user_id, role: 'admin' },
    { userId: user_id, role: 'learner', more: 1 },
  ]) {
    expect(refusalAtOnce(() => tutor.engine.as(caller as never))).toMatchObject({
      code: 'invalid_input',
      where: expect.stringMatching(/^as/),
    });
  }
});
