import { type ContentMastery, contentMastery, type LearningSession, learningSessions } from '../collections/index.js';
import { conceptKey, type Folded, type LearnerModels } from '../learner/index.js';
import { forFold, WriteConflict } from '../repositories/index.js';

/** Learners at once, with their concepts about 30 kB each. */
const LEARNERS = 1_000;
/** Concepts of each: those that a learner is about to be asked again. */
const CONCEPTS = 8;
/** After so many uses it is looked whether remembering was worth it. */
const TRIAL = 64;
/** One use in so many may end in a write conflict: it costs a transaction that fails, any other saves two reads. */
const MOST_CONFLICTS = 1 / 4;
/** And if it was more, so many events go by before it is tried again. */
const REST = 1_000;

/** The latest state of a learner with an open session, as stored by this process. */
interface RecentState {
  readonly session: LearningSession;
  /** Ordered by the latest answer, most recent last. */
  readonly masteries: ReadonlyMap<string, ContentMastery>;
  readonly models: LearnerModels;
}

/**
 * A cache of the latest states of learners who are studying, so that their next event needs no reads.
 *
 * A state may be outdated if another process has written since. Documents are written only at the expected revision, so a write based on an outdated
 * state changes nothing and is retried from the database.
 */
export class RecentStateCache {
  /** Whose last event is oldest, first. */
  readonly #learners = new Map<string, RecentState>();
  #uses = 0;
  #conflicts = 0;
  #resting = 0;
  readonly #most: number;

  /** @param most learners that are remembered at once */
  constructor(most: number = LEARNERS) {
    this.#most = most;
  }

  /** Returns the cached state for a learner's next event; undefined if it must be read. */
  of(userId: string, models: LearnerModels): Pick<RecentState, 'session' | 'masteries'> | undefined {
    if (this.#resting > 0) {
      this.#resting -= 1;
      return undefined;
    }
    const standing = this.#learners.get(userId);
    // What other models made is no ground to go on from.
    if (standing === undefined || standing.models !== models) return undefined;
    this.#uses += 1;
    return standing;
  }

  /** Call it once a learner's event is stored, with the new documents. */
  keep(userId: string, { session, mastery }: Folded, models: LearnerModels): void {
    if (this.#resting > 0) return;
    if (session === null || session.ended_at !== undefined) {
      this.forget(userId);
      return;
    }
    const before = this.#learners.get(userId);
    const masteries = new Map(before?.models === models ? before.masteries : []);
    if (mastery !== null) {
      const key = conceptKey(mastery);
      masteries.delete(key);
      masteries.set(key, forFold(contentMastery, mastery));
      if (masteries.size > CONCEPTS) masteries.delete(oldestOf(masteries));
    }
    this.forget(userId);
    this.#learners.set(userId, { session: forFold(learningSessions, session), masteries, models });
    if (this.#learners.size > this.#most) this.forget(oldestOf(this.#learners));
  }

  /** Call it before other writes to a learner's documents. Returns whether a state was cached. */
  forget(userId: string): boolean {
    return this.#learners.delete(userId);
  }

  /** Call it when storing a learner's event has failed. Returns whether an outdated state may be the cause, and removes the state. */
  failed(userId: string, error: unknown): boolean {
    const wasRemembered = this.forget(userId);
    if (wasRemembered && error instanceof WriteConflict) this.#countConflict();
    return wasRemembered;
  }

  #countConflict(): void {
    this.#conflicts += 1;
    if (this.#uses < TRIAL) return;
    if (this.#conflicts > this.#uses * MOST_CONFLICTS) {
      this.#resting = REST;
      this.#learners.clear();
    }
    this.#uses = 0;
    this.#conflicts = 0;
  }
}

/** The key that has stood longest in a map that is not empty. */
function oldestOf(map: ReadonlyMap<string, unknown>): string {
  return map.keys().next().value as string;
}
