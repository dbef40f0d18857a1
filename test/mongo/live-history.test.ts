import { createEngine, type LiveEvent } from 'adaptive-learning-engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SmallOplogServer, startSmallOplog } from '../support/small-oplog-server.js';
import { answerIn, newAccount, openSession } from '../support/tutor.js';

let server: SmallOplogServer;
beforeAll(async () => {
  server = await startSmallOplog();
});
afterAll(() => server[Symbol.asyncDispose]());

async function begin() {
  const engine = await createEngine({ db: server.client.db('live'), tuning: 'manual' });
  await engine.setup();
  const { user_id: userId } = await engine.createLearner(newAccount());
  const learner = engine.as({ userId, role: 'learner' });
  const session_id = await openSession(learner);
  return { learner, record: () => learner.recordAnswer(answerIn(session_id)) };
}

test('a failover loses nothing and repeats nothing', async () => {
  const { learner, record } = await begin();
  await using stream = await learner.watch();
  const recorded: string[] = [];
  const told: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    recorded.push((await record()).event_id);
    await server.stepDown();
    recorded.push((await record()).event_id);
    while (told.length < recorded.length) {
      const { value } = await stream.next();
      if (value?.type === 'answer_recorded') told.push(value.event_id);
    }
  }
  expect(told).toEqual(recorded);
});

test('a log that no longer holds the place: a gap is told, and the stream goes on or ends, as was asked', async () => {
  const { learner, record } = await begin();
  const first = await learner.watch();
  const before = Date.now();
  await record();
  const { token } = (await first.next()).value as LiveEvent;
  await first.close();
  await server.rollOver();
  await using stream = await learner.watch({ after: token });
  const gap = (await stream.next()).value;
  expect(gap).toMatchObject({ type: 'gap' });
  // To the second, as the server counts.
  if (gap?.type === 'gap') expect([gap.since.getTime() >= before - 1000, gap.until >= gap.since]).toEqual([true, true]);
  const { event_id } = await record();
  expect((await stream.next()).value).toMatchObject({ type: 'answer_recorded', event_id });
  await using ending = await learner.watch({ after: token, onGap: 'end' });
  expect((await ending.next()).value).toMatchObject({ type: 'gap' });
  expect(await ending.next()).toEqual({ done: true, value: undefined });
});
