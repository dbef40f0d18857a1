import type { ObjectId } from 'mongodb';
import { type LearningSessionDocument, learningSessions } from '../collections/index.js';
import { startedOn, unreadableOn } from '../pipelines/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { FoldInputReader } from './for-fold.js';
import { Repository } from './repository.js';
import type { UnreadableOptions } from './unreadable.js';

const DAY_MS = 86_400_000;

/** Sessions of one learner that may be open side by side, with those that lie between them. */
const MOST_AT_ONCE = 20;

/** Where a session lies in time. */
const SPAN = ['session_id', 'started_at', 'ended_at', 'automatic', 'session_context', 'last_event'] as const;

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

/** The repository of sessions. */
export class SessionRepository extends Repository<LearningSessionDocument> {
  readonly #foldInput = new FoldInputReader(learningSessions, 'identity');

  constructor(collections: CollectionSet) {
    super(collections, learningSessions);
  }

  /**
   * The sessions of the last days before an instant, newest first, without their dialogue; ties are sorted by id.
   *
   * @param after - the last session of the previous page
   */
  recent(
    userId: string,
    {
      at,
      days = 30,
      after,
      ...options
    }: {
      readonly at: Date;
      readonly days?: number;
      readonly after?: { readonly started_at: Date; readonly session_id: string } | undefined;
      readonly limit?: number | undefined;
    } & CallOptions,
  ) {
    const since = new Date(at.getTime() - days * DAY_MS);
    const until = after === undefined || after.started_at > at ? at : after.started_at;
    const behind =
      after === undefined
        ? {}
        : { $or: [{ started_at: { $lt: after.started_at } }, { started_at: after.started_at, session_id: { $gt: after.session_id } }] };
    return this.find(
      { user_id: userId, started_at: { $gte: since, $lte: until }, ...behind },
      { ...options, fields: SUMMARY, sort: { started_at: -1, session_id: 1 }, index: 'user_started' },
    );
  }

  /** The sessions that started at or before an instant, newest first. */
  latest(userId: string, { at, ...options }: { readonly at: Date; readonly limit: number } & CallOptions) {
    return this.find(
      { user_id: userId, started_at: { $lte: at } },
      { ...options, fields: ['session_id', 'evidence', 'ability', 'started_at'], sort: { started_at: -1 } },
    );
  }

  /**
   * The sessions around an instant: the last ones that started before it, and the next one, with their times only.
   */
  async around(userId: string, at: Date, options: CallOptions = {}) {
    const [before, after] = await Promise.all([
      this.#spans(userId, { $lte: at }, -1, MOST_AT_ONCE, options),
      this.#spans(userId, { $gt: at }, 1, 1, options),
    ]);
    return [...before, ...after];
  }

  /** The sessions that started between two instants, with those around them: {@link around}. */
  async between(userId: string, from: Date, to: Date, options: CallOptions = {}) {
    const [around, within, after] = await Promise.all([
      this.around(userId, from, options),
      this.#spans(userId, { $gt: from, $lte: to }, 1, undefined, options),
      this.#spans(userId, { $gt: to }, 1, 1, options),
    ]);
    const all = new Map([...around, ...within, ...after].map((session) => [session.session_id, session] as const));
    return [...all.values()];
  }

  /** The session that started last, as the fold needs it. */
  async newest(userId: string, options: CallOptions = {}) {
    const [first, second] = await this.#started({ user_id: userId }, { ...options, limit: 2 });
    if (first === undefined) return null;
    const { started_at } = first;
    const tied = started_at.getTime() === second?.started_at.getTime();
    const last = tied
      ? (await this.#started({ user_id: userId, started_at }, options))
          .map(({ session_id }) => session_id)
          .sort()
          .at(-1)
      : first.session_id;
    return this.forFold(userId, last as string, options);
  }

  /** The last session of each given learner, with its times only; learners without sessions are left out. */
  async lastOf(userIds: readonly string[], options: CallOptions = {}) {
    const stages = [
      { $match: { user_id: { $in: [...userIds] } } },
      { $sort: { user_id: 1, started_at: -1 } },
      { $group: { _id: '$user_id', last: { $first: '$_id' } } },
    ];
    const last = await this.command('learning_sessions.lastOf', options, (driver) =>
      this.collection.aggregate<{ readonly last: ObjectId }>(stages, { ...driver, hint: 'user_started' }).toArray(),
    );
    if (last.length === 0) return [];
    const found = { _id: { $in: last.map((row) => row.last) } };
    return this.find(found, { ...options, fields: ['user_id', ...SPAN], reach: 'all', unreadable: 'refuse' }).toArray();
  }

  /** The time zones and rollover hours of sessions, and their types. */
  dayRules(userId: string, sessionIds: readonly string[], options: CallOptions & UnreadableOptions = {}) {
    return this.find(
      { user_id: userId, session_id: { $in: sessionIds } },
      { ...options, fields: ['session_id', 'session_context', 'timezone', 'day_rollover_hour'], index: 'identity' },
    );
  }

  async #spans(userId: string, started_at: object, direction: 1 | -1, limit: number | undefined, options: CallOptions) {
    const found = {
      ...options,
      fields: SPAN,
      sort: { started_at: direction },
      index: 'user_started',
      ...(limit === undefined ? {} : { limit }),
    };
    return this.find({ user_id: userId, started_at }, found).toArray();
  }

  #started(filter: { readonly user_id: string; readonly started_at?: Date }, options: CallOptions & { readonly limit?: number }) {
    return this.find(filter, {
      ...options,
      fields: ['session_id', 'started_at'],
      sort: { started_at: -1 },
      unreadable: 'refuse',
    }).toArray();
  }

  /**
   * Open sessions of all learners that started before an instant, sorted by start.
   *
   * @param after - the last session of the previous page
   */
  open({
    before,
    after,
    limit,
    ...options
  }: {
    readonly before: Date;
    readonly after?: { readonly started_at: Date; readonly session_id: string } | undefined;
    readonly limit: number;
  } & CallOptions) {
    const behind =
      after === undefined
        ? {}
        : {
            $or: [
              { started_at: { $gt: after.started_at, $lt: before } },
              { started_at: after.started_at, session_id: { $gt: after.session_id } },
            ],
          };
    return this.find(
      { ended_at: { $exists: false }, started_at: { $lt: before }, ...behind },
      {
        ...options,
        reach: 'all',
        fields: ['user_id', 'session_id', 'started_at', 'last_event'],
        sort: { started_at: 1, session_id: 1 },
        limit,
        index: 'open',
      },
    );
  }

  /** A session of this learner; null if it does not exist or belongs to another learner. */
  own(userId: string, sessionId: string, options: CallOptions = {}) {
    return this.findOne({ user_id: userId, session_id: sessionId }, options);
  }

  /** The session as the fold needs it, with its lists. */
  async whole(userId: string, sessionId: string, options: CallOptions = {}) {
    const stored = await this.own(userId, sessionId, options);
    if (stored === null) return null;
    const { _id, ...content } = stored;
    return content;
  }

  /** Sessions of the given learners as the fold needs them; unknown sessions and those of other learners are left out. */
  async manyForFold(owned: ReadonlyMap<string, Iterable<string>>, options: CallOptions = {}) {
    if (owned.size === 0) return [];
    const each = [...owned].map(([user_id, sessionIds]) => ({ user_id, session_id: { $in: [...sessionIds] } }));
    return this.#foldInput.readAll(this, { $or: each }, options);
  }

  /** The session as the fold needs it. */
  forFold(userId: string, sessionId: string, options: CallOptions = {}) {
    return this.#foldInput.read(this, { user_id: userId, session_id: sessionId }, options);
  }

  /** When the first session of any learner at or after an instant started; null without one. */
  async firstStart(since: Date, options: CallOptions = {}): Promise<Date | null> {
    const first = { projection: { _id: 0, started_at: 1 }, sort: { started_at: 1 } } as const;
    const found = await this.command('learning_sessions.firstStart', options, (driver) =>
      this.collection.findOne({ started_at: { $gte: since } }, { ...driver, ...first }),
    );
    return (found?.['started_at'] as Date | undefined) ?? null;
  }

  /** The number of sessions that started on a UTC day. */
  countStarted(day: Date, options: CallOptions = {}): Promise<number> {
    return this.count(startedOn(day), { ...options, reach: 'all' });
  }

  /** The ids of sessions that started on a UTC day and cannot be counted because they do not match the schema. */
  async uncountable(day: Date, { limit, ...options }: { readonly limit: number } & CallOptions): Promise<string[]> {
    const found = await this.command('learning_sessions.uncountable', options, (driver) =>
      this.collection.find(unreadableOn(day), { ...driver, projection: { _id: 1 }, limit }).toArray(),
    );
    return found.map(({ _id }) => String(_id));
  }
}
