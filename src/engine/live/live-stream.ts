import type { ConceptId } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import { conceptKey } from '../../learner/index.js';
import { UNREADABLE_NAMED_AT_MOST } from '../../pipelines/index.js';
import { aborted, type ChangeFeed, documentOf, Ended, type FeedPlace, type Unreadable } from '../../repositories/index.js';
import { decodeDocument } from '../../schema/index.js';
import { type Change, change } from './change.js';
import { eventsOf } from './events-of.js';
import { type LiveEvent, liveEvent } from './live-event.js';
import { liveToken } from './live-token.js';

export interface LiveStreamOptions {
  readonly owner: string | undefined;
  /** The number of events after the first position of the feed that the reader has already seen. */
  readonly skip: number;
  /** The time of that position, in ms since 1970. */
  readonly since: number;
  readonly onGap: 'continue' | 'end';
  readonly onUnreadable: ((error: AdaptiveLearningError) => void) | undefined;
  readonly signal: AbortSignal | undefined;
  readonly clock: () => Date;
  /** Returns the current name of a concept. */
  readonly nameNow: (id: ConceptId) => ConceptId;
  readonly where: string;
}

/**
 * A stream of live events, read on demand: at most one driver batch is buffered. It ends with `close()`, at the end of a `for await` loop, and with
 * the error `aborted` when its signal is aborted.
 */
export class LiveStream implements AsyncIterable<LiveEvent>, AsyncDisposable {
  readonly #feed: ChangeFeed;
  readonly #options: LiveStreamOptions;
  readonly #events: AsyncGenerator<LiveEvent, undefined, undefined>;
  readonly #stop: () => void;
  readonly #unreadable: Unreadable[] = [];
  #closed = false;

  constructor(feed: ChangeFeed, options: LiveStreamOptions) {
    this.#feed = feed;
    this.#options = options;
    this.#events = this.#follow();
    this.#stop = () => void feed.close();
    options.signal?.addEventListener('abort', this.#stop, { once: true });
    if (options.signal?.aborted === true) this.#stop();
  }

  /** The first 100 stored documents that do not match their schema; there are no events for them. */
  get unreadable(): readonly Unreadable[] {
    return this.#unreadable;
  }

  /** Resolves once the stream is closed. */
  get closed(): Promise<void> {
    return this.#feed.closed;
  }

  /** Waits for the next event. */
  async next(): Promise<IteratorResult<LiveEvent, undefined>> {
    const { signal, where } = this.#options;
    if (this.#closed) return { done: true, value: undefined };
    const result = await this.#events.next();
    if (result.done === true && signal?.aborted === true && !isClosing(signal.reason)) throw aborted(where, signal.reason);
    return result;
  }

  /** Closes the stream; a pending `next()` resolves as done. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#options.signal?.removeEventListener('abort', this.#stop);
    await this.#feed.close();
  }

  [Symbol.asyncIterator](): AsyncIterator<LiveEvent, undefined> {
    return {
      next: () => this.next(),
      return: async () => {
        await this.close();
        return { done: true, value: undefined };
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async *#follow(): AsyncGenerator<LiveEvent, undefined, undefined> {
    const { owner, onGap, clock, nameNow } = this.#options;
    let { skip, since } = this.#options;
    let unit: Unit | undefined;
    for (let item = await this.#feed.next(); item.kind !== 'end'; item = await this.#feed.next()) {
      if (item.kind === 'lost') {
        const until = Math.max(clock().getTime(), since);
        const token = liveToken(owner, { place: item.place, skip: 0, at: until });
        yield { type: 'gap', token, since: new Date(since), until: new Date(until) };
        if (onGap === 'end') break;
        [skip, since, unit] = [0, until, undefined];
        continue;
      }
      since = (item.change['clusterTime'] as { readonly t: number }).t * SECOND_MS;
      const read = this.#read(item.change);
      if (read === undefined) continue;
      const previous = unit;
      unit = unitOf(read, item.before, previous);
      // Only of the first has the reader seen some.
      if (previous !== undefined && unit !== previous) skip = 0;
      for (const event of eventsOf(read, unit.rebuilt, nameNow)) {
        unit.told += 1;
        if (unit.told <= skip) continue;
        const token = liveToken(owner, { place: unit.before, skip: unit.told, at: since });
        yield liveEvent.parse({ ...event, token });
      }
      if (read.kind === 'content_mastery' && read.operationType === 'replace') unit.rebuilt.add(conceptKey(read.document));
    }
    await this.close();
    return undefined;
  }

  #read(raw: object): Change | undefined {
    const { kind, document } = raw as { readonly kind: string; readonly document?: object };
    try {
      const collection = kind === 'content_mastery' ? kind : 'learning_events';
      return decodeDocument(change, { ...raw, _id: (document as { readonly _id?: unknown } | undefined)?._id }, collection) as Change;
    } catch (error) {
      if (!(error instanceof AdaptiveLearningError)) throw error;
      if (this.#unreadable.length < UNREADABLE_NAMED_AT_MOST) this.#unreadable.push(documentOf(error));
      this.#options.onUnreadable?.(error);
      return undefined;
    }
  }
}

/** A stream just ends when its engine is closed. */
function isClosing(reason: unknown): boolean {
  return reason instanceof Ended && reason.code === 'closed';
}

const SECOND_MS = 1_000;

/** A transaction, or a change that stands alone: a place within it is told by how many events it has had. */
interface Unit {
  readonly key: string | undefined;
  readonly before: FeedPlace;
  readonly rebuilt: Set<string>;
  told: number;
}

function unitOf({ lsid, txnNumber }: Change, before: FeedPlace, unit: Unit | undefined): Unit {
  const key = txnNumber === undefined ? undefined : JSON.stringify([lsid, txnNumber]);
  return key !== undefined && key === unit?.key ? unit : { key, before, rebuilt: new Set(), told: 0 };
}
