import { createEngine, type EngineWith } from 'adaptive-learning-engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bookmarks } from '../../../examples/bookmarks/module.js';
import { refusalOf } from '../../support/refusal.js';
import { DAY } from '../../support/stopped-clock.js';
import { answerIn, newAccount, openSession, openTutor, type Tutor } from '../../support/tutor.js';

const slope = { subject: 'Algebra', topic: 'Lines', concept: 'Slope' };

let tutor: Tutor;
let engine: EngineWith<[ReturnType<typeof bookmarks>]>;
beforeAll(async () => {
  tutor = await openTutor();
  engine = await createEngine({ db: tutor.db, clock: tutor.clock.read, cache: false, tuning: 'manual', modules: [bookmarks()] });
  await engine.setup();
});
afterAll(() => tutor[Symbol.asyncDispose]());

async function newLearner() {
  const { user_id } = await engine.createLearner(newAccount());
  return engine.as({ userId: user_id, role: 'learner' });
}

const stored = (userId: string) => tutor.db.collection('bookmarks').findOne({ user_id: userId });

test('setup makes the collection of a module with its validator and its indexes, and verifySchema finds no drift', async () => {
  expect(await engine.verifySchema()).toEqual([]);
  const indexes = await tutor.db.collection('bookmarks').indexes();
  expect(indexes.map(({ name }) => name).sort()).toEqual(['_id_', 'age', 'concepts', 'identity', 'outdated']);
  await expect(tutor.db.collection('bookmarks').insertOne({ user_id: 'ada' })).rejects.toMatchObject({ code: 121 });
  await tutor.db.collection('bookmarks').dropIndex('age');
  expect(await engine.verifySchema()).toMatchObject([{ collection: 'bookmarks', kind: 'missing_index', index: 'age' }]);
  await engine.setup();
  expect(await engine.verifySchema()).toEqual([]);
});

test('a verb of a learner stores, lists and removes', async () => {
  const learner = await newLearner();
  expect(await learner.bookmarks.add({ ...slope, note: 'Ask again.' })).toEqual({ added: true });
  expect(await learner.bookmarks.add(slope)).toEqual({ added: false });
  expect(await learner.bookmarks.list()).toMatchObject([{ ...slope, note: 'Ask again.', answers: 0 }]);
  expect(await learner.bookmarks.remove(slope)).toEqual({ removed: true });
  expect(await learner.bookmarks.remove(slope)).toEqual({ removed: false });
});

test('a verb of the engine and the pipelines answer', async () => {
  const subject = 'Geometry';
  for (let n = 0; n < 5; n += 1) {
    const learner = await newLearner();
    await learner.bookmarks.add({ subject, topic: 'Angles', concept: 'Sum' });
    if (n === 0) expect((await learner.query('bookmarks_by_topic', {})).rows).toEqual([{ subject, topic: 'Angles', bookmarks: 1 }]);
  }
  const counted = [{ topic: 'Angles', concept: 'Sum', learners: 5 }];
  expect(await engine.bookmarks.mostMarked({ subject })).toEqual(counted);
  expect((await engine.query('most_marked_concepts', { subject })).rows).toEqual(counted);
});

describe('the reaction to answers', () => {
  test('counts an answer once, whatever is sent again, and takes it out when it is undone', async () => {
    const learner = await newLearner();
    await learner.bookmarks.add(slope);
    const answer = answerIn(await openSession(learner as never), slope);
    await Promise.all([learner.recordAnswer(answer), learner.recordAnswer(answer), learner.recordAnswer(answer)]);
    expect(await stored(learner.userId)).toMatchObject({ answers: 1 });
    await learner.undoAnswer({ event_id: answer.event_id });
    expect(await stored(learner.userId)).toMatchObject({ answers: 0 });
  });
});

test('the job removes what is old, and runs by its name', async () => {
  const learner = await newLearner();
  await learner.bookmarks.add(slope);
  tutor.clock.forward(401 * DAY);
  const run = await engine.jobs.run('bookmarks.tidy');
  expect(run).toMatchObject({ outcome: 'done' });
  expect(await learner.bookmarks.list()).toEqual([]);
  expect(await engine.jobs.list()).toContainEqual(expect.objectContaining({ name: 'bookmarks.tidy', failures: 0 }));
});

test('an unknown field is refused, naming the verb', async () => {
  const learner = await newLearner();
  expect(await refusalOf(learner.bookmarks.add({ ...slope, colour: 'red' } as never))).toMatchObject({
    code: 'invalid_input',
    where: 'bookmarks.add',
  });
});
