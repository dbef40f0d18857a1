import type { ContentMastery, LearningDna, LearningSession } from '../collections/index.js';
import { conceptKey } from './concept-key.js';
import { conceptOf } from './event-concept.js';
import { compareEvents } from './event-order.js';
import { type Folded, fold } from './fold.js';
import type { IncomingAnswer, IncomingEvent } from './incoming-event.js';
import type { LearnerModels } from './models.js';

/** Documents of a learner as they stand before some events. */
export interface KnownDocuments {
  readonly dna: LearningDna | null;
  readonly sessions: Iterable<LearningSession>;
  readonly masteries: Iterable<ContentMastery>;
  readonly newest: LearningSession | null;
}

/** All derived documents of one learner, growing event by event in the order of history. */
export class History {
  dna: LearningDna | null = null;
  readonly sessions = new Map<string, LearningSession>();
  readonly masteries = new Map<string, ContentMastery>();
  /** Concepts that the log tells of, also where nothing is kept of them any more. */
  readonly concepts = new Set<string>();

  /** Answers that were taken back and have not been met yet. */
  readonly #undone = new Set<string>();
  /** What the curriculum said when answers that were taken back met their concepts first: those that follow go by it. */
  readonly #curricula = new Map<string, NonNullable<IncomingAnswer['curriculum']>>();
  #newest: string | undefined;
  readonly #models: LearnerModels;

  constructor(models: LearnerModels) {
    this.#models = models;
  }

  /**
   * The history of a learner of whom some documents are known, which is enough to go on with events that touch no others.
   *
   * @param newest the session that started last, where one of the events starts a session
   */
  static from(models: LearnerModels, { dna, sessions, masteries, newest }: KnownDocuments): History {
    const history = new History(models);
    history.dna = dna;
    for (const session of sessions) history.sessions.set(session.session_id, session);
    for (const mastery of masteries) history.masteries.set(conceptKey(mastery), mastery);
    history.#newest = newest?.session_id;
    if (newest !== null && !history.sessions.has(newest.session_id)) history.sessions.set(newest.session_id, newest);
    return history;
  }

  /** The session that started last, from which the next one goes on. */
  get newestSession(): LearningSession | null {
    return this.#newest === undefined ? null : (this.sessions.get(this.#newest) ?? null);
  }

  /** The same history so far, to go on another way: documents are never changed, so only the lists of them are copied. */
  fork(): History {
    const fork = new History(this.#models);
    fork.dna = this.dna;
    fork.#newest = this.#newest;
    for (const [id, session] of this.sessions) fork.sessions.set(id, session);
    for (const [key, mastery] of this.masteries) fork.masteries.set(key, mastery);
    for (const key of this.concepts) fork.concepts.add(key);
    for (const id of this.#undone) fork.#undone.add(id);
    for (const [key, curriculum] of this.#curricula) fork.#curricula.set(key, curriculum);
    return fork;
  }

  /**
   * Folds the next event; it must not stand before one that was folded already. An answer that was taken back changes nothing.
   *
   * @param models under which the event is folded, where they are not the history's: a stored answer goes by the predictor that judged it
   */
  add(event: IncomingEvent, models = this.#models): Folded {
    const sessionId = 'session_id' in event ? event.session_id : undefined;
    const previous = event.type === 'session_started' ? this.newestSession : null;
    const id = conceptOf(event, models);
    const concept = id === undefined ? undefined : conceptKey(id);
    const touched = {
      dna: this.dna,
      session: sessionId === undefined ? null : (this.sessions.get(sessionId) ?? null),
      mastery: concept === undefined ? null : (this.masteries.get(concept) ?? null),
      previous,
    };
    if (concept !== undefined) this.concepts.add(concept);
    if (event.type === 'answer_undone') this.#undone.add(event.undo.answer_id);
    if (event.type === 'answer' && this.#undone.delete(event.event_id)) {
      this.#keepCurriculum(event, concept as string);
      return touched;
    }
    const folded = fold(touched, this.#withCurriculum(event, concept), models);
    this.dna = folded.dna;
    if (folded.previous !== null) this.sessions.set(folded.previous.session_id, folded.previous);
    if (event.type === 'session_started') this.#newest = event.session_id;
    if (sessionId !== undefined && folded.session !== null) this.sessions.set(sessionId, folded.session);
    if (concept !== undefined && folded.mastery !== null) this.masteries.set(concept, folded.mastery);
    else if (concept !== undefined) this.masteries.delete(concept);
    return folded;
  }

  #keepCurriculum({ curriculum }: IncomingAnswer, concept: string): void {
    if (curriculum !== undefined && !this.#curricula.has(concept)) this.#curricula.set(concept, curriculum);
  }

  /** The event that now meets its concept first, with what the curriculum said at the answer that did so before it was taken back. */
  #withCurriculum(event: IncomingEvent, concept: string | undefined): IncomingEvent {
    if (concept === undefined || (event.type !== 'answer' && event.type !== 'card_adopted')) return event;
    const curriculum = event.curriculum ?? this.#curricula.get(concept);
    return curriculum === undefined || curriculum === event.curriculum ? event : { ...event, curriculum };
  }
}

/**
 * Folds a whole log, in whatever order it comes: what laws and harnesses compare stored documents with.
 *
 * @internal
 */
export function foldLog(events: readonly IncomingEvent[], models: LearnerModels): History {
  const history = new History(models);
  for (const event of [...events].sort(compareEvents)) history.add(event);
  return history;
}
