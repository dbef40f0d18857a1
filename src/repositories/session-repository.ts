import type { Db } from 'mongodb';
import { learningSessions } from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import { FoldableReader } from './foldable.js';
import { Repository } from './repository.js';

const DAY_MS = 86_400_000;

/** Everything of a session but its dialogue. */
const SUMMARY = [
  'session_id',
  'user_id',
  'started_at',
  'ended_at',
  'duration_minutes',
  'session_context',
  'learning_progress',
  'performance_metrics',
  'ai_usage_analytics',
  'session_outcome',
] as const;

/** Sittings. */
export class SessionRepository extends Repository<typeof learningSessions.schema> {
  readonly #foldable = new FoldableReader(learningSessions, 'session_id');

  constructor(db: Db) {
    super(db, learningSessions);
  }

  /** The sessions of the days before an instant, newest first, without their dialogue. */
  recent(userId: string, { at, days = 30, ...options }: { readonly at: Date; readonly days?: number } & CallOptions) {
    const since = new Date(at.getTime() - days * DAY_MS);
    return this.find({ user_id: userId, started_at: { $gte: since, $lte: at } }, { ...options, fields: SUMMARY, sort: { started_at: -1 } });
  }

  /** The session that started last at an instant. */
  latest(userId: string, at: Date, options: CallOptions = {}) {
    return this.find(
      { user_id: userId, started_at: { $lte: at } },
      { ...options, fields: ['session_id', 'evidence', 'started_at'], sort: { started_at: -1 }, limit: 1 },
    ).next();
  }

  /** Open sessions that go by an emotion of the learner's. */
  openWithEmotion(userId: string, options: CallOptions = {}) {
    return this.find(
      { user_id: userId, ended_at: { $exists: false }, 'evidence.current_emotion': { $exists: true } },
      { ...options, fields: ['session_id', 'started_at'], sort: { started_at: -1 } },
    );
  }

  /** A session of this learner; null when there is none of that id, or when it is somebody else's. */
  own(userId: string, sessionId: string, options: CallOptions = {}) {
    return this.findOne({ user_id: userId, session_id: sessionId }, options);
  }

  /** The session as the fold takes it, with its lists: for the rare event that changes an entry of one. */
  async whole(userId: string, sessionId: string, options: CallOptions = {}) {
    const stored = await this.own(userId, sessionId, options);
    if (stored === null) return null;
    const { _id, ...content } = stored;
    return content;
  }

  /** The session as the fold takes it. */
  foldable(userId: string, sessionId: string, options: CallOptions = {}) {
    return this.#foldable.read(this.collection, { user_id: userId, session_id: sessionId }, options);
  }
}
