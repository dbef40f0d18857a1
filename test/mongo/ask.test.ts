import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LearnerScope } from '../../src/index.js';
import { store } from '../support/pipeline-rows.js';
import { refusalOf } from '../support/refusal.js';
import { storedMastery } from '../support/stored-documents.js';
import { openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
let learner: LearnerScope;
beforeAll(async () => {
  tutor = await openTutor();
  learner = await tutor.newLearner();
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(() => store(tutor.db, { content_mastery: [storedMastery({ user_id: learner.userId, topic: 'Equations' })] }));

test('what is not said is filled in: now, and the threshold of mastery', async () => {
  const { rows, next, unsound } = await learner.ask('progress_by_topic', {});
  expect(rows).toMatchObject([{ topic: 'Equations', concepts_seen: 1, mean_mastery: 0.5 }]);
  expect([next, unsound]).toEqual([null, []]);
});

test('stored documents of another shape are named, and neither end the answer nor bend it', async () => {
  const _id = new ObjectId();
  const bent = {
    ...storedMastery({ user_id: learner.userId, topic: 'Equations' }),
    _id,
    mastery_tracking: { current_mastery_level: 'high' },
  };
  const sound = storedMastery({ user_id: learner.userId, topic: 'Equations' });
  await store(tutor.db, { content_mastery: [bent, sound] });
  const { rows, unsound } = await learner.ask('progress_by_topic', {});
  expect(rows).toMatchObject([{ topic: 'Equations', concepts_seen: 1, mean_mastery: 0.5 }]);
  expect(unsound).toEqual([{ collection: 'content_mastery', id: String(_id) }]);
});

describe('refused before a command is sent', () => {
  const CASES: { readonly [what: string]: readonly [() => Promise<unknown>, string] } = {
    'an unknown question': [() => learner.ask('progress' as never, {} as never), 'ask.name'],
    'a question of the engine itself': [() => tutor.engine.ask('answer_log' as never, {} as never), 'ask.name'],
    'an unknown param': [() => learner.ask('progress_by_topic', { subjekt: 'x' } as never), 'ask.progress_by_topic'],
    "somebody else's id": [() => learner.ask('progress_by_topic', { user_id: 'x' } as never), 'ask.progress_by_topic'],
    'params that are none': [() => learner.ask('progress_by_topic', null as never), 'ask.progress_by_topic'],
    'a limit where there are no pages': [() => learner.ask('progress_by_topic', {}, { limit: 5 }), 'ask.progress_by_topic.control'],
    'a limit below 1': [() => learner.ask('progress_by_topic', {}, { limit: 0 }), 'ask.progress_by_topic.control.limit'],
    'a time that is none': [() => learner.ask('progress_by_topic', {}, { maxTimeMS: -1 }), 'ask.progress_by_topic.control.maxTimeMS'],
    'an invalid date': [() => learner.ask('progress_by_topic', { at: new Date(Number.NaN) }), 'ask.progress_by_topic.at'],
  };

  test.each(Object.entries(CASES))('%s', async (_, [call, where]) => {
    expect(await refusalOf(call())).toMatchObject({ code: 'invalid_input', where });
  });
});

test('a signal that has fired stops it', async () => {
  const call = () => learner.ask('progress_by_topic', {}, { signal: AbortSignal.abort() });
  expect(await refusalOf(call())).toMatchObject({ code: 'aborted' });
});
