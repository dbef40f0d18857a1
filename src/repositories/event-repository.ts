import type { Db } from 'mongodb';
import { type ConceptId, decodeDocument, learningEvents } from '../collections/index.js';
import { type CallOptions, driverOptions } from './call-options.js';
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
