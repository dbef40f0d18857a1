import { expect, it } from 'vitest';
import { mapCooperatively, runCooperatively, shouldYield, yieldToEventLoop } from '../../src/repositories/index.js';

/** What is done in one turn of the event loop at most, in pieces; a few more are the first of those who then wait. */
const PIECES = 500;
const CALLS = 10;

/** The most pieces that were done between two turns of the event loop, while work went on. */
async function mostAtOnce(work: (piece: () => void) => Promise<unknown>): Promise<{ readonly most: number; readonly turns: number }> {
  let [pieces, most, turns] = [0, 0, 0];
  let isDone = false;
  const look = () => {
    most = Math.max(most, pieces);
    pieces = 0;
    turns += 1;
    if (!isDone) setImmediate(look);
  };
  setImmediate(look);
  await work(() => {
    pieces += 1;
  });
  isDone = true;
  await new Promise((resolve) => setImmediate(resolve));
  return { most: Math.max(most, pieces), turns };
}

const call = { where: 'test' };

it.each([
  ['one call', 1],
  ['ten calls at once', CALLS],
])('%s holds the event loop for some pieces of work only', async (_, calls) => {
  const { most, turns } = await mostAtOnce((piece) =>
    Promise.all(Array.from({ length: calls }, () => mapCooperatively(Array(5_000), call, piece))),
  );
  expect(most).toBeLessThanOrEqual(PIECES + CALLS);
  expect(turns).toBeGreaterThanOrEqual((calls * 5_000) / (PIECES + CALLS));
});

it('a computation in steps gives what it returns, and lets others have their turn', async () => {
  function* steps(): Generator<undefined, string> {
    for (let step = 0; step < 5_000; step += 1) yield;
    return 'done';
  }
  let turns = 0;
  let isDone = false;
  const tick = () => {
    turns += 1;
    if (!isDone) setImmediate(tick);
  };
  setImmediate(tick);
  expect(await runCooperatively(steps(), call)).toBe('done');
  isDone = true;
  expect(await mapCooperatively([1, 2, 3], call, (item, place) => item * place)).toEqual([0, 2, 6]);
  expect(turns).toBeGreaterThan(0);
});

it('those who wait go on in the order in which they came', async () => {
  const order: number[] = [];
  await Promise.all([1, 2, 3].map((number) => yieldToEventLoop('test').then(() => order.push(number))));
  expect(order).toEqual([1, 2, 3]);
});

it('an abort is heeded at the next turn', async () => {
  const controller = new AbortController();
  let done = 0;
  const work = mapCooperatively(Array(100_000), { where: 'mastery', signal: controller.signal }, () => {
    done += 1;
  });
  setImmediate(() => controller.abort());
  await expect(work).rejects.toMatchObject({ name: 'AdaptiveLearningError', code: 'aborted' });
  expect(done).toBeLessThan(3 * PIECES);
});

it('work that is slow ends its turn by time', async () => {
  // The turn that the test begins in may be over already.
  await yieldToEventLoop('test');
  let pieces = 0;
  while (!shouldYield() && pieces < PIECES) {
    pieces += 1;
    for (const until = performance.now() + 5; performance.now() < until; );
  }
  expect(pieces).toBeGreaterThan(0);
  expect(pieces).toBeLessThan(PIECES);
});
