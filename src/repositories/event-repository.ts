import type { Db } from 'mongodb';
import { type ConceptId, decodeDocument, learningEvents } from '../collections/index.js';
import { type CallOptions, driverOptions } from './call-options.js';
import type { CursorOptions } from './decoded-cursor.js';
import { Repository } from './repository.js';

/** The log. Nothing in it is ever changed. */
export class EventRepository extends Repository<typeof learningEvents.schema> {
  constructor(db: Db) {
    super(db, learningEvents);
  }

  /**
   * The event of an id, once it is safe on the majority: a retry must not be told of a result that a failover could take back.
   */
  async stored(userId: string, eventId: string, options: CallOptions = {}) {
    const row = await this.collection.findOne(
      { user_id: userId, event_id: eventId },
      { ...driverOptions(options), readConcern: { level: 'majority' } },
    );
    return row === null ? null : decodeDocument(this.declaration.schema, row, this.declaration.name);
  }

  /** A learner's whole history in the order of time; events of one instant come in no particular order. */
  history(userId: string, options: CallOptions = {}) {
    return this.find({ user_id: userId }, { ...options, sort: { occurred_at: 1 } });
  }

  /** When the first event from an instant on was recorded; null when none was. */
  async firstRecorded(from: Date, options: CallOptions = {}): Promise<Date | null> {
    const filter = { recorded_at: { $gte: from } };
    const found = await this.find(filter, {
      ...options,
      acrossLearners: true,
      fields: ['recorded_at'],
      sort: { recorded_at: 1 },
      limit: 1,
    }).next();
    return found?.recorded_at ?? null;
  }

  /** When the first event of a learner from an instant on happened; null when none did. */
  async firstOccurred(userId: string, from: Date, options: CallOptions = {}): Promise<Date | null> {
    const filter = { user_id: userId, occurred_at: { $gte: from } };
    const found = await this.find(filter, { ...options, fields: ['occurred_at'], sort: { occurred_at: 1 }, limit: 1 }).next();
    return found?.occurred_at ?? null;
  }

  /** Some events of a learner by their ids. */
  ofIds(userId: string, eventIds: readonly string[], options: CallOptions & Pick<CursorOptions, 'onCorrupt'> = {}) {
    return this.find({ user_id: userId, event_id: { $in: eventIds } }, { ...options, index: 'identity' });
  }

  /** The ratings that were given in some sessions after an instant. */
  ratings(
    userId: string,
    sessionIds: readonly string[],
    { after, ...options }: { readonly after: Date } & CallOptions & Pick<CursorOptions, 'onCorrupt'>,
  ) {
    return this.find(
      { user_id: userId, session_id: { $in: sessionIds }, occurred_at: { $gt: after }, type: 'intervention_rated' },
      { ...options, index: 'user_session_time' },
    );
  }

  /** What happened in a session, newest first: also what the session itself no longer keeps. */
  ofSession(userId: string, sessionId: string, { limit, ...options }: { readonly limit: number } & CallOptions) {
    return this.find({ user_id: userId, session_id: sessionId }, { ...options, sort: { occurred_at: -1 }, limit });
  }

  /** The answers to a concept, newest first: also those that its mastery no longer keeps. */
  ofConcept(userId: string, { subject, topic, concept }: ConceptId, { limit, ...options }: { readonly limit: number } & CallOptions) {
    return this.find(
      { user_id: userId, type: 'answer', 'answer.subject': subject, 'answer.topic': topic, 'answer.concept': concept },
      { ...options, sort: { occurred_at: -1 }, limit },
    );
  }
}
