import { type CONCEPT_CHANGES, type ConceptId, type EventOf, type LearningEventDocument, learningEvents } from '../collections/index.js';
import { type CollectionNaming, decodeDocument, onlyFields, withoutParts } from '../schema/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { Repository } from './repository.js';
import type { UnreadableOptions } from './unreadable.js';

interface Print {
  readonly user_id: string;
  readonly event_id: string;
  readonly body_hash: string;
  readonly occurred_at: Date;
  readonly session_id?: string;
  readonly metadata?: Record<string, unknown>;
}

/** What tells a retry from another event under the same id. */
const PRINT = ['user_id', 'event_id', 'body_hash', 'occurred_at', 'claimed_at', 'session_id', 'metadata'] as const;

/** The fields of a concept change. */
const CHANGE = ['user_id', 'event_id', 'occurred_at', 'type', 'change'] as const;

type ChangeOfConcept = Pick<EventOf<(typeof CONCEPT_CHANGES)[number]>, (typeof CHANGE)[number]>;

/** The repository of the log. Events never change, except that an undone answer is marked. */
export class EventRepository extends Repository<LearningEventDocument> {
  readonly #print = onlyFields(learningEvents.schema, PRINT);
  readonly #change = onlyFields(learningEvents.schema, CHANGE);
  /** What is left of an event when parts were deleted that are not kept as long as the rest: a retry is told by that. */
  readonly #retained = withoutParts(
    learningEvents.schema,
    learningEvents.retention.flatMap(({ part }) => (part === '*' ? [] : [part])),
  ) as typeof learningEvents.schema;
  readonly #named: CollectionNaming;

  constructor(collections: CollectionSet) {
    super(collections, learningEvents);
    this.#named = collections.named;
  }

  /**
   * Returns an event by id with read concern `majority`, so that a retry never returns a result that a failover could roll back. Parts deleted by
   * retention are absent.
   */
  async stored(userId: string, eventId: string, options: CallOptions = {}) {
    const row = await this.command('learning_events.stored', options, (driver) =>
      this.collection.findOne({ user_id: userId, event_id: eventId }, { ...driver, ...majority(driver) }),
    );
    const [shown] = row === null ? [] : await this.shown([row], options);
    return shown === undefined ? null : decodeDocument(this.#retained, shown, this.declaration.name);
  }

  /** The fingerprints of stored events of the given learners, with read concern `majority`. */
  async prints(owned: ReadonlyMap<string, Iterable<string>>, options: CallOptions = {}) {
    if (owned.size === 0) return [];
    const each = [...owned].map(([user_id, eventIds]) => ({ user_id, event_id: { $in: [...eventIds] } }));
    const projection = Object.fromEntries(PRINT.map((field) => [field, 1] as const));
    const found = { projection, hint: 'identity' } as const;
    return this.cursor(
      (driver) => this.collection.find({ $or: each }, { ...driver, ...found, ...majority(driver) }),
      (row) => decodeDocument(this.#print, row, this.declaration.name) as Print,
      'learning_events.prints',
      { ...options, unreadable: 'refuse' },
      async (rows) => [...(await this.sealing.open(rows, 'learning_events.prints', options))],
    ).toArray();
  }

  /**
   * A learner's complete history in chronological order; simultaneous events are in no particular order. An unreadable event is an error, because a
   * state computed from part of the history would be wrong.
   */
  history(userId: string, options: CallOptions = {}) {
    return this.find({ user_id: userId }, { ...options, sort: { occurred_at: 1 }, unreadable: 'refuse' });
  }

  /** When the first event at or after an instant was recorded; null without one. */
  async firstRecorded(from: Date, options: CallOptions = {}): Promise<Date | null> {
    const filter = { recorded_at: { $gte: from } };
    const found = await this.find(filter, {
      ...options,
      reach: 'all',
      fields: ['recorded_at'],
      sort: { recorded_at: 1 },
      batchSize: 1,
    }).first();
    return found?.recorded_at ?? null;
  }

  /** When the first event of a learner at or after an instant happened; null without one. */
  async firstOccurred(userId: string, from: Date, options: CallOptions = {}): Promise<Date | null> {
    const filter = { user_id: userId, occurred_at: { $gte: from } };
    const found = await this.find(filter, { ...options, fields: ['occurred_at'], sort: { occurred_at: 1 }, batchSize: 1 }).first();
    return found?.occurred_at ?? null;
  }

  /** Events of a learner by id. */
  ofIds(userId: string, eventIds: readonly string[], options: CallOptions & UnreadableOptions = {}) {
    return this.find({ user_id: userId, event_id: { $in: eventIds } }, { ...options, index: 'identity' });
  }

  /** The intervention ratings in the given sessions after an instant. */
  ratings(
    userId: string,
    sessionIds: readonly string[],
    { after, ...options }: { readonly after: Date } & CallOptions & UnreadableOptions,
  ) {
    return this.find(
      { user_id: userId, session_id: { $in: sessionIds }, occurred_at: { $gt: after }, type: 'intervention_rated' },
      { ...options, index: 'user_session_time' },
    );
  }

  /** The events of a session, newest first. */
  ofSession(userId: string, sessionId: string, { limit, ...options }: { readonly limit: number } & CallOptions) {
    return this.find({ user_id: userId, session_id: sessionId }, { ...options, sort: { occurred_at: -1 }, limit });
  }

  /**
   * The answers to a concept, newest first, without undone answers.
   *
   * @param options.formerly former names of the concept, whose answers are included
   */
  ofConcept(
    userId: string,
    id: ConceptId,
    { limit, formerly = [], ...options }: { readonly limit: number; readonly formerly?: readonly ConceptId[] } & CallOptions,
  ) {
    const under = ({ subject, topic, concept }: ConceptId) => ({
      'answer.subject': subject,
      'answer.topic': topic,
      'answer.concept': concept,
    });
    const named = formerly.length === 0 ? under(id) : { $or: [id, ...formerly].map(under) };
    const filter = { user_id: userId, type: 'answer', ...named, undone_at: { $exists: false } } as const;
    return this.find(filter, { ...options, sort: { occurred_at: -1 }, limit });
  }

  /** Marks an answer as undone. Returns whether it existed and was not marked yet. */
  markUndone(userId: string, answerId: string, at: Date, options: CallOptions): Promise<boolean> {
    const answer = { user_id: userId, event_id: answerId, type: 'answer', undone_at: { $exists: false } } as const;
    return this.updateOne(answer, { set: { undone_at: at } }, options);
  }

  /**
   * Changes of the given learners' concepts without an answer. It may also return changes of other concepts, like {@link
   * MasteryRepository.manyForFold}.
   */
  async changesOf(owned: ReadonlyMap<string, readonly ConceptId[]>, options: CallOptions = {}) {
    const each = [...owned].flatMap(([user_id, concepts]) => {
      const all = (part: keyof ConceptId) => ({ $in: [...new Set(concepts.map((concept) => concept[part]))] });
      if (concepts.length === 0) return [];
      return [{ user_id, 'change.subject': all('subject'), 'change.topic': all('topic'), 'change.concept': all('concept') }];
    });
    if (each.length === 0) return [];
    const projection = Object.fromEntries(CHANGE.map((field) => [field, 1] as const));
    const found = { projection, hint: 'user_concept_changes' };
    const rows = await this.command('learning_events.changesOf', options, (driver) =>
      this.collection.find({ $or: each }, { ...driver, ...found }).toArray(),
    );
    return rows.map((row) => decodeDocument(this.#change, row, this.declaration.name) as ChangeOfConcept);
  }

  /**
   * The UTC days with sessions that may have changed through events recorded since an instant: the days of these events and, because a late event
   * also changes what follows it, the days of all later events of the same learner.
   */
  async daysTouchedSince(recordedSince: Date, options: CallOptions = {}): Promise<Date[]> {
    const rows = await this.command('learning_events.daysTouchedSince', options, (driver) =>
      this.collection.aggregate(touchedDays(recordedSince, this.#named), { ...driver, allowDiskUse: true }).toArray(),
    );
    return rows.map(({ _id }) => _id as Date);
  }
}

/** In a transaction its own concern holds, and what it found is safe on the majority once its commit is. */
function majority({ session }: { readonly session?: unknown }) {
  return session === undefined ? { readConcern: { level: 'majority' } as const } : {};
}

function touchedDays(recordedSince: Date, named: CollectionNaming) {
  return [
    { $match: { recorded_at: { $gte: recordedSince }, type: { $ne: 'learner_created' } } },
    { $group: { _id: '$user_id', first: { $min: '$occurred_at' } } },
    {
      $lookup: {
        from: named('learning_events'),
        localField: '_id',
        foreignField: 'user_id',
        let: { first: '$first' },
        pipeline: [{ $match: { $expr: { $gte: ['$occurred_at', '$$first'] } } }, { $group: { _id: '$session_id' } }],
        as: 'touched',
      },
    },
    { $unwind: '$touched' },
    {
      $lookup: {
        from: named('learning_sessions'),
        localField: '_id',
        foreignField: 'user_id',
        let: { session: '$touched._id' },
        pipeline: [
          { $match: { started_at: { $type: 'date' }, $expr: { $eq: ['$session_id', '$$session'] } } },
          { $project: { _id: 0, started_at: 1 } },
        ],
        as: 'session',
      },
    },
    { $unwind: '$session' },
    { $group: { _id: { $dateTrunc: { date: '$session.started_at', unit: 'day' } } } },
    { $sort: { _id: 1 as const } },
  ];
}
