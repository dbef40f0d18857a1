import { createEngine } from 'adaptive-learning-engine';
import type { AnyPipeline } from 'adaptive-learning-engine/pipelines';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answersBySubject } from '../../examples/own-pipeline.js';
import { refusalOf } from '../support/refusal.js';
import { DAY, later } from '../support/stopped-clock.js';
import { answerIn, newAccount, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor({ collections: { prefix: 'ale_' } });
});
afterAll(() => tutor[Symbol.asyncDispose]());

test('an own question is answered as the library’s are, of this learner only, by the prefix', async () => {
  const engine = await createEngine({
    db: tutor.db,
    clock: tutor.clock.read,
    collections: { prefix: 'ale_' },
    pipelines: [answersBySubject],
  });
  const asked = { since: later(-DAY), until: later(DAY) };
  const study = async (answers: number) => {
    const { user_id } = await engine.createLearner(newAccount());
    const learner = engine.as({ userId: user_id, role: 'learner' });
    const session_id = await openSession(learner as never);
    for (let n = 0; n < answers; n += 1) await learner.recordAnswer(answerIn(session_id));
    return learner;
  };
  const [first, second] = [await study(2), await study(1)];
  expect(await first.query('answers_by_subject', asked)).toMatchObject({ rows: [{ subject: 'Algebra', answers: 2 }], next: null });
  expect((await second.query('answers_by_subject', asked)).rows).toEqual([{ subject: 'Algebra', answers: 1 }]);
  expect(await refusalOf(tutor.engine.query('answers_by_subject' as never, asked as never))).toMatchObject({ where: 'query.name' });
});

describe('an own pipeline is refused when the engine is made', () => {
  const own = answersBySubject as unknown as AnyPipeline;
  const cases: readonly (readonly [string, object, string])[] = [
    ['with a name of the library’s', { name: 'study_days' }, 'name'],
    ['with a name that is none', { name: 'Answers by subject' }, 'name'],
    ['for the engine’s own work', { scope: 'internal' }, 'scope'],
    ['over a collection of the host’s', { collection: 'orders' }, 'collection'],
    ['with an index that is not there', { index: 'no_such' }, 'index'],
    ['without params', { params: undefined }, 'params'],
    ['without rows', { row: undefined }, 'row'],
    ['without stages', { stages: undefined }, 'stages'],
    ['about anybody', { stages: () => [{ $match: { type: 'answer' } }] }, 'stages'],
    ['that writes', { stages: ({ user_id }: { user_id: string }) => [{ $match: { user_id } }, { $out: 'users' }] }, 'stages'],
    ['without an extent', { resultSize: {} }, 'resultSize'],
    ['with pages and no params for them', { resultSize: { page: { key: ['subject'], defaultSize: 1, maxSize: 2 } } }, 'params'],
    ['kept for no time', { cacheMinutes: 0 }, 'cacheMinutes'],
    ['whose documents no job makes', { materializedBy: 'rollup' }, 'materializedBy'],
  ];

  test.each(cases)('%s', async (_, change, part) => {
    const refusal = await refusalOf(createEngine({ db: tutor.db, pipelines: [{ ...own, ...change }] as readonly AnyPipeline[] }));
    expect(refusal).toMatchObject({ code: 'invalid_input', where: `createEngine.pipelines.0.${part}` });
  });

  test('when two have one name, or the list is none', async () => {
    expect(await refusalOf(createEngine({ db: tutor.db, pipelines: [own, own] }))).toMatchObject({
      where: 'createEngine.pipelines.1.name',
    });
    expect(await refusalOf(createEngine({ db: tutor.db, pipelines: {} as never }))).toMatchObject({ where: 'createEngine.pipelines' });
  });
});
