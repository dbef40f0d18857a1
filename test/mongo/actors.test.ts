import { setTimeout as sleep } from 'node:timers/promises';
import type { ReachResolver } from 'adaptive-learning-engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../support/refusal.js';
import { openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

const teacherBy = async (reach: ReachResolver, deadlineMs = 30_000) =>
  (await tutor.another({ reach, deadlineMs })).as({ actorId: 'mr-keller', role: 'teacher' });

describe('as', () => {
  test.each([
    ['nothing', undefined, ['as']],
    ['an object of nobody', {}, ['as.userId', 'as.role']],
    ['a learner without a role', { userId: 'ada' }, ['as.role']],
    ['an actor without a role', { actorId: 'ada' }, ['as.role']],
    ['an id that is none, and a role that is none', { userId: 7, role: 'pupil' }, ['as.userId', 'as.role']],
    ['a teacher by a learner’s id', { userId: 'ada', role: 'teacher' }, ['as.actorId', 'as']],
    ['an actor and a learner at once', { actorId: 'ada', userId: 'ada', role: 'admin' }, ['as']],
  ])('%s is refused, naming each fault', (_, caller, paths) => {
    let refusal: unknown;
    try {
      tutor.engine.as(caller as never);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ code: 'invalid_input' });
    expect((refusal as { issues: { path: string }[] }).issues.map(({ path }) => path)).toEqual(paths);
  });

  test('a misspelt role is shown with the nearest one', () => {
    expect(() => tutor.engine.as({ actorId: 'ada', role: 'techer' as 'teacher' })).toThrow(/'techer'; did you mean 'teacher'\?/);
    expect(() => tutor.engine.as({ userId: 'ada', role: 'lerner' as 'learner' })).toThrow(/did you mean 'learner'\?/);
  });

  test('a role whose learners somebody must grant is refused where nobody does', () => {
    expect(() => tutor.engine.as({ actorId: 'mr-keller', role: 'teacher' })).toThrow(/createEngine\.reach: expected a resolver/);
    expect(() => tutor.engine.as({ actorId: 'mrs-lovelace', role: 'guardian' })).toThrow(/createEngine\.reach/);
  });

  test.each(['', 'x'.repeat(129), 7, null, undefined, { $ne: '' }])('%j is no learner of an actor', (userId) => {
    const admin = tutor.engine.as({ actorId: 'ada', role: 'admin' });
    expect(() => admin.learner(userId as string)).toThrow(/as\.learner\.userId/);
  });

  test('a caller cannot be changed afterwards', () => {
    const actor = { actorId: 'ada', role: 'admin' as const };
    const admin = tutor.engine.as(actor);
    Object.assign(actor, { role: 'system' });
    expect(admin.actor).toEqual({ actorId: 'ada', role: 'admin' });
    expect(() => Object.assign(admin.actor, { role: 'system' })).toThrow(TypeError);
    expect(admin.learner('x').caller).toEqual({ actorId: 'ada', role: 'admin', userId: 'x' });
  });
});

describe('a resolver', () => {
  test('is told who asks and about whom, and its answer is that of this call', async () => {
    const ada = await tutor.newLearner();
    const asked: unknown[] = [];
    let granted = true;
    const teacher = await teacherBy({
      mayReach: (actor, userId, { signal }) => {
        asked.push([actor, userId, signal instanceof AbortSignal]);
        return granted;
      },
    });
    await teacher.learner(ada.userId).mastery();
    expect(asked).toEqual([[{ actorId: 'mr-keller', role: 'teacher' }, ada.userId, true]]);
    granted = false;
    expect(await refusalOf(teacher.learner(ada.userId).mastery())).toMatchObject({ code: 'not_found' });
  });

  test('is not asked for a role that reaches by itself, nor about what the role may not do', async () => {
    const ada = await tutor.newLearner();
    const never = () => {
      throw new Error('asked');
    };
    const engine = await tutor.another({ reach: { mayReach: never, learnersOf: never } });
    await engine.as({ userId: ada.userId, role: 'learner' }).mastery();
    await engine.as({ actorId: ada.userId, role: 'learner' }).learner(ada.userId).mastery();
    await engine.as({ actorId: 'root', role: 'admin' }).learner(ada.userId).mastery();
    const teacher = engine.as({ actorId: 'mr-keller', role: 'teacher' }).learner(ada.userId);
    expect(await refusalOf((teacher as unknown as typeof ada).updateProfile({ age: 20 }))).toMatchObject({ code: 'access_denied' });
  });

  test.each([
    ['throws', () => { throw new Error('SELECT secret'); }], // biome-ignore format: one thought
    ['rejects', () => Promise.reject(new Error('SELECT secret'))],
    ['rejects with what is no error', () => Promise.reject('secret')],
    ['gives nothing', () => undefined],
    ['gives 1', () => 1],
    ['gives a text', () => 'true'],
    ['gives a list', () => ['ada']],
  ])('that %s has the call refused, without its secrets', async (_, mayReach) => {
    const ada = await tutor.newLearner();
    const teacher = await teacherBy({ mayReach: mayReach as never });
    const refusal = await refusalOf(
      teacher.learner(ada.userId).recordEmotion({ event_id: 'e', emotion: 'hope', intensity: 1, confidence: 1 }),
    );
    expect(refusal).toMatchObject({ code: 'reach_unresolved', where: 'recordEmotion' });
    expect(`${refusal.stack} ${String(refusal.cause)}`).not.toContain('secret');
    expect(await tutor.db.collection('learning_events').countDocuments({ user_id: ada.userId, type: 'emotion' })).toBe(0);
  });

  test('that does not answer ends with the deadline of the call, and knows it', async () => {
    const ada = await tutor.newLearner();
    let stopped: AbortSignal | undefined;
    const teacher = await teacherBy({
      mayReach: (_, __, { signal }) => {
        stopped = signal;
        return new Promise<boolean>(() => undefined);
      },
    });
    const begun = performance.now();
    const refusal = await refusalOf(teacher.learner(ada.userId).mastery({}, { deadlineMs: 150 }));
    expect(refusal).toMatchObject({ code: 'deadline_exceeded' });
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(stopped?.aborted).toBe(true);
  });

  test('is left when the signal of the call says so, whatever it answers then', async () => {
    const ada = await tutor.newLearner();
    const stop = new AbortController();
    const teacher = await teacherBy({ mayReach: () => sleep(2_000).then(() => true) });
    const call = refusalOf(teacher.learner(ada.userId).recordAnswers([], { signal: stop.signal }));
    stop.abort();
    expect(await call).toMatchObject({ code: 'aborted' });
  });

  test('that is none is refused by createEngine', async () => {
    expect(await refusalOf(tutor.another({ reach: {} as never }))).toMatchObject({ where: 'createEngine.reach.mayReach' });
    expect(await refusalOf(tutor.another({ reach: (() => true) as never }))).toMatchObject({ code: 'invalid_input' });
    const misspelt = { mayReach: () => true, learnerOf: () => [] };
    expect(await refusalOf(tutor.another({ reach: misspelt }))).toMatchObject({
      received: 'the unknown learnerOf; did you mean learnersOf?',
    });
  });
});
