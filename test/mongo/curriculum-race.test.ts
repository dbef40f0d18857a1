import { createEngine } from 'adaptive-learning-engine';
import { expect, it } from 'vitest';
import { openDatabase } from '../support/database.js';

it('two writers who each add half of a circle do not store the whole of it', async () => {
  await using database = await openDatabase();
  const engines = await Promise.all([createEngine({ db: database.db }), createEngine({ db: database.db })]);
  await engines[0].setup();
  for (let round = 0; round < 5; round += 1) {
    const place = { subject: 'Algebra', topic: `Topic ${round}` };
    await engines[0].upsertCurriculum(['A', 'B', 'C'].map((concept) => ({ ...place, concept })));
    const halves = [
      [{ ...place, concept: 'A', prerequisites: [{ concept: 'B' }] }],
      [{ ...place, concept: 'B', prerequisites: [{ concept: 'A' }] }],
    ];
    const results = await Promise.allSettled(engines.map((engine, index) => engine.upsertCurriculum(halves[index] ?? [])));

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(results.find((result) => result.status === 'rejected')?.reason).toMatchObject({ code: 'prerequisite_cycle' });
  }
});

it.each([
  ['null', null],
  ['a signal that is none', { signal: 'now' }],
])('what comes beside the input is checked: %s', async (_, control) => {
  await using database = await openDatabase();
  const engine = await createEngine({ db: database.db });
  await engine.setup();
  const learner = engine.as({ userId: '11111111-1111-4111-8111-111111111111', role: 'system' });
  const calls = [learner.profile(control as never), learner.recommend({}, control as never), learner.replay(control as never)];
  for (const result of await Promise.allSettled(calls)) {
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'invalid_input' } });
  }
});
