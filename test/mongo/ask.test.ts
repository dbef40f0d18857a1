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
  const { rows, next, unsound } = await learner.ask('user_progress_dashboard', {});
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
  const { rows, unsound } = await learner.ask('user_progress_dashboard', {});
  expect(rows).toMatchObject([{ topic: 'Equations', concepts_seen: 1, mean_mastery: 0.5 }]);
  expect(unsound).toEqual([{ collection: 'content_mastery', id: String(_id) }]);
});

describe('refused before a command is sent', () => {
  const CASES: { readonly [what: string]: readonly [() => Promise<unknown>, string] } = {
    'an unknown question': [() => learner.ask('progress' as never, {} as never), 'ask.name'],
    'a question of the engine itself': [() => tutor.engine.ask('answer_log' as never, {} as never), 'ask.name'],
    'an unknown param': [() => learner.ask('user_progress_dashboard', { subjekt: 'x' } as never), 'ask.user_progress_dashboard'],
    "somebody else's id": [() => learner.ask('user_progress_dashboard', { user_id: 'x' } as never), 'ask.user_progress_dashboard'],
    'params that are none': [() => learner.ask('user_progress_dashboard', null as never), 'ask.user_progress_dashboard'],
    'a limit where there are no pages': [
      () => learner.ask('user_progress_dashboard', {}, { limit: 5 }),
      'ask.user_progress_dashboard.control',
    ],
    'a limit below 1': [() => learner.ask('user_progress_dashboard', {}, { limit: 0 }), 'ask.user_progress_dashboard.control.limit'],
    'a time that is none': [
      () => learner.ask('user_progress_dashboard', {}, { maxTimeMS: -1 }),
      'ask.user_progress_dashboard.control.maxTimeMS',
    ],
    'an invalid date': [() => learner.ask('user_progress_dashboard', { at: new Date(Number.NaN) }), 'ask.user_progress_dashboard.at'],
  };

  test.each(Object.entries(CASES))('%s', async (_, [call, where]) => {
    expect(await refusalOf(call())).toMatchObject({ code: 'invalid_input', where });
  });
});

test('a signal that has fired stops it', async () => {
  const call = () => learner.ask('user_progress_dashboard', {}, { signal: AbortSignal.abort() });
  expect(await refusalOf(call())).toMatchObject({ code: 'aborted' });
});
