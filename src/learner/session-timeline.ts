/** Where a session lies in time. */
export interface SessionSpan {
  readonly session_id: string;
  readonly started_at: Date;
  /** When the last thing in it happened. */
  readonly last_at: Date;
  /** Events may join it up to here; absent while it is open. */
  readonly closes_at?: Date | undefined;
  /** The engine opened it, and closes it. */
  readonly automatic: boolean;
}

/** What becomes of an event that names no session. */
export interface Placement {
  readonly session_id: string;
  /** The session is new, and starts with the event. */
  readonly opens: boolean;
  /** Sessions that are over, and when their idle time ran out: the one before, and the new one where others have started since. */
  readonly closes: readonly { readonly session_id: string; readonly at: Date }[];
}

/**
 * The sessions of one learner in chronological order, and the one rule by which an event without a session finds its own:
 *
 * 1. Of the sessions that started by the event's time, the one that started last and that the event can join: while it is open, up to
 *    `idleMs` after its last event; once it is closed, up to where it closed, which for a session of the engine's own is `idleMs` after its
 *    last event.
 * 2. Otherwise a new session starts with the event. The engine's own session before it, if that is open, is closed where its idle time ran
 *    out; the new one is closed too where a later session has started already.
 *
 * Events that arrive in another order find the same sessions as long as each of them is within `idleMs` of what its session held when it was
 * closed.
 */
export class SessionTimeline {
  readonly #idleMs: number;
  readonly #spans: SessionSpan[];

  constructor(spans: Iterable<SessionSpan>, idleMs: number) {
    this.#idleMs = idleMs;
    this.#spans = [...spans].sort((a, b) => a.started_at.getTime() - b.started_at.getTime() || (a.session_id < b.session_id ? -1 : 1));
  }

  /** True when no session is known. */
  get isEmpty(): boolean {
    return this.#spans.length === 0;
  }

  /** The session that an event without one joins; undefined when there is none. */
  covering(at: Date): SessionSpan | undefined {
    return this.#spans.findLast((span) => span.started_at <= at && at <= this.#joinableUntil(span));
  }

  /** Finds the session of an event that names none; later calls know of it. */
  place(at: Date, newId: () => string): Placement {
    const known = this.covering(at);
    if (known !== undefined) {
      this.occurred(known.session_id, at);
      return { session_id: known.session_id, opens: false, closes: [] };
    }
    const session_id = newId();
    const next = this.#spans.find((span) => span.started_at > at);
    const closes = this.#spans
      .filter((span) => span.automatic && span.closes_at === undefined && span.started_at <= at)
      .map((span) => ({ session_id: span.session_id, at: this.#joinableUntil(span) }));
    const own: SessionSpan = { session_id, started_at: at, last_at: at, automatic: true };
    if (next !== undefined) {
      const until = this.#joinableUntil(own);
      closes.push({ session_id, at: until < next.started_at ? until : next.started_at });
    }
    this.#insert(own);
    for (const { session_id: id, at: closes_at } of closes) this.#change(id, (span) => ({ ...span, closes_at }));
    return { session_id, opens: true, closes };
  }

  /** Tells of an event in a session. */
  occurred(sessionId: string, at: Date): void {
    this.#change(sessionId, (span) => (span.last_at < at ? { ...span, last_at: at } : span));
  }

  #joinableUntil({ last_at, closes_at }: SessionSpan): Date {
    return closes_at ?? new Date(last_at.getTime() + this.#idleMs);
  }

  #insert(own: SessionSpan): void {
    const place = this.#spans.findIndex((span) => span.started_at > own.started_at);
    this.#spans.splice(place === -1 ? this.#spans.length : place, 0, own);
  }

  #change(sessionId: string, change: (span: SessionSpan) => SessionSpan): void {
    const place = this.#spans.findLastIndex((span) => span.session_id === sessionId);
    if (place !== -1) this.#spans[place] = change(this.#spans[place] as SessionSpan);
  }
}
