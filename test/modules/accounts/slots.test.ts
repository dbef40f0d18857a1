import { expect, test } from 'vitest';
import { Slots } from '../../../src/modules/accounts/slots.js';

/** Work that ends when it is told to. */
function held() {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running -= 1;
  };
  return { work, ends, most: () => most };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('so many run at once, the rest in turn', async () => {
  const slots = new Slots(2);
  const { work, ends, most } = held();
  const all = Promise.all(Array.from({ length: 5 }, () => slots.run(work, undefined)));
  for (let done = 0; done < 5; done += 1) {
    await settled();
    ends.shift()?.();
  }
  await all;
  expect(most()).toBe(2);
});

test('work that fails gives its slot back; work that is aborted while it waits is not begun', async () => {
  const slots = new Slots(1);
  const failing = () => Promise.reject(new Error('wrong'));
  await expect(slots.run(failing, undefined)).rejects.toThrow('wrong');
  const { work, ends } = held();
  const first = slots.run(work, undefined);
  const control = new AbortController();
  let begun = false;
  const second = slots.run(async () => {
    begun = true;
  }, control.signal);
  control.abort(new Error('enough'));
  await expect(second).rejects.toThrow('enough');
  await settled();
  ends[0]?.();
  await first;
  expect(begun).toBe(false);
  expect(await slots.run(async () => 'free again', undefined)).toBe('free again');
});
