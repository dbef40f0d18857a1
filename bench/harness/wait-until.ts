import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 10;

/** Waits for something to come true, and fails with its name when it does not within the limit. */
export async function waitUntil(what: string, isTrue: () => boolean, limitMs = 120_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(`Not within ${limitMs} ms: ${what}`);
    await sleep(LOOK_EVERY_MS);
  }
}
