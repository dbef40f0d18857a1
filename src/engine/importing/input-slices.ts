import { setImmediate } from 'node:timers/promises';
import { invalidInput, isProxy } from '../../errors.js';
import { aborted } from '../../repositories/index.js';

/** A source of items: a list, a generator or a stream. */
export type Source<Item> = Iterable<Item> | AsyncIterable<Item>;

/** Items that are taken in one go, about two milliseconds of work: between slices, what the database has answered gets its turn. */
const SLICE = 64;

/**
 * Reads a source in slices, and stops when the signal says so, also while the source keeps it waiting. The source is closed in the end.
 *
 * @throws AdaptiveLearningError `invalid_input` for what is no source, `aborted`, and whatever the source itself throws
 */
export async function* slicesOf(source: Source<unknown>, signal: AbortSignal, where: string): AsyncGenerator<unknown[]> {
  const items = iteratorOf(source, where);
  let isDone = false;
  try {
    while (!isDone) {
      const slice: unknown[] = [];
      while (slice.length < SLICE && !isDone) {
        // Before each item: a source may be endless, and whatever was aborted between two waits aborts nothing by itself.
        if (signal.aborted) throw aborted(where, signal.reason);
        const step = items.next();
        const result = isPromise(step) ? await unlessAborted(step, signal, where) : step;
        if (typeof result !== 'object' || result === null) throw invalidInput(where, 'an iterable whose steps are objects', result);
        isDone = result.done === true;
        if (!isDone) slice.push(itemOf(result));
      }
      yield slice;
      await setImmediate();
    }
  } finally {
    // A source that is still busy with its next item closes after that; nobody waits for it.
    if (!isDone) void Promise.resolve(items.return?.()).catch(() => undefined);
  }
}

/** Stands for an item that cannot be read: no answer is made of it, and those after it still are. */
const UNREADABLE = Symbol('unreadable');

function itemOf(result: IteratorResult<unknown>): unknown {
  try {
    return result.value;
  } catch {
    return UNREADABLE;
  }
}

/** The items of a list by their places: the list's own iterator ends for good at the first one whose getter throws. */
export function* itemsOf(list: readonly unknown[]): Generator<unknown, undefined, undefined> {
  for (let place = 0; place < list.length; place += 1) {
    const property = Object.getOwnPropertyDescriptor(list, place);
    yield property !== undefined && 'value' in property ? property.value : UNREADABLE;
  }
}

interface Items {
  next(): IteratorResult<unknown> | PromiseLike<IteratorResult<unknown>>;
  return?(value?: undefined): unknown;
}

function iteratorOf(source: unknown, where: string): Items {
  if (!isProxy(source) && Array.isArray(source)) return itemsOf(source);
  const items = opened(source);
  if (items === undefined) throw invalidInput(where, 'a list, an iterable or an async iterable', source);
  return items;
}

/** Nothing for what has no iterator, or whose iterator cannot be had. */
function opened(source: unknown): Items | undefined {
  // A text is iterable too, letter by letter.
  if (isProxy(source) || typeof source !== 'object' || source === null) return undefined;
  try {
    const { [Symbol.asyncIterator]: later, [Symbol.iterator]: now } = source as Partial<AsyncIterable<unknown> & Iterable<unknown>>;
    const items: unknown = typeof later === 'function' ? later.call(source) : now?.call(source);
    return typeof (items as Partial<Items> | undefined)?.next === 'function' ? (items as Items) : undefined;
  } catch {
    return undefined;
  }
}

function isPromise<Value extends object>(value: Value | PromiseLike<Value>): value is PromiseLike<Value> {
  return typeof (value as Partial<PromiseLike<Value>> | null | undefined)?.then === 'function';
}

function unlessAborted<Value>(reading: PromiseLike<Value>, signal: AbortSignal, where: string): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(aborted(where, signal.reason));
    signal.addEventListener('abort', stop, { once: true });
    void Promise.resolve(reading)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}
