import { emotionalDayOf, type SessionContext } from '../../learner/index.js';
import type { CallControl } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import type { AggregationTally } from './aggregation-tally.js';

/** Where one learner's days turned, session by session; each is read once. */
export class SessionDays {
  readonly #known = new Map<string, SessionContext>();
  readonly #missing = new Set<string>();
  readonly #context: EngineContext;
  readonly #userId: string;

  constructor(context: EngineContext, userId: string) {
    this.#context = context;
    this.#userId = userId;
  }

  /** The sessions that are known by now. */
  get sessions(): ReadonlyMap<string, SessionContext> {
    return this.#known;
  }

  /** Reads the sessions that are not known yet; one that is missing, or does not fit, is named. */
  async learn(sessionIds: Iterable<string>, tally: AggregationTally, { signal }: CallControl): Promise<void> {
    const unknown = [...new Set(sessionIds)].filter((id) => !this.#known.has(id) && !this.#missing.has(id));
    if (unknown.length === 0) return;
    const { learning_sessions } = this.#context.repositories;
    for await (const session of learning_sessions.dayRules(this.#userId, unknown, { signal, onUnreadable: tally.onUnreadable })) {
      const { timezone, day_rollover_hour, session_context } = session;
      this.#known.set(session.session_id, { timezone, day_rollover_hour, session_context });
    }
    for (const id of unknown.filter((one) => !this.#known.has(one))) {
      this.#missing.add(id);
      tally.name({ collection: 'learning_sessions', id });
    }
  }

  /** The learner's day of an event; null where its session is not known. */
  dayOf({ session_id, occurred_at }: { readonly session_id: string; readonly occurred_at: Date }): number | null {
    const session = this.#known.get(session_id);
    return session === undefined ? null : emotionalDayOf(occurred_at, session);
  }
}
